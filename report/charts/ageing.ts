import type { FigureRow } from '../../core/contracts/figure.ts';
import { AGE_BUCKETS, type AgeBucket } from '../../core/contracts/ledger-rows.ts';
import { type ChartDesign, type DrawingContext, WIDTHS } from './design.ts';
import { monthAxisLabels } from './month-points.ts';
import { AGE, INK } from './palette.ts';

const MONTHS = 'overdue.aging.months';

/** Months with something open, and the ages that occur in them. */
interface Scene extends DrawingContext {
  readonly rows: readonly FigureRow[];
  readonly ages: readonly AgeBucket[];
}

function amount(row: FigureRow | undefined, field: string): number {
  return Number(row?.[field] ?? 0);
}

/** What is overdue now and how much is not, against the first month of the window. */
function designTitle({ speaker }: DrawingContext): string {
  const { titles } = speaker.messages.words.charts;
  const overdue = speaker.figure('overdue.amount', 'short').text;
  if (!speaker.figures.has('kpi.percent_current')) return titles.ageing_amount({ overdue });
  const current = speaker.figure('kpi.percent_current').text;
  const [first, ...later] = speaker.figures.rows('kpi.months');
  if (later.length === 0 || typeof first?.percent_current !== 'number') return titles.ageing_now({ overdue, current });
  const before = speaker.cell('kpi.months', 0, 'percent_current').text;
  return titles.ageing({ overdue, current, before, month: speaker.format.month(String(first.month)) });
}

function bars(age: AgeBucket, { rows, breadth }: Scene) {
  return {
    type: 'bar',
    stack: 'open',
    silent: true,
    barWidth: breadth === 'narrow' ? 18 : 34,
    itemStyle: { color: AGE[age] },
    data: rows.map((row) => amount(row, age)),
  };
}

/** The sum over each column, written where there is room: everywhere, or at both ends. */
function totals({ rows, breadth, speaker, measure }: Scene) {
  const texts = rows.map((row) => speaker.format.money(String(row.total), 'short'));
  const slot = (WIDTHS[breadth] - 40) / rows.length;
  const everywhere = Math.max(...texts.map((text) => measure(text, 11))) < slot - 4;
  const data = rows.map((row, index) => {
    const show = everywhere || index === 0 || index === rows.length - 1;
    const label = { show, position: 'top', distance: 3, color: INK.text, fontSize: 11, formatter: texts[index] ?? '' };
    return { value: amount(row, 'total'), label };
  });
  const nothing = { lineStyle: { width: 0 }, symbol: 'circle', symbolSize: 0.01 };
  return { type: 'line', silent: true, ...nothing, data };
}

/** What was open at each month end, youngest below, oldest on top. */
export function ageingDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { ageing } = speaker.messages.terms;
  const rows = speaker.figures.rows(MONTHS);
  const ages = AGE_BUCKETS.filter((age) => rows.some((row) => amount(row, age) > 0));
  const title = designTitle(context);
  const spoken = AGE_BUCKETS.filter((age) => speaker.figures.has(`overdue.aging.${age}.amount`)).map(
    (age) => `${ageing[age]}${speaker.messages.words.colon}${speaker.figure(`overdue.aging.${age}.amount`).text}`,
  );
  const frame = {
    title,
    alt: [title, ...spoken].join(speaker.messages.words.full_stop),
    subtitle: speaker.messages.words.charts.ageing_axis,
    height: breadth === 'narrow' ? 250 : 270,
    legend: ages.map((age) => ({ label: ageing[age], color: AGE[age] })),
  };
  if (ages.length === 0) return { ...frame, option: null };
  const scene = { ...context, rows, ages };
  const axisLabel = { color: INK.muted, fontSize: 11, lineHeight: 15, interval: 0, margin: 8 };
  const quiet = { axisTick: { show: false }, axisLine: { lineStyle: { color: INK.faint } } };
  const labels = monthAxisLabels(
    rows.map(({ month }) => String(month)),
    speaker,
  );
  return {
    ...frame,
    option: {
      grid: { left: 30, right: 30, top: 22, bottom: 40 },
      xAxis: { type: 'category', data: labels, axisLabel, ...quiet },
      yAxis: { type: 'value', show: false, min: 0 },
      series: [...ages.map((age) => bars(age, scene)), totals(scene)],
    },
  };
}
