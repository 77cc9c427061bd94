import type { TaskApproval } from '../../contracts/task.ts';
import { addMonths, lastDay, type Month } from '../month.ts';

/** Who asks for approvals. */
const ASKED_BY = 'duewatch';

/**
 * The step to be approved, under an id that is the same whenever the month is run again. Its time is the period's end: the same inputs
 * leave the same bytes.
 */
export function approvalRequest(
  kind: TaskApproval['kind'],
  period: Month,
  proposal: TaskApproval['proposal'],
): TaskApproval {
  return {
    id: `${kind}.${period}`,
    kind,
    period,
    proposal,
    requested: { at: `${lastDay(period)}T00:00:00.000Z`, by: ASKED_BY },
    decided: null,
  };
}

/** Whether a step of this kind may be asked for in this month. */
export type Asking = 'ask' | 'waiting' | 'approved' | 'declined_lately';

/** Not while one waits, not after one was approved, and after a refusal only once the set months have passed. */
export function mayAsk(
  approvals: readonly TaskApproval[],
  kind: TaskApproval['kind'],
  period: Month,
  againAfterMonths: number,
): Asking {
  const earlier = approvals.filter((each) => each.kind === kind && each.period < period);
  if (earlier.some(({ decided }) => decided === null)) return 'waiting';
  if (earlier.some(({ decided }) => decided?.approved === true)) return 'approved';
  return earlier.some((each) => addMonths(each.period, againAfterMonths) > period) ? 'declined_lately' : 'ask';
}
