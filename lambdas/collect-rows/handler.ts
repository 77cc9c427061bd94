import { collectRowsInput } from '../../core/contracts/states.ts';
import { collectRows } from '../../core/steps/collect-rows.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function collectRowsHandler(ports: Parameters<typeof collectRows>[0]) {
  return async (event: unknown) => collectRows(ports, collectRowsInput.parse(event));
}
