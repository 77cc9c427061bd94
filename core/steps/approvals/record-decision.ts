import { TasksBusy } from '../../contracts/errors.ts';
import { ASKED_BY, TIMEOUT_NOTE } from '../../domain/desk/approval-request.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EventBus } from '../../ports/event-bus.ts';
import type { TaskStore } from '../../ports/task-store.ts';
import type { ApprovalKey, WaitingApprovals } from '../../ports/waiting-approvals.ts';
import { changeTask } from '../change-task.ts';

/**
 * The end of the waiting. A person's decision stands on the task already; where the time ran out, the step is declined and the task says so,
 * with an announcement. What the waiting was answered with is forgotten.
 *
 * @throws {TasksBusy} when somebody changed the task at the same moment: to be tried again.
 */
export async function recordDecision(
  ports: {
    readonly tasks: TaskStore;
    readonly events: EventBus;
    readonly waiting: WaitingApprovals;
    readonly clock: Clock;
  },
  { taskId, approvalId }: ApprovalKey,
): Promise<{ outcome: 'approved' | 'declined' | 'declined_by_timeout' | 'task_gone' | 'task_done' }> {
  const key = { taskId, approvalId };
  const task = await ports.tasks.get(taskId);
  const approval = task?.approvals.find(({ id }) => id === approvalId);
  if (task === undefined || approval === undefined) {
    await ports.waiting.forget(key);
    return { outcome: 'task_gone' };
  }
  if (approval.decided !== null) {
    await ports.waiting.forget(key);
    const timeout = approval.decided.note === TIMEOUT_NOTE && approval.decided.by === ASKED_BY;
    return { outcome: approval.decided.approved ? 'approved' : timeout ? 'declined_by_timeout' : 'declined' };
  }
  const at = ports.clock.now();
  const changed = await changeTask(ports, {
    taskId,
    action: { do: 'decide', approval: approvalId, approved: false, note: TIMEOUT_NOTE },
    actor: { by: ASKED_BY, at, today: at.slice(0, 10) },
  });
  if (!changed.done && changed.refused === 'changed_meanwhile')
    throw new TasksBusy(`task ${taskId} was changed by somebody else at the same moment: run the state again`);
  await ports.waiting.forget(key);
  return { outcome: changed.done ? 'declined_by_timeout' : 'task_done' };
}
