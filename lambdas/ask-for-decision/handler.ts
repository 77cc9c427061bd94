import { askForDecisionInput } from '../../core/contracts/approval-states.ts';
import { askForDecision } from '../../core/steps/approvals/ask-for-decision.ts';

/** The state's input is checked, the step runs; what the person says comes back by the token. */
export function askForDecisionHandler(ports: Parameters<typeof askForDecision>[0]) {
  return async (event: unknown) => askForDecision(ports, askForDecisionInput.parse(event));
}
