import { z } from 'zod';
import { dayIn, reviewedMonth } from '../../core/domain/calendar-zone.ts';
import type { SendLedger } from '../../core/ports/send-ledger.ts';

/** What the schedule of the check sends. */
export const checkMonthInput = z.object({ scheduledAt: z.iso.datetime({ offset: true }) });

/** What the handler needs. */
export interface CheckMonthPorts {
  readonly sends: Pick<SendLedger, 'list'>;
  readonly timeZone: string;
  /** Day of the month by whose end the report must have been sent. */
  readonly deadlineDay: number;
  /** Takes the measurement: 1 where the month is overdue, else 0. */
  readonly measure: (overdue: 0 | 1) => void;
}

/** Looks every day whether the month's report has left; after the deadline a month without a mail that was sent is overdue. */
export function checkMonthHandler({ sends, timeZone, deadlineDay, measure }: CheckMonthPorts) {
  return async (event: unknown): Promise<{ period: string; sent: number; overdue: boolean }> => {
    const { scheduledAt } = checkMonthInput.parse(event);
    const period = reviewedMonth(scheduledAt, timeZone);
    const rows = await sends.list(period);
    const sent = rows.filter(({ status, recipient }) => status === 'SENT' && !recipient.startsWith('chat/')).length;
    const overdue = dayIn(scheduledAt, timeZone) > deadlineDay && sent === 0;
    measure(overdue ? 1 : 0);
    return { period, sent, overdue };
  };
}
