import type { SendKey } from '../../core/ports/send-ledger.ts';

const REFERENCE = /^(\d{4}-\d{2})\/(\d+)\/(.+)\/(\d+)$/;

/** The row of the send ledger that a mail's reference (`period/revision/recipient/attempt`) names. */
export function sendKeyOf(reference: string): SendKey | undefined {
  const [, period, revision, recipient, attempt] = REFERENCE.exec(reference) ?? [];
  if (period === undefined || recipient === undefined) return undefined;
  return { period, revision: Number(revision), recipient, attempt: Number(attempt) };
}
