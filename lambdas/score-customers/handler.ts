import { runInput } from '../../core/contracts/states.ts';
import { scoreCustomers } from '../../core/steps/score-customers.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function scoreCustomersHandler(ports: Parameters<typeof scoreCustomers>[0]) {
  return async (event: unknown) => scoreCustomers(ports, runInput.parse(event));
}
