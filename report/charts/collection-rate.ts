import { trendFinding } from '../findings/trend.ts';
import { titleOf } from './chart-words.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { INK, MOVE } from './palette.ts';

interface MonthPoint {
  readonly month: string;
  readonly rate: number | null;
  readonly change: number | null;
}

function monthPoints({ speaker }: DrawingContext): MonthPoint[] {
  const number = (cell: unknown) => (typeof cell === 'number' ? cell : null);
  return speaker.figures
    .rows('trend.months')
    .map((row) => ({ month: String(row.month), rate: number(row.rate_pct), change: number(row.change_pp) }));
}

/** Runs of two falls or more, from the month before the first fall to the last. */
function streakSpans({ speaker }: DrawingContext, points: readonly MonthPoint[]) {
  return speaker.figures.rows('trend.streaks').flatMap((row, index) => {
    const start = points.findIndex((point) => point.month === row.start_month);
    const end = points.findIndex((point) => point.month === row.end_month);
    if (start < 1 || end < start) return [];
    const months = speaker.cell('trend.streaks', index, 'months').text;
    const decline = speaker.cell('trend.streaks', index, 'decline_pp', 'size').text;
    return [{ from: start - 1, to: end, months, decline }];
  });
}

/** Labels that matter where there is no room for all: first, last, highest, lowest. */
function labelledPoints(points: readonly MonthPoint[], narrow: boolean): ReadonlySet<number> {
  const known = points.flatMap((point, index) => (point.rate === null ? [] : [{ index, rate: point.rate }]));
  if (!narrow) return new Set(known.map(({ index }) => index));
  const byRate = [...known].sort((a, b) => a.rate - b.rate || a.index - b.index);
  return new Set([known[0], known.at(-1), byRate[0], byRate.at(-1)].flatMap((item) => (item ? [item.index] : [])));
}

function axes(points: readonly MonthPoint[], { speaker }: DrawingContext, low: number, high: number) {
  const labels = points.map(({ month }, index) => {
    const name = speaker.format.monthShort(month, false).replace(/ ?\d{4}年?/, '');
    const year = index === 0 || month.endsWith('-01') ? `\n${month.slice(0, 4)}` : '';
    return name + year;
  });
  const bare = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } };
  const changes = points.map(({ change }) => Math.abs(change ?? 0));
  const most = Math.max(1, ...changes) * 1.45;
  return {
    xAxis: [
      { type: 'category', data: labels, gridIndex: 0, show: false },
      {
        type: 'category',
        data: labels,
        gridIndex: 1,
        ...bare,
        axisLabel: { color: INK.muted, fontSize: 11, lineHeight: 15, interval: 0, margin: 10 },
        position: 'bottom',
        axisLine: { show: false, onZero: false },
      },
    ],
    yAxis: [
      { type: 'value', gridIndex: 0, min: low, max: high, show: false },
      { type: 'value', gridIndex: 1, min: -most, max: most, show: false },
    ],
  };
}

