import { trendFinding } from '../findings/trend.ts';
import { titleOf } from './chart-words.ts';
import { type ChartDesign, type DrawingContext, WIDTHS } from './design.ts';
import { type MonthPoint, monthAxisLabels, monthPoints, type StreakSpan, streakSpans } from './month-points.ts';
import { INK, MOVE } from './palette.ts';

const STILL = { silent: true, animation: false, emphasis: { disabled: true } } as const;
const ABOVE = { xAxisIndex: 0, yAxisIndex: 0 } as const;
const BELOW = { xAxisIndex: 1, yAxisIndex: 1 } as const;

/** Everything the series of the picture are drawn from. */
interface Scene extends DrawingContext {
  readonly points: readonly MonthPoint[];
  readonly spans: readonly StreakSpan[];
  /** Months inside a run of falls. */
  readonly falling: readonly boolean[];
  readonly mean: number | null;
  /** The scale of the rate, with room above for the marks of runs. */
  readonly low: number;
  readonly high: number;
  /** Where those marks are. */
  readonly markAt: number;
  readonly narrow: boolean;
}

function scene(context: DrawingContext, points: readonly MonthPoint[], rates: readonly number[]): Scene {
  const spans = streakSpans(context.speaker, points);
  const spread = Math.max(4, Math.max(...rates) - Math.min(...rates));
  const high = Math.max(...rates) + spread * 0.62;
  return {
    ...context,
    points,
    spans,
    falling: points.map((_, index) => spans.some(({ from, to }) => index >= from && index <= to)),
    mean: rates.length < 2 ? null : context.speaker.figures.number('trend.mean_pct'),
    low: Math.min(...rates) - spread * 0.28,
    high,
    markAt: high - spread * 0.16,
    narrow: context.breadth === 'narrow',
  };
}

/** Labels that matter where there is no room for all: first, last, highest, lowest. */
function labelledPoints({ points, narrow }: Scene): ReadonlySet<number> {
  const known = points.flatMap((point, index) => (point.rate === null ? [] : [{ index, rate: point.rate }]));
  if (!narrow) return new Set(known.map(({ index }) => index));
  const byRate = [...known].sort((a, b) => a.rate - b.rate || a.index - b.index);
  return new Set([known[0], known.at(-1), byRate[0], byRate.at(-1)].flatMap((item) => (item ? [item.index] : [])));
}

function axes(drawn: Scene) {
  const labels = monthAxisLabels(
    drawn.points.map(({ month }) => month),
    drawn.speaker,
  );
  const most = Math.max(1, ...drawn.points.map(({ change }) => Math.abs(change ?? 0))) * 1.45;
  const axisLabel = { color: INK.muted, fontSize: 11, lineHeight: 15, interval: 0, margin: 10 };
  return {
    xAxis: [
      { type: 'category', data: labels, gridIndex: 0, show: false },
      {
        type: 'category',
        data: labels,
        gridIndex: 1,
        axisLabel,
        axisTick: { show: false },
        axisLine: { show: false, onZero: false },
      },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, min: drawn.low, max: drawn.high, show: false },
      { type: 'value', gridIndex: 1, min: -most, max: most, show: false },
    ],
  };
}

function rateLabel({ points, speaker, falling, mean }: Scene, index: number, shown: boolean) {
  const rate = points[index]?.rate ?? null;
  const last = index === points.length - 1;
  const text = rate === null ? '' : speaker.format.pct(rate);
  return {
    show: shown && rate !== null,
    formatter: last ? text : text.replace('%', ''),
    color: last && falling[index] ? MOVE.fall : INK.text,
    fontSize: last ? 15 : 11,
    fontWeight: last ? 600 : 400,
    position: mean !== null && rate !== null && rate < mean ? 'bottom' : 'top',
    distance: 7,
  };
}

function meanLine({ mean, speaker }: Scene) {
  if (mean === null) return {};
  const formatter = `${speaker.messages.words.charts.mean} ${speaker.figure('trend.mean_pct').text}`;
  const label = { formatter, position: 'insideStartBottom', color: INK.muted, fontSize: 11 };
  const lineStyle = { color: INK.muted, type: [4, 4], width: 1 };
  return { markLine: { ...STILL, symbol: 'none', lineStyle, label, data: [{ yAxis: mean }] } };
}

