import { runInput } from '../../core/contracts/states.ts';
import { judgeLoss } from '../../core/steps/judge-loss.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function judgeLossHandler(ports: Parameters<typeof judgeLoss>[0]) {
  return async (event: unknown) => judgeLoss(ports, runInput.parse(event));
}
