import { runInput } from '../../core/contracts/states.ts';
import { reviewDesk } from '../../core/steps/review-desk.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function reviewDeskHandler(ports: Parameters<typeof reviewDesk>[0]) {
  return async (event: unknown) => reviewDesk(ports, runInput.parse(event));
}
