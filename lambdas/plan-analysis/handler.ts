import { planAnalysisInput } from '../../core/contracts/states.ts';
import { planAnalysis } from '../../core/steps/plan-analysis.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function planAnalysisHandler(ports: Parameters<typeof planAnalysis>[0]) {
  return async (event: unknown) => planAnalysis(ports, planAnalysisInput.parse(event));
}
