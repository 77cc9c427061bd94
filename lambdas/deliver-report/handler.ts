import { runInput } from '../../core/contracts/states.ts';
import { deliverReport } from '../../core/steps/deliver-report.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function deliverReportHandler(ports: Parameters<typeof deliverReport>[0]) {
  return async (event: unknown) => deliverReport(ports, runInput.parse(event));
}
