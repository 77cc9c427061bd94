import type { ProfitabilityLevel, Strategy } from '../../core/contracts/report-input.ts';
import { BANDS } from '../findings/score.ts';
import { hiddenScale, standingAxis } from './bar-axes.ts';
import { type ChartDesign, type DrawingContext, WIDTHS } from './design.ts';
import { INK, STRATEGY } from './palette.ts';

const COLUMNS: readonly { readonly level: ProfitabilityLevel; readonly strategy: Strategy }[] = [
  { level: 'low', strategy: 'active_collection' },
  { level: 'high', strategy: 'strategic_retention' },
  { level: 'medium', strategy: 'focused_monitoring' },
];

/** A cell of band and strategy: its balance, and what is written beside its bar. */
interface Cell {
  readonly amount: number;
  readonly text: string;
}

/** Where columns stand and how wide their bars may be. */
interface Layout {
  readonly narrow: boolean;
  readonly left: number;
  readonly pitch: number;
  readonly barSpace: number;
  readonly head: number;
}

function heaviest({ speaker }: DrawingContext): Strategy | null {
  const owed = (strategy: Strategy) => speaker.figures.number(`tiers.${strategy}.outstanding`) ?? 0;
  const [first] = COLUMNS.map(({ strategy }) => strategy).sort((a, b) => owed(b) - owed(a));
  return first && owed(first) > 0 ? first : null;
}

function designTitle({ speaker }: DrawingContext, top: Strategy | null): string {
  const { titles } = speaker.messages.words.charts;
  if (!top) return titles.tiers_none;
  const amount = speaker.figure(`tiers.${top}.outstanding`, 'short').text;
  return titles.tiers({
    strategy: speaker.messages.terms.strategies[top],
    amount,
    count: speaker.figure(`tiers.${top}.count`).text,
  });
}

/** Balance and number of customers in few characters: "$1.77M · 6". */
function holding({ speaker }: DrawingContext, id: string): string {
  const count = speaker.figure(`${id}.count`).text;
  const people = speaker.locale === 'zh-CN' ? speaker.messages.words.charts.customers_unit({ count }) : count;
  return `${speaker.figure(`${id}.outstanding`, 'short').text}${speaker.messages.words.dot}${people}`;
}

function columnCells(context: DrawingContext, level: ProfitabilityLevel): Cell[] {
  return BANDS.map((band) => {
    const id = `tiers.cell.${band}.${level}`;
    const amount = context.speaker.figures.number(`${id}.outstanding`) ?? 0;
    return { amount, text: amount > 0 ? holding(context, id) : '–' };
  });
}

function layout({ breadth, measure }: DrawingContext, cells: readonly (readonly Cell[])[]): Layout {
  const narrow = breadth === 'narrow';
  const left = narrow ? 66 : 106;
  const pitch = (WIDTHS[breadth] - left - (narrow ? 8 : 16)) / COLUMNS.length;
  const widest = Math.max(...cells.flat().map(({ text }) => measure(text, 12)));
  return { narrow, left, pitch, barSpace: narrow ? pitch * 0.9 : pitch - widest - 18, head: narrow ? 58 : 54 };
}

function heading(context: DrawingContext, strategy: Strategy, index: number, { narrow, left, pitch }: Layout) {
  const name = context.speaker.messages.terms.strategies[strategy];
  return {
    text: narrow ? name.replace(' ', '\n') : name,
    subtext: holding(context, `tiers.${strategy}`),
    left: left + index * pitch,
    top: 0,
    padding: 0,
    itemGap: 4,
    textStyle: { color: STRATEGY[strategy], fontSize: narrow ? 11 : 13, fontWeight: 600, lineHeight: narrow ? 14 : 18 },
    subtextStyle: { color: INK.muted, fontSize: narrow ? 10 : 12 },
  };
}

function bars(strategy: Strategy, cells: readonly Cell[], index: number, { narrow }: Layout) {
  const place = narrow ? { position: 'insideTopLeft', offset: [-2, -20] } : { position: 'right' };
  const data = cells.map(({ amount, text }) => {
    const color = amount > 0 ? INK.text : INK.muted;
    return { value: amount, label: { show: true, ...place, color, fontSize: narrow ? 10 : 12, formatter: text } };
  });
  const itemStyle = { color: STRATEGY[strategy], borderRadius: [0, 2, 2, 0] };
  return {
    type: 'bar',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: narrow ? 12 : 20,
    itemStyle,
    data,
  };
}

/** Where the money is: exposure by strategy (columns) and score band (rows), with the number of customers. */
export function tierExposureDesign(context: DrawingContext): ChartDesign {
  const { words, terms } = context.speaker.messages;
  const top = heaviest(context);
  const title = designTitle(context, top);
  const spoken = COLUMNS.map(
    ({ strategy }) => `${terms.strategies[strategy]}${words.colon}${holding(context, `tiers.${strategy}`)}`,
  );
  const alt = top ? [title, ...spoken].join(words.full_stop) : title;
  const frame = {
    title,
    alt,
    subtitle: words.charts.tier_axis,
    height: context.breadth === 'narrow' ? 290 : 280,
    legend: [],
  };
  if (!top) return { ...frame, option: null };
  const cells = COLUMNS.map(({ level }) => columnCells(context, level));
  const placed = layout(context, cells);
  const most = Math.max(...cells.flat().map(({ amount }) => amount), 1);
  const bands = BANDS.map((band) => (placed.narrow ? words.charts.bands_short[band] : terms.bands[band]));
  const grid = COLUMNS.map((_, index) => ({
    left: placed.left + index * placed.pitch,
    width: placed.barSpace,
    top: placed.head,
    bottom: 6,
  }));
  return {
    ...frame,
    option: {
      title: COLUMNS.map(({ strategy }, index) => heading(context, strategy, index, placed)),
      grid,
      xAxis: COLUMNS.map((_, index) => hiddenScale(most, index)),
      yAxis: COLUMNS.map((_, index) =>
        standingAxis(bands, { show: index === 0, fontSize: placed.narrow ? 11 : 12, margin: 12 }, index),
      ),
      series: COLUMNS.map(({ strategy }, index) => bars(strategy, cells[index] ?? [], index, placed)),
    },
  };
}
