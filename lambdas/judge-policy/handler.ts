import { runInput } from '../../core/contracts/states.ts';
import { judgePolicy } from '../../core/steps/judge-policy.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function judgePolicyHandler(ports: Parameters<typeof judgePolicy>[0]) {
  return async (event: unknown) => judgePolicy(ports, runInput.parse(event));
}
