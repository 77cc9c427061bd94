import { runInput } from '../../core/contracts/states.ts';
import { reviewStrategies } from '../../core/steps/review-strategies.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function reviewStrategiesHandler(ports: Parameters<typeof reviewStrategies>[0]) {
  return async (event: unknown) => reviewStrategies(ports, runInput.parse(event));
}
