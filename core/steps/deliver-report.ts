import { DuewatchError } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { Chat } from '../ports/chat.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SendKey, SendLedger } from '../ports/send-ledger.ts';
import { type ChatDelivery, postChats } from './post-chats.ts';
import { type LetterDeliveries, sendLetters } from './send-letters.ts';
import { type Delivery, sendOnce } from './send-once.ts';
import { readComposedMails } from './work-files.ts';

/** A mail was handed over but nobody can tell whether it left: a person must look before it is sent again. */
export class SendUnresolved extends DuewatchError {
  override name = 'SendUnresolved';
}

/**
 * Sends each composed mail once. The ledger's row is PENDING before the service is called and SENT after it answered; a row that a crash
 * left PENDING is settled by what the service itself knows, and where it can't tell the mail is not sent again. Rooms of a chat are told too, where
 * the settings name any; what becomes of that fails nothing.
 *
 * @throws {SendUnresolved} after all other mails have left, naming the recipients a person must check.
 */
export async function deliverReport(
  ports: { store: ObjectStore; sends: SendLedger; mailer: Mailer; chat: Chat },
  input: { run: RunRef },
): Promise<{ deliveries: readonly Delivery[]; letters?: LetterDeliveries; chats?: readonly ChatDelivery[] }> {
  const { run } = input;
  const deliveries: Delivery[] = [];
  for (const mail of await readComposedMails(ports.store, run)) {
    const raw = await ports.store.read(run.prefix + mail.path);
    if (raw === undefined) throw new DuewatchError(`${run.prefix}${mail.path} is gone: run ComposeReport again`);
    deliveries.push(
      run.dryRun
        ? { recipient: mail.to, outcome: 'dry_run', messageId: null }
        : await sendOnce(ports, run, await keyOf(ports.sends, run, mail.sendAs), { ...mail, raw }),
    );
  }
  const chats = await postChats(ports, run);
  const { letters, unresolved: lettersUnresolved } = await sendLetters(ports, run);
  const mailsUnresolved = deliveries
    .filter((delivery) => delivery.outcome === 'unresolved')
    .map((delivery) => delivery.recipient);
  const unresolved = [...mailsUnresolved, ...lettersUnresolved];
  if (unresolved.length > 0) {
    throw new SendUnresolved(
      `it is not known whether the mail of ${run.period} revision ${run.revision} reached ${unresolved.join(', ')}: ask each of them; docs/operate.md, under SendUnresolved, says how to record the answer and go on without a second mail to the others`,
    );
  }
  const any = Object.values(letters).some((count) => count > 0);
  return { deliveries, ...(any ? { letters } : {}), ...(chats.length === 0 ? {} : { chats }) };
}

async function keyOf(sends: SendLedger, run: RunRef, recipient: string): Promise<SendKey> {
  const attempt = await attemptOf(sends, run, recipient);
  return { period: run.period, revision: run.revision, recipient, attempt };
}

/** The attempt to work on: the newest one, or one more when an operator asks for a resend of a mail that has left. */
async function attemptOf(sends: SendLedger, run: RunRef, recipient: string): Promise<number> {
  const rows = (await sends.list(run.period)).filter(
    (row) => row.recipient === recipient && row.revision === run.revision,
  );
  const newest = rows.at(-1);
  if (newest === undefined) return 1;
  const askedNow = run.resend && newest.at !== run.startedAt;
  return askedNow ? newest.attempt + 1 : newest.attempt;
}
