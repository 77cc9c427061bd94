import { roundedText } from '../format/round.ts';
import { hiddenScale, nameAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { GROUP, INK } from './palette.ts';

const GAINS = 'loan.gains';
const ROW = 26;

function designTitle({ speaker }: DrawingContext, bands: number): string {
  const { titles } = speaker.messages.words.charts;
  if (bands < 2) return titles.loan_gains_none;
  const rate = (index: number) => speaker.cell(GAINS, index, 'overdue_rate_pct').text;
  return titles.loan_gains({ worst: rate(0), best: rate(bands - 1) });
}

/** Overdue rate by band of the out-of-fold score, riskiest first, with the share of all overdue loans caught so far. */
export function loanGainsDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { words } = speaker.messages;
  const rows = speaker.figures.rows(GAINS);
  const title = designTitle(context, rows.length);
  const cell = (index: number, field: string) => speaker.cell(GAINS, index, field).text;
  const texts = rows.map(
    (_, index) => `${cell(index, 'overdue_rate_pct')}${words.dot}${cell(index, 'cumulative_bad_pct')}`,
  );
  const names = rows.map((row) => `${roundedText(Number(row.score_from), 0)}–${roundedText(Number(row.score_to), 0)}`);
  const spoken = names.map((name, index) => `${name}${words.colon}${texts[index]}`);
  const height = rows.length * ROW + 12;
  const frame = {
    title,
    alt: [title, ...spoken].join(words.full_stop),
    subtitle: words.charts.gains_axis,
    height,
    legend: [],
  };
  if (rows.length < 2) return { ...frame, option: null };
  const data = rows.map((row, index) => ({
    value: Number(row.overdue_rate_pct),
    label: { show: true, position: 'right', color: INK.text, fontSize: 12, formatter: texts[index] ?? '' },
  }));
  const itemStyle = { color: GROUP.high_risk, borderRadius: [0, 2, 2, 0] };
  return {
    ...frame,
    option: {
      grid: { left: breadth === 'narrow' ? 84 : 100, right: breadth === 'narrow' ? 120 : 140, top: 4, bottom: 4 },
      xAxis: hiddenScale(),
      yAxis: nameAxis(names, { margin: 10 }),
      series: [{ type: 'bar', silent: true, barWidth: 15, itemStyle, data }],
    },
  };
}
