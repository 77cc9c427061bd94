import { hiddenScale, nameAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { GROUP, INK } from './palette.ts';

const GAINS = 'warning.backtest.gains';
const ROW = 26;

/** What became of past customers by tenth of their month's scores: how many had an event, and the share of all events down to there. */
export function warningLiftDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { words } = speaker.messages;
  const { charts } = words;
  const { figures } = speaker;
  const rows = figures.rows(GAINS);
  const known = figures.has('warning.backtest.lift_at_decile') && rows.some((row) => Number(row.events) > 0);
  const cell = (index: number, field: string) => speaker.cell(GAINS, index, field).text;
  const title = known
    ? charts.titles.warning_lift({
        share: cell(0, 'cumulative_events_pct'),
        lift: speaker.figure('warning.backtest.lift_at_decile').text,
      })
    : charts.titles.warning_lift_none;
  const texts = rows.map(
    (_, index) => `${cell(index, 'event_rate_pct')}${words.dot}${cell(index, 'cumulative_events_pct')}`,
  );
  const names = rows.map((row) => charts.tenth({ n: Number(row.decile) }));
  const frame = {
    title,
    alt: [title, ...names.map((name, index) => `${name}${words.colon}${texts[index]}`)].join(words.full_stop),
    subtitle: charts.lift_axis({ rate: speaker.figure('warning.backtest.base_rate_pct').text }),
    height: Math.max(1, rows.length) * ROW + 12,
    legend: [],
  };
  if (!known) return { ...frame, option: null };
  return {
    ...frame,
    option: {
      grid: { left: breadth === 'narrow' ? 74 : 96, right: breadth === 'narrow' ? 106 : 130, top: 4, bottom: 4 },
      xAxis: hiddenScale(),
      yAxis: nameAxis(names, { margin: 10 }),
      series: [
        {
          type: 'bar',
          silent: true,
          barWidth: 15,
          itemStyle: { color: GROUP.normal, borderRadius: [0, 2, 2, 0] },
          data: rows.map((row, index) => ({
            value: Number(row.event_rate_pct),
            itemStyle: { color: index === 0 ? GROUP.high_risk : GROUP.normal },
            label: { show: true, position: 'right', color: INK.text, fontSize: 12, formatter: texts[index] ?? '' },
          })),
        },
      ],
    },
  };
}
