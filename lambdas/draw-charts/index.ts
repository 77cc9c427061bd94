import { bucketStore } from '../../adapters/aws/environment.ts';
import { runInput } from '../../core/contracts/states.ts';
import { openChartFont } from '../../report/charts/chart-font.ts';
import { renderCharts } from '../../report/charts/render-charts.ts';
import { bundledFonts } from '../bundled-fonts.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { drawChartsHandler } from './handler.ts';

const font = openChartFont(await bundledFonts());

/** The function behind the state DrawCharts: it carries what draws and nothing of what typesets. */
export const handler = stateFunction({
  name: 'DrawCharts',
  input: runInput,
  handler: drawChartsHandler({
    store: bucketStore(),
    renderer: { charts: async (input, locale) => renderCharts(input, locale, font) },
  }),
});
