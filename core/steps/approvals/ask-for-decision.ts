import type { TaskStore } from '../../ports/task-store.ts';
import type { ApprovalKey, WaitingApprovals } from '../../ports/waiting-approvals.ts';

/**
 * Keeps what the waiting state is answered with. A person may have decided before it was there, so the task is looked at afterwards: whoever
 * comes second finds the other's word.
 */
export async function askForDecision(
  ports: { readonly tasks: TaskStore; readonly waiting: WaitingApprovals },
  { taskId, approvalId, token }: ApprovalKey & { readonly token: string },
): Promise<{ asked: boolean }> {
  const key = { taskId, approvalId };
  await ports.waiting.keepToken(key, token);
  const task = await ports.tasks.get(taskId);
  const decided = task?.approvals.find(({ id }) => id === approvalId)?.decided ?? null;
  if (decided === null) return { asked: true };
  await ports.waiting.answer(key, { approved: decided.approved, by: decided.by });
  return { asked: false };
}
