import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { chartStudio } from './chart-designs.ts';
import type { ChartFont } from './chart-font.ts';
import { type Breadth, type ChartName, type LegendEntry, WIDTHS } from './design.ts';
import { inlineSvg } from './frame-svg.ts';

/** A chart for a page that sets title, key and source itself: the drawing alone, for wide and narrow screens. */
export interface PageChart {
  readonly name: ChartName;
  readonly title: string;
  readonly subtitle: string;
  readonly legend: readonly LegendEntry[];
  readonly source: string;
  /** Nothing to draw: a page leaves such a chart out. */
  readonly empty: boolean;
  readonly drawings: Readonly<Record<Breadth, string>>;
}

/** The drawings of a page in one language. */
export function pageCharts(input: ReportInput, locale: Locale, font: ChartFont): ReadonlyMap<ChartName, PageChart> {
  const studio = chartStudio(input, locale, font);
  const charts = studio.names.map((name): PageChart => {
    const drawing = (breadth: Breadth) => {
      const design = studio.design(name, breadth);
      return inlineSvg(design, studio.draw(design, breadth, `${name}-${breadth}`), WIDTHS[breadth]);
    };
    const { title, subtitle, legend, option } = studio.design(name, 'wide');
    return {
      name,
      title,
      subtitle,
      legend,
      source: studio.source,
      empty: option === null,
      drawings: { wide: drawing('wide'), narrow: drawing('narrow') },
    };
  });
  return new Map(charts.map((chart) => [chart.name, chart]));
}
