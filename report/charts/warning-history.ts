import { addMonths } from '../../core/domain/month.ts';
import { cleanText } from '../format/clean-text.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { monthAxisLabels } from './month-points.ts';
import { GROUP, INK, MOVE } from './palette.ts';
import { fitText } from './wrap-text.ts';

const HISTORY = 'warning.score_history';
/** Customers drawn: more lines than these nobody reads. */
const SHOWN = 6;
const ROW = 64;
/** Months up to the period, those without anything open included. */
const MONTHS = 12;
const STILL = { silent: true, animation: false, emphasis: { disabled: true } } as const;

interface ScoreLine {
  readonly name: string;
  /** By month of the axis; null where nothing was open. */
  readonly scores: readonly (number | null)[];
  readonly last: string;
}

function scoreLines({ speaker }: DrawingContext): { months: string[]; lines: ScoreLine[] } {
  const rows = speaker.figures.rows(HISTORY).map((row, index) => ({ row, index }));
  const byCustomer = [...Map.groupBy(rows, ({ row }) => String(row.customer_id)).values()].slice(0, SHOWN);
  const last = byCustomer
    .flat()
    .map(({ row }) => String(row.month))
    .toSorted()
    .at(-1);
  const months =
    last === undefined ? [] : Array.from({ length: MONTHS }, (_, back) => addMonths(last, back + 1 - MONTHS));
  const lines = byCustomer.map((points): ScoreLine => {
    const found = new Map(points.map(({ row }) => [String(row.month), Number(row.score)]));
    const { row, index } = points.at(-1) ?? { row: {}, index: 0 };
    return {
      name: cleanText(String(row.name ?? row.customer_id)),
      scores: months.map((month) => found.get(month) ?? null),
      last: speaker.cell(HISTORY, index, 'score').text,
    };
  });
  return { months, lines };
}

/** Scores of the most alarming customers over a year, one strip each, with the score that alerts. */
export function warningHistoryDesign(context: DrawingContext): ChartDesign {
  const { input, speaker, breadth, measure } = context;
  const { charts } = speaker.messages.words;
  const { months, lines } = scoreLines(context);
  const [worst] = lines;
  const title = worst
    ? charts.titles.warning_history({ name: worst.name, score: worst.last })
    : charts.titles.warning_history_none;
  const threshold = String(input.rules.warning.score_threshold);
  const frame = {
    title,
    alt: [title, ...lines.map(({ name, last }) => `${name}${speaker.messages.words.colon}${last}`)].join(
      speaker.messages.words.full_stop,
    ),
    subtitle: charts.history_axis({ threshold }),
    height: Math.max(1, lines.length) * ROW + 34,
    legend: [],
  };
  if (worst === undefined || months.length < 2) return { ...frame, option: null };
  const left = breadth === 'narrow' ? 100 : 190;
  const right = 46;
  const labels = monthAxisLabels(months, speaker);
  const grid = lines.map((_, at) => ({ left, right, top: 6 + at * ROW, height: ROW - 14 }));
  return {
    ...frame,
    option: {
      grid,
      xAxis: lines.map((_, at) => ({
        type: 'category',
        gridIndex: at,
        data: labels,
        boundaryGap: false,
        axisTick: { show: false },
        axisLine: { show: true, lineStyle: { color: INK.faint } },
        axisLabel: { show: at === lines.length - 1, color: INK.muted, fontSize: 11, lineHeight: 15, margin: 8 },
      })),
      yAxis: lines.map(({ name }, at) => ({
        type: 'value',
        gridIndex: at,
        min: 0,
        max: 100,
        interval: 100,
        splitLine: { show: false },
        axisLabel: { show: false },
        name: fitText(name, left - 16, (text) => measure(text, 12)),
        nameLocation: 'middle',
        nameRotate: 0,
        nameGap: 12,
        nameTextStyle: { color: INK.text, fontSize: 12, align: 'right' },
      })),
      series: lines.map((line, at) => strip(line, at, input.rules.warning.score_threshold)),
    },
  };
}

function strip({ scores, last }: ScoreLine, at: number, threshold: number) {
  return {
    ...STILL,
    type: 'line',
    xAxisIndex: at,
    yAxisIndex: at,
    symbol: 'circle',
    lineStyle: { color: MOVE.line, width: 2 },
    areaStyle: { color: MOVE.line, opacity: 0.07 },
    connectNulls: false,
    data: scores.map((score, index) => ({
      value: score,
      symbolSize: index === scores.length - 1 ? 8 : 4,
      itemStyle: { color: (score ?? 0) >= threshold ? GROUP.high_risk : MOVE.line },
      label: {
        show: index === scores.length - 1 && score !== null,
        position: 'right',
        distance: 8,
        formatter: last,
        color: (score ?? 0) >= threshold ? GROUP.high_risk : INK.text,
        fontSize: 13,
        fontWeight: 600,
      },
    })),
    markLine: {
      ...STILL,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: GROUP.high_risk, type: [3, 4], width: 1, opacity: 0.6 },
      data: [{ yAxis: threshold }],
    },
  };
}
