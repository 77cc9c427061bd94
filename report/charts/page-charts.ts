import type { Locale } from '../../core/contracts/config.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { messagesFor } from '../messages/messages-for.ts';
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
  /** The figures it shows, by id and by name. */
  readonly figures: readonly { readonly id: string; readonly label: string }[];
  /** What their list is called. */
  readonly behind: string;
  /** Nothing to draw: a page leaves such a chart out. */
  readonly empty: boolean;
  readonly drawings: Readonly<Record<Breadth, string>>;
}

/** The drawings of a page in one language. */
export function pageCharts(input: ReportInput, locale: Locale, font: ChartFont): ReadonlyMap<ChartName, PageChart> {
  const studio = chartStudio(input, locale, font);
  const messages = messagesFor(locale);
  const charts = studio.names.map((name): PageChart => {
    const drawing = (breadth: Breadth) => {
      const design = studio.design(name, breadth);
      return inlineSvg(design, studio.draw(design, breadth, `${name}-${breadth}`), WIDTHS[breadth]);
    };
    const { title, subtitle, legend, option, figures } = studio.design(name, 'wide');
    return {
      name,
      title,
      subtitle,
      legend,
      source: studio.source,
      figures: figures.map((id) => ({ id, label: figureLabel(id, messages) })),
      behind: messages.words.page.behind,
      empty: option === null,
      drawings: { wide: drawing('wide'), narrow: drawing('narrow') },
    };
  });
  return new Map(charts.map((chart) => [chart.name, chart]));
}
