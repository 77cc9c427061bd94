import type { TaskApproval } from '../../contracts/task.ts';
import { addDays } from '../days.ts';
import { addMonths, lastDay, type Month } from '../month.ts';

/** Who asks for approvals, and declines what nobody decided. */
export const ASKED_BY = 'duewatch';
/** What a step says that nobody decided in time. */
export const TIMEOUT_NOTE = 'timeout';

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

/**
 * The earlier steps that nobody decided within so many days of being asked for, each declined on the day its time ran out. What waits
 * elsewhere declines them on that very day; a review does so where nothing waits, as on a laptop.
 */
export function expired(
  approvals: readonly TaskApproval[],
  kinds: readonly TaskApproval['kind'][],
  period: Month,
  days: number,
): readonly TaskApproval[] {
  return approvals
    .filter((each) => kinds.includes(each.kind) && each.decided === null && each.period < period)
    .map((each) => ({ each, end: addDays(each.requested.at.slice(0, 10), days) }))
    .filter(({ end }) => end < lastDay(period))
    .map(({ each, end }) => ({
      ...each,
      decided: { approved: false, note: TIMEOUT_NOTE, at: `${end}T00:00:00.000Z`, by: ASKED_BY },
    }));
}

/** The approvals with those of the same ids in the places of their earlier selves. */
export function replaced(approvals: readonly TaskApproval[], by: readonly TaskApproval[]): readonly TaskApproval[] {
  return approvals.map((each) => by.find(({ id }) => id === each.id) ?? each);
}

/** Whether a step of this kind may be asked for in this month. */
export type Asking = 'ask' | 'waiting' | 'approved' | 'declined_lately' | 'timed_out';

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
  const lately = earlier.filter((each) => addMonths(each.period, againAfterMonths) > period);
  if (lately.length === 0) return 'ask';
  return lately.every(({ decided }) => decided?.by === ASKED_BY) ? 'timed_out' : 'declined_lately';
}
