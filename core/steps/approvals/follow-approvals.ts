import { type TaskEventDetail, taskEventDetail } from '../../contracts/task-event.ts';
import type { WaitingApprovals } from '../../ports/waiting-approvals.ts';

/** Steps that leave the house wait for a person in a state of their own; a limit is decided at the desk and needs no waiting. */
const WAITS: ReadonlySet<string> = new Set(['agency', 'legal']);

const DAY_SECONDS = 86_400;
/** The bus puts its own id beside the detail. */
const announcedTask = taskEventDetail.pick({ task_id: true, approvals: true }).loose();

/** Where a proposal does not say how long a person has. */
const DEFAULT_DAYS = 14;

/**
 * What a changed task means for the steps that wait: one that is asked for begins to wait, one that was decided goes on. The announcement may
 * come twice or late; both are harmless.
 */
export async function followApprovals(
  waiting: WaitingApprovals,
  announced: unknown,
): Promise<{ begun: number; answered: number }> {
  const task = announcedTask.parse(announced);
  let begun = 0;
  let answered = 0;
  for (const approval of task.approvals) {
    if (!WAITS.has(approval.kind)) continue;
    const key = { taskId: task.task_id, approvalId: approval.id };
    if (approval.decided === null) {
      await waiting.begin(key, secondsOf(approval));
      begun += 1;
    } else if (await waiting.answer(key, { approved: approval.decided.approved, by: approval.decided.by })) {
      answered += 1;
    }
  }
  return { begun, answered };
}

function secondsOf({ decide_within_days: days }: TaskEventDetail['approvals'][number]): number {
  return (days !== null && days >= 1 ? Math.round(days) : DEFAULT_DAYS) * DAY_SECONDS;
}
