import type { FigureRow } from '../../core/contracts/figure.ts';
import { hiddenScale, nameAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { AGE, INK, MOVE } from './palette.ts';

const RATES = 'loss.roll_rates';
/** Places of an open amount, youngest first. */
const PLACES = ['current', '1_30', '31_60', '61_90', 'over_90'] as const;
const ROW = 34;

/** Where an amount is a month later: paid, credited, no older than before, older. */
type Way = 'collected' | 'credited' | 'no_older' | 'older';
const WAYS: readonly Way[] = ['collected', 'credited', 'no_older', 'older'];
const COLOR: Readonly<Record<Way, string>> = {
  collected: MOVE.line,
  credited: MOVE.rise,
  no_older: AGE.current,
  older: AGE['61_90'],
};

/** A place that something was in, and the line of the figure that tells of it. */
interface Line {
  readonly row: FigureRow;
  readonly index: number;
  readonly place: number;
}

function linesOf({ speaker }: DrawingContext): Line[] {
  return speaker.figures.rows(RATES).flatMap((row, index) => {
    const place = PLACES.map(String).indexOf(String(row.from));
    return place < 0 || typeof row.collected_pct !== 'number' ? [] : [{ row, index, place }];
  });
}

function part({ row, place }: Line, way: Way): number {
  const to = (name: string) => Number(row[name] ?? 0);
  if (way === 'collected' || way === 'credited') return to(`${way}_pct`);
  return PLACES.reduce((sum, name, at) => (at > place === (way === 'older') ? sum + to(`to_${name}_pct`) : sum), 0);
}

function rightText({ row, index }: Line, { speaker }: DrawingContext): string {
  const collected = speaker.cell(RATES, index, 'collected_pct').text;
  if (row.from === 'over_90' || row.over_90_within_6m_pct === null) return collected;
  return `${collected}${speaker.messages.words.dot}${speaker.cell(RATES, index, 'over_90_within_6m_pct').text}`;
}

function designTitle({ speaker }: DrawingContext, lines: readonly Line[]): string {
  const { titles } = speaker.messages.words.charts;
  const of = (place: (typeof PLACES)[number]) => lines.find(({ row }) => row.from === place);
  const [fresh, late] = [of('current'), of('1_30')];
  if (fresh === undefined) return titles.roll_rates_plain;
  const slips = speaker.cell(RATES, fresh.index, 'to_1_30_pct').text;
  if (late === undefined) return titles.roll_rates_slips({ slips });
  return titles.roll_rates({ slips, collected: speaker.cell(RATES, late.index, 'collected_pct').text });
}

function series(way: Way, lines: readonly Line[], context: DrawingContext) {
  const last = way === WAYS.at(-1);
  const data = lines.map((line) => {
    const label = { show: last, position: 'right', color: INK.text, fontSize: 12, formatter: rightText(line, context) };
    return { value: part(line, way), label };
  });
  return { type: 'bar', stack: 'roll', silent: true, barWidth: 18, itemStyle: { color: COLOR[way] }, data };
}

/** Where receivables of each age were a month later, over twelve months. */
export function rollRatesDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { charts } = speaker.messages.words;
  const lines = linesOf(context);
  const title = designTitle(context, lines);
  const names = lines.map(({ place }) => speaker.messages.terms.roll_places[PLACES[place] ?? 'current']);
  const spoken = lines.map((line, at) => `${names[at]}${speaker.messages.words.colon}${rightText(line, context)}`);
  const met = WAYS.filter((way) => lines.some((line) => part(line, way) > 0));
  const frame = {
    title,
    alt: [title, ...spoken].join(speaker.messages.words.full_stop),
    subtitle: charts.roll_axis,
    height: lines.length * ROW + 12,
    legend: met.map((way) => ({ label: charts.roll_ways[way], color: COLOR[way] })),
  };
  if (lines.length === 0) return { ...frame, option: null };
  const narrow = breadth === 'narrow';
  return {
    ...frame,
    option: {
      grid: { left: narrow ? 92 : 124, right: narrow ? 108 : 130, top: 4, bottom: 4 },
      xAxis: hiddenScale(100),
      yAxis: nameAxis(names, { margin: 10 }),
      series: WAYS.map((way) => series(way, lines, context)),
    },
  };
}
