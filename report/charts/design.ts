import type { EChartsCoreOption } from 'echarts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import type { Speaker } from '../messages/speaker.ts';

/** The names charts are stored under: charts/<name>.<locale>.png and .svg. */
export type ChartName =
  | 'collection-rate'
  | 'risk-profile'
  | 'tier-exposure'
  | 'loss-scenarios'
  | 'largest-balances'
  | 'ageing'
  | 'roll-rates'
  | 'warning-history'
  | 'warning-lift'
  | 'warning-calibration'
  | 'loan-features'
  | 'loan-gains';

/** Width a picture is designed for. `wide`: a page or a mail; `narrow`: a phone. */
export type Breadth = 'wide' | 'narrow';
export const WIDTHS: Readonly<Record<Breadth, number>> = { wide: 680, narrow: 380 };

/** What a chart is drawn from. */
export interface DrawingContext {
  readonly input: ReportInput;
  readonly speaker: Speaker;
  readonly breadth: Breadth;
  /** Width of a text in pixels at a size. */
  readonly measure: (text: string, size: number) => number;
}

/** A key of the colours, drawn under the title. */
export interface LegendEntry {
  readonly label: string;
  readonly color: string;
}

/** A chart before it is drawn. Titled with what it shows, not with what its axes are. */
export interface ChartDesign {
  readonly title: string;
  /** Says the finding in words to somebody who cannot see it. */
  readonly alt: string;
  readonly legend: readonly LegendEntry[];
  /** What the picture measures, with units. */
  readonly subtitle: string;
  /** Height of the drawing itself, without title and source. */
  readonly height: number;
  /** ECharts option; positions count from the top of the drawing. Null where there is nothing to draw. */
  readonly option: EChartsCoreOption | null;
}
