import { landTableInput } from '../../core/contracts/states.ts';
import { landTable } from '../../core/steps/land-table.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function landTableHandler(ports: Parameters<typeof landTable>[0]) {
  return async (event: unknown) => landTable(ports, landTableInput.parse(event));
}
