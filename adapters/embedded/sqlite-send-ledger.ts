import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { SendKey, SendLedger, SendRow } from '../../core/ports/send-ledger.ts';
import { inTransaction } from './sqlite-tables.ts';

const sendRow = z
  .object({
    period: z.string(),
    revision: z.int(),
    recipient: z.string(),
    attempt: z.int(),
    status: z.enum(['PENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED']),
    message_id: z.string().nullable(),
    at: z.string(),
  })
  .transform(({ message_id, ...row }): SendRow => ({ ...row, messageId: message_id }));

const KEY = 'period = ? AND revision = ? AND recipient = ? AND attempt = ?';

/** The send ledger as a SQLite table. */
export class SqliteSendLedger implements SendLedger {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  async reserve(key: SendKey, at: string): Promise<SendRow | undefined> {
    return inTransaction(this.#database, () => {
      const found = this.#database.prepare(`SELECT * FROM sends WHERE ${KEY}`).get(...columns(key));
      if (found !== undefined) return sendRow.parse(found);
      this.#database
        .prepare(
          `INSERT INTO sends (period, revision, recipient, attempt, status, message_id, at) VALUES (?, ?, ?, ?, 'PENDING', NULL, ?)`,
        )
        .run(...columns(key), at);
      return undefined;
    });
  }

  async markSent(key: SendKey, messageId: string, at: string): Promise<void> {
    this.#database
      .prepare(`UPDATE sends SET status = 'SENT', message_id = ?, at = ? WHERE ${KEY}`)
      .run(messageId, at, ...columns(key));
  }

  async list(period: string): Promise<readonly SendRow[]> {
    const rows = this.#database
      .prepare('SELECT * FROM sends WHERE period = ? ORDER BY recipient, revision, attempt')
      .all(period);
    return z.array(sendRow).parse(rows);
  }
}

function columns(key: SendKey): [string, number, string, number] {
  return [key.period, key.revision, key.recipient, key.attempt];
}
