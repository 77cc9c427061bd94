import type { EChartsCoreOption } from 'echarts';
import { init, setPlatformAPI } from 'echarts/dist/echarts.esm.min.mjs';
import { type ChartFont, textWidth } from './chart-font.ts';

const FONT = /(bold|[6-9]00)?.*?(\d+(?:\.\d+)?)px/;

/** Lets ECharts measure text by the typeface that is drawn, instead of guessing without a browser. */
export function measureBy(font: ChartFont): void {
  setPlatformAPI({
    measureText: (text, style) => {
      const [, weight, size] = FONT.exec(style ?? '') ?? [];
      return { width: textWidth(text, Number(size ?? 12), weight ? font.bold : font.regular) };
    },
  });
}

/** One still picture as ECharts' own SVG, drawn at once, without a document. */
export function drawSvg(option: EChartsCoreOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ ...option, animation: false });
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}
