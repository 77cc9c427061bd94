import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Mailer, OutgoingMail } from '../../core/ports/mailer.ts';

const mailboxRow = z.object({ message_id: z.string() });

/** The laptop's mail service: nothing leaves the machine; each mail is kept in the store's mailbox under its reference. */
export class MailboxMailer implements Mailer {
  readonly knowsAll = true;
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async send(mail: OutgoingMail): Promise<string> {
    const messageId = createHash('sha256').update(mail.reference).digest('hex').slice(0, 32);
    this.#database
      .prepare('INSERT INTO mailbox (reference, message_id, recipient, raw) VALUES (?, ?, ?, ?)')
      .run(mail.reference, messageId, mail.to, mail.raw);
    return messageId;
  }

  async findSent(reference: string): Promise<string | undefined> {
    const found = this.#database.prepare('SELECT message_id FROM mailbox WHERE reference = ?').get(reference);
    return found === undefined ? undefined : mailboxRow.parse(found).message_id;
  }
}
