import { waitingApprovals } from '../../adapters/aws/environment.ts';
import { taskAnnouncement } from '../../core/contracts/approval-states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { followApprovalsHandler } from './handler.ts';

/** Listens to tasks that were opened or changed. */
export const handler = stateFunction({
  name: 'FollowApprovals',
  input: taskAnnouncement,
  handler: followApprovalsHandler(waitingApprovals()),
});