function rateSeries(drawn: Scene) {
  const shown = labelledPoints(drawn);
  const last = drawn.points.length - 1;
  const line = {
    ...STILL,
    ...ABOVE,
    type: 'line',
    symbol: 'circle',
    lineStyle: { color: MOVE.line, width: 2.5 },
    data: drawn.points.map(({ rate }, index) => ({
      value: rate,
      label: rateLabel(drawn, index, shown.has(index)),
      itemStyle: { color: drawn.falling[index] ? MOVE.fall : MOVE.line },
      symbolSize: index === last ? 9 : 6,
    })),
    ...meanLine(drawn),
  };
  const falls = drawn.spans.map(({ from, to }) => ({
    ...STILL,
    ...ABOVE,
    type: 'line',
    symbol: 'none',
    lineStyle: { color: MOVE.fall, width: 2.5 },
    data: drawn.points.map(({ rate }, index) => (index >= from && index <= to ? rate : null)),
  }));
  return [line, ...falls];
}

/** A bracket over each run of falls: its length and depth where there is room, else its depth. */
function streakMarks(drawn: Scene) {
  const slot = (WIDTHS[drawn.breadth] - 60) / drawn.points.length;
  return drawn.spans.map(({ from, to, months, decline }) => {
    const full = drawn.speaker.messages.words.charts.streak_of({ months, decline });
    const fits = drawn.measure(full, 12) * 1.06 < slot * (to - from + 0.8);
    const label = {
      show: true,
      formatter: fits ? full : `−${decline}`,
      color: MOVE.fall,
      fontSize: 12,
      fontWeight: 600,
      position: [0, -20],
      align: 'left',
    };
    return {
      ...STILL,
      ...ABOVE,
      type: 'line',
      symbol: 'none',
      lineStyle: { color: MOVE.fall, width: 1.5 },
      data: drawn.points.map((_, index) => (index >= from && index <= to ? drawn.markAt : null)),
      markPoint: { ...STILL, symbol: 'circle', symbolSize: 0.01, data: [{ coord: [from, drawn.markAt] }], label },
    };
  });
}

function changeSeries({ points, speaker, narrow }: Scene) {
  const data = points.map(({ change }) => {
    const fell = (change ?? 0) < 0;
    const formatter = change === null ? '' : speaker.format.pp(change).replace(/\s*(pp|个百分点)$/, '');
    const color = fell ? MOVE.fall : INK.muted;
    const label = {
      show: change !== null,
      formatter,
      position: fell ? 'bottom' : 'top',
      fontSize: narrow ? 9.5 : 11,
      color,
      distance: 4,
    };
    return { value: change, itemStyle: { color: fell ? MOVE.fall : MOVE.rise, borderRadius: 2 }, label };
  });
  return { ...STILL, ...BELOW, type: 'bar', barWidth: narrow ? 14 : 24, data };
}

/** The month's collection rate over twelve months, its rises and falls below, runs of falls marked. */
export function collectionRateDesign(context: DrawingContext): ChartDesign {
  const { input, speaker, breadth } = context;
  const { charts } = speaker.messages.words;
  const narrow = breadth === 'narrow';
  const title = titleOf(trendFinding(input), speaker);
  const legend = [
    { label: charts.fall, color: MOVE.fall },
    { label: charts.rise, color: MOVE.rise },
  ];
  const subtitle = [charts.rate_axis, charts.change_axis].join(charts.axis_gap);
  const frame = { title, alt: title, subtitle, height: narrow ? 330 : 350, legend };
  const points = monthPoints(speaker);
  const rates = points.flatMap(({ rate }) => rate ?? []);
  if (rates.length === 0) return { ...frame, option: null };
  const drawn = scene(context, points, rates);
  const sides = { left: narrow ? 14 : 24, right: narrow ? 18 : 30 };
  const grid = [
    { ...sides, top: 8, height: narrow ? 180 : 200 },
    { ...sides, top: narrow ? 200 : 218, height: narrow ? 84 : 88 },
  ];
  return {
    ...frame,
    option: { grid, ...axes(drawn), series: [...rateSeries(drawn), ...streakMarks(drawn), changeSeries(drawn)] },
  };
}