/** The month's collection rate over twelve months, its rises and falls below, runs of falls marked. */
export function collectionRateDesign(context: DrawingContext): ChartDesign {
  const { input, speaker, breadth } = context;
  const { charts } = speaker.messages.words;
  const narrow = breadth === 'narrow';
  const title = titleOf(trendFinding(input), speaker);
  const points = monthPoints(context);
  const rates = points.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const frame = {
    title,
    alt: title,
    subtitle: `${charts.rate_axis}; ${charts.change_axis}`,
    height: narrow ? 330 : 350,
    legend: [
      { label: charts.fall, color: MOVE.fall },
      { label: charts.rise, color: MOVE.rise },
    ],
  };
  if (rates.length === 0) return { ...frame, option: null };
  const spread = Math.max(4, Math.max(...rates) - Math.min(...rates));
  const [low, high] = [Math.min(...rates) - spread * 0.28, Math.max(...rates) + spread * 0.62];
  const shown = labelledPoints(points, narrow);
  const mean = speaker.figures.number('trend.mean_pct');
  const spans = streakSpans(context, points);
  const falling = points.map((_, index) => spans.some(({ from, to }) => index >= from && index <= to));
  const text = (rate: number) => speaker.format.pct(rate).replace('%', '');
  const still = { silent: true, animation: false, emphasis: { disabled: true } };
  const rateLabel = (point: MonthPoint, index: number) => ({
    show: shown.has(index) && point.rate !== null,
    formatter:
      point.rate === null ? '' : index === points.length - 1 ? speaker.format.pct(point.rate) : text(point.rate),
    color: falling[index] && index === points.length - 1 ? MOVE.fall : INK.text,
    fontSize: index === points.length - 1 ? 15 : 11,
    fontWeight: index === points.length - 1 ? 600 : 400,
    position: mean !== null && point.rate !== null && point.rate < mean ? 'bottom' : 'top',
    distance: 7,
  });
  const brackets = spans.map(({ from, to, months, decline }) => ({
    ...still,
    type: 'line',
    xAxisIndex: 0,
    yAxisIndex: 0,
    symbol: 'none',
    lineStyle: { color: MOVE.fall, width: 1.5 },
    data: points.map((_, index) => (index >= from && index <= to ? { value: high - spread * 0.16 } : null)),
    markPoint: {
      ...still,
      symbol: 'circle',
      symbolSize: 0.01,
      data: [{ coord: [from, high - spread * 0.16] }],
      label: {
        show: true,
        formatter: charts.streak_of({ months, decline }),
        color: MOVE.fall,
        fontSize: 12,
        fontWeight: 600,
        position: [0, -20],
        align: 'left',
      },
    },
  }));
  return {
    ...frame,
    option: {
      grid: [
        { left: narrow ? 14 : 28, right: narrow ? 18 : 34, top: 8, height: narrow ? 180 : 200 },
        { left: narrow ? 14 : 28, right: narrow ? 18 : 34, top: narrow ? 200 : 218, height: narrow ? 84 : 88 },
      ],
      ...axes(points, context, low, high),
      series: [
        {
          ...still,
          type: 'line',
          xAxisIndex: 0,
          yAxisIndex: 0,
          symbol: 'circle',
          symbolSize: 6,
          connectNulls: false,
          lineStyle: { color: MOVE.line, width: 2.5 },
          itemStyle: { color: MOVE.line },
          data: points.map((point, index) => ({
            value: point.rate,
            label: rateLabel(point, index),
            itemStyle: { color: falling[index] ? MOVE.fall : MOVE.line },
            symbolSize: index === points.length - 1 ? 9 : 6,
          })),
          ...(mean === null || rates.length < 2
            ? {}
            : {
                markLine: {
                  ...still,
                  symbol: 'none',
                  lineStyle: { color: INK.muted, type: [4, 4], width: 1 },
                  label: {
                    formatter: `${charts.mean} ${speaker.figure('trend.mean_pct').text}`,
                    position: 'insideStartBottom',
                    color: INK.muted,
                    fontSize: 11,
                  },
                  data: [{ yAxis: mean }],
                },
              }),
        },
        {
          ...still,
          type: 'line',
          xAxisIndex: 0,
          yAxisIndex: 0,
          symbol: 'none',
          lineStyle: { color: MOVE.fall, width: 2.5 },
          data: points.map((point, index) => (falling[index] ? point.rate : null)),
        },
        ...brackets,
        {
          ...still,
          type: 'bar',
          xAxisIndex: 1,
          yAxisIndex: 1,
          barWidth: narrow ? 14 : 26,
          data: points.map(({ change }) => ({
            value: change,
            itemStyle: { color: (change ?? 0) < 0 ? MOVE.fall : MOVE.rise, borderRadius: 2 },
            label: {
              show: change !== null,
              formatter: change === null ? '' : speaker.format.pp(change).replace(/\s*(pp|个百分点)$/, ''),
              position: (change ?? 0) < 0 ? 'bottom' : 'top',
              fontSize: narrow ? 9.5 : 11,
              color: (change ?? 0) < 0 ? MOVE.fall : INK.muted,
              distance: 4,
            },
          })),
        },
      ],
    },
  };
}
