import { STRATEGIES } from '../findings/tiers.ts';
import { cleanText } from '../format/clean-text.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { INK, STRATEGY } from './palette.ts';
import { fitText } from './wrap-text.ts';

/** Customers the picture has room for. */
const SHOWN = 10;
const ROW = 30;

/** Who owes most, largest first, coloured by what is done with them. */
export function largestBalancesDesign(context: DrawingContext): ChartDesign {
  const { input, speaker, breadth, measure } = context;
  const { charts, columns, dot } = speaker.messages.words;
  const { format } = speaker;
  const lines = input.customers.slice(0, SHOWN);
  const first = lines[0];
  const said = first
    ? {
        name: fitText(cleanText(first.name), 300, (text) => measure(text, 16)),
        amount: format.money(first.outstanding_balance, 'short'),
      }
    : null;
  const title = !said
    ? charts.titles.largest_none
    : input.customers.length === 1
      ? charts.titles.largest_one(said)
      : charts.titles.largest(said);
  const frame = {
    title,
    alt: title,
    subtitle: `${columns.outstanding}${dot}${columns.payment_rate}`,
    height: lines.length * ROW + 12,
    legend: STRATEGIES.filter((strategy) => lines.some((line) => line.strategy === strategy)).map((strategy) => ({
      label: speaker.messages.terms.strategies[strategy],
      color: STRATEGY[strategy],
    })),
  };
  if (lines.length === 0) return { ...frame, option: null };
  const narrow = breadth === 'narrow';
  const nameWidth = narrow ? 112 : 190;
  const fitName = (text: string) => fitText(cleanText(text), nameWidth, (piece) => measure(piece, 12));
  return {
    ...frame,
    option: {
      grid: { left: nameWidth + (narrow ? 14 : 36), right: narrow ? 96 : 150, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, min: 0 },
      yAxis: {
        type: 'category',
        inverse: true,
        data: lines.map((_, index) => String(index)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          color: INK.text,
          fontSize: 12,
          margin: 10,
          formatter: (_: string, index: number) => fitName(lines[index]?.name ?? ''),
        },
      },
      series: [
        {
          type: 'bar',
          silent: true,
          barWidth: 16,
          data: lines.map((line) => ({
            value: Number(line.outstanding_balance),
            itemStyle: { color: STRATEGY[line.strategy], borderRadius: [0, 2, 2, 0] },
            label: {
              show: true,
              position: 'right',
              color: INK.text,
              fontSize: 12,
              formatter: `${format.money(line.outstanding_balance, 'short')}${dot}${format.pct(line.payment_rate_pct)}`,
            },
          })),
        },
      ],
    },
  };
}
