import { bucketStore } from '../../adapters/aws/environment.ts';
import { runInput } from '../../core/contracts/states.ts';
import { bundledRenderer } from '../bundled-renderer.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { drawChartsHandler } from './handler.ts';

/** The function behind the state DrawCharts. */
export const handler = stateFunction({
  name: 'DrawCharts',
  input: runInput,
  handler: drawChartsHandler({ store: bucketStore(), renderer: bundledRenderer() }),
});
