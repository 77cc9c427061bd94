import { waitingApproval } from '../../core/contracts/approval-states.ts';
import { recordDecision } from '../../core/steps/approvals/record-decision.ts';

/** The state's input is checked, the step runs, its result ends the execution. */
export function recordDecisionHandler(ports: Parameters<typeof recordDecision>[0]) {
  return async (event: unknown) => recordDecision(ports, waitingApproval.parse(event));
}
