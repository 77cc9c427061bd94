import type { CustomerLine } from '../../core/contracts/report-input.ts';
import { STRATEGIES } from '../findings/tiers.ts';
import { cleanText } from '../format/clean-text.ts';
import { hiddenScale, nameAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { INK, STRATEGY } from './palette.ts';
import { fitText } from './wrap-text.ts';

/** Customers the picture has room for. */
const SHOWN = 10;
const ROW = 30;

function designTitle({ input, speaker, measure }: DrawingContext): string {
  const { titles } = speaker.messages.words.charts;
  const [first] = input.customers;
  if (!first || first.currency !== undefined) return titles.largest_none;
  const name = fitText(cleanText(first.name), 300, (text) => measure(text, 16));
  const said = { name, amount: speaker.format.money(first.outstanding_balance, 'short') };
  return input.customers.length === 1 ? titles.largest_one(said) : titles.largest(said);
}

function bar(line: CustomerLine, { speaker }: DrawingContext) {
  const amount = speaker.format.money(line.outstanding_balance, 'short');
  const formatter = `${amount}${speaker.messages.words.dot}${speaker.format.pct(line.payment_rate_pct)}`;
  return {
    value: Number(line.outstanding_balance),
    itemStyle: { color: STRATEGY[line.strategy], borderRadius: [0, 2, 2, 0] },
    label: { show: true, position: 'right', color: INK.text, fontSize: 12, formatter },
  };
}

/** Who owes most, largest first, coloured by what is done with them. */
export function largestBalancesDesign(context: DrawingContext): ChartDesign {
  const { input, speaker, breadth, measure } = context;
  const { columns, dot } = speaker.messages.words;
  // Balances in several currencies have no common scale.
  const mixed = input.customers.some(({ currency }) => currency !== undefined);
  const lines = mixed ? [] : input.customers.slice(0, SHOWN);
  const title = designTitle(context);
  const legend = STRATEGIES.filter((strategy) => lines.some((line) => line.strategy === strategy)).map((strategy) => ({
    label: speaker.messages.terms.strategies[strategy],
    color: STRATEGY[strategy],
  }));
  const subtitle = `${columns.outstanding}${dot}${columns.payment_rate}`;
  const frame = { title, alt: title, subtitle, height: lines.length * ROW + 12, legend };
  if (lines.length === 0) return { ...frame, option: null };
  const narrow = breadth === 'narrow';
  const nameWidth = narrow ? 112 : 190;
  const names = lines.map(({ name }) => fitText(cleanText(name), nameWidth, (text) => measure(text, 12)));
  return {
    ...frame,
    option: {
      grid: { left: nameWidth + (narrow ? 14 : 36), right: narrow ? 96 : 150, top: 4, bottom: 4 },
      xAxis: hiddenScale(),
      yAxis: nameAxis(names, { margin: 10 }),
      series: [{ type: 'bar', silent: true, barWidth: 16, data: lines.map((line) => bar(line, context)) }],
    },
  };
}
