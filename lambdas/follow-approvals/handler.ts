import { taskAnnouncement } from '../../core/contracts/approval-states.ts';
import type { WaitingApprovals } from '../../core/ports/waiting-approvals.ts';
import { followApprovals } from '../../core/steps/approvals/follow-approvals.ts';

/** A changed task: steps that are asked for begin to wait, decided ones go on. */
export function followApprovalsHandler(waiting: WaitingApprovals) {
  return async (event: unknown) => followApprovals(waiting, taskAnnouncement.parse(event).detail);
}
