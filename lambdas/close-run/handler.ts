import { closeRunInput } from '../../core/contracts/states.ts';
import { closeRun } from '../../core/steps/close-run.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function closeRunHandler(ports: Parameters<typeof closeRun>[0]) {
  return async (event: unknown) => closeRun(ports, closeRunInput.parse(event));
}
