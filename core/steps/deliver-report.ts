import { DuewatchError } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { Chat } from '../ports/chat.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SendKey, SendLedger } from '../ports/send-ledger.ts';
import { type ChatDelivery, postChats } from './post-chats.ts';
import { readComposedMails } from './work-files.ts';

/** A mail was handed over but nobody can tell whether it left: a person must look before it is sent again. */
export class SendUnresolved extends DuewatchError {
  override name = 'SendUnresolved';
}

/** What became of each mail. */
export interface Delivery {
  readonly recipient: string;
  readonly outcome: 'sent' | 'already_sent' | 'dry_run' | 'unresolved';
  readonly messageId: string | null;
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
): Promise<{ deliveries: readonly Delivery[]; chats?: readonly ChatDelivery[] }> {
  const { run } = input;
  const deliveries: Delivery[] = [];
  for (const mail of await readComposedMails(ports.store, run)) {
    const raw = await ports.store.read(run.prefix + mail.path);
    if (raw === undefined) throw new DuewatchError(`${run.prefix}${mail.path} is gone: run ComposeReport again`);
    deliveries.push(
      run.dryRun
        ? { recipient: mail.to, outcome: 'dry_run', messageId: null }
        : await sendOnce(ports, run, { ...mail, raw }),
    );
  }
  const chats = await postChats(ports, run);
  const unresolved = deliveries
    .filter((delivery) => delivery.outcome === 'unresolved')
    .map((delivery) => delivery.recipient);
  if (unresolved.length > 0) {
    throw new SendUnresolved(
      `it is not known whether the mail of ${run.period} revision ${run.revision} reached ${unresolved.join(', ')}: ask each of them; docs/operate.md, under SendUnresolved, says how to record the answer and go on without a second mail to the others`,
    );
  }
  return chats.length === 0 ? { deliveries } : { deliveries, chats };
}

async function sendOnce(
  ports: { sends: SendLedger; mailer: Mailer },
  run: RunRef,
  mail: { from: string; to: string; sendAs: string; raw: Uint8Array },
): Promise<Delivery> {
  const key: SendKey = {
    period: run.period,
    revision: run.revision,
    recipient: mail.sendAs,
    attempt: await attemptOf(ports.sends, run, mail.sendAs),
  };
  const reference = [run.period, run.revision, mail.sendAs, key.attempt].join('/');
  const found = await ports.sends.reserve(key, run.startedAt);
  if (found !== undefined && found.status !== 'PENDING')
    return { recipient: mail.to, outcome: 'already_sent', messageId: found.messageId };
  const left = found === undefined ? undefined : await ports.mailer.findSent(reference);
  if (found !== undefined && left === undefined && !ports.mailer.knowsAll)
    return { recipient: mail.to, outcome: 'unresolved', messageId: null };
  const messageId = left ?? (await ports.mailer.send({ from: mail.from, to: mail.to, raw: mail.raw, reference }));
  await ports.sends.markSent(key, messageId, run.startedAt);
  return { recipient: mail.to, outcome: left === undefined ? 'sent' : 'already_sent', messageId };
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
