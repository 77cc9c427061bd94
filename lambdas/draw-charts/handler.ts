import { runInput } from '../../core/contracts/states.ts';
import { drawCharts } from '../../core/steps/draw-charts.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function drawChartsHandler(ports: Parameters<typeof drawCharts>[0]) {
  return async (event: unknown) => drawCharts(ports, runInput.parse(event));
}
