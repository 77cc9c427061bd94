import { runInput } from '../../core/contracts/states.ts';
import { composeFigures } from '../../core/steps/compose-figures.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function composeFiguresHandler(ports: Parameters<typeof composeFigures>[0]) {
  return async (event: unknown) => composeFigures(ports, runInput.parse(event));
}
