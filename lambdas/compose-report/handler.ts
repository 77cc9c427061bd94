import { runInput } from '../../core/contracts/states.ts';
import { composeReport } from '../../core/steps/compose-report.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function composeReportHandler(ports: Parameters<typeof composeReport>[0]) {
  return async (event: unknown) => composeReport(ports, runInput.parse(event));
}
