import { openRunInput } from '../../core/contracts/states.ts';
import { openRun } from '../../core/steps/open-run.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function openRunHandler(ports: Parameters<typeof openRun>[0]) {
  return async (event: unknown) => openRun(ports, openRunInput.parse(event));
}
