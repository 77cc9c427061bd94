import type { RunRef } from '../contracts/states.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { SendKey, SendLedger } from '../ports/send-ledger.ts';

/** What became of each mail. */
export interface Delivery {
  readonly recipient: string;
  readonly outcome: 'sent' | 'already_sent' | 'dry_run' | 'unresolved';
  readonly messageId: string | null;
}

/**
 * Sends a mail once by its key: PENDING before the service is called, SENT after it answered. A row that a crash left PENDING is settled by what the
 * service itself knows, and where it can't tell the mail is not sent again.
 */
export async function sendOnce(
  ports: { sends: SendLedger; mailer: Mailer },
  run: RunRef,
  key: SendKey,
  mail: { from: string; to: string; raw: Uint8Array; tasks?: readonly string[] },
): Promise<Delivery> {
  const reference = [key.period, key.revision, key.recipient, key.attempt].join('/');
  const found = await ports.sends.reserve(key, run.startedAt, mail.tasks);
  if (found !== undefined && found.status !== 'PENDING')
    return { recipient: mail.to, outcome: 'already_sent', messageId: found.messageId };
  const left = found === undefined ? undefined : await ports.mailer.findSent(reference);
  if (found !== undefined && left === undefined && !ports.mailer.knowsAll)
    return { recipient: mail.to, outcome: 'unresolved', messageId: null };
  const messageId = left ?? (await ports.mailer.send({ from: mail.from, to: mail.to, raw: mail.raw, reference }));
  await ports.sends.markSent(key, messageId, run.startedAt);
  return { recipient: mail.to, outcome: left === undefined ? 'sent' : 'already_sent', messageId };
}
