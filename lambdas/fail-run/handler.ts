import { failRunInput } from '../../core/contracts/states.ts';
import { failRun } from '../../core/steps/fail-run.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function failRunHandler(ports: Parameters<typeof failRun>[0]) {
  return async (event: unknown) => failRun(ports, failRunInput.parse(event));
}
