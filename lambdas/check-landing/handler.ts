import { runInput } from '../../core/contracts/states.ts';
import { checkLanding } from '../../core/steps/check-landing.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function checkLandingHandler(ports: Parameters<typeof checkLanding>[0]) {
  return async (event: unknown) => checkLanding(ports, runInput.parse(event));
}
