import { runInput } from '../../core/contracts/states.ts';
import { scoreLoans } from '../../core/steps/score-loans.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function scoreLoansHandler(ports: Parameters<typeof scoreLoans>[0]) {
  return async (event: unknown) => scoreLoans(ports, runInput.parse(event));
}
