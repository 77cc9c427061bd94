import { drawSvg } from '../../report/charts/draw.ts';
import type { LaneResult } from './results-table.ts';

/** Told apart by readers who see no red or green as well. */
const SERIES = ['#0072b2', '#e69f00', '#000000'];
const GREY = { line: '#dddddd', text: '#444444', title: '#111111' };
const WIDTH = 760;
const HEIGHT = 420;
const grouped = new Intl.NumberFormat('en');

/** The power of ten below the least of them. */
const powerBelow = (values: readonly number[]): number => 10 ** Math.floor(Math.log10(Math.min(...values)));

/** Seconds over customers, both in powers of ten: a lane that grows as its input does is a straight line of one slope. */
export function growthChart(results: readonly LaneResult[], title: string): string {
  const done = results.filter(({ best }) => best.failure === null);
  const lanes = [...Map.groupBy(done, ({ lane }) => lane)];
  const axis = {
    type: 'log' as const,
    minorSplitLine: { show: false },
    splitLine: { lineStyle: { color: GREY.line } },
    axisLabel: { color: GREY.text, formatter: (value: number) => grouped.format(value) },
    nameTextStyle: { color: GREY.text },
  };
  const sizes = done.map(({ customers }) => customers);
  return drawSvg(
    {
      title: { text: title, left: 12, top: 8, textStyle: { fontSize: 15, color: GREY.title } },
      color: SERIES,
      legend: { top: 36, left: 8, textStyle: { color: GREY.text } },
      grid: { left: 64, right: 90, top: 100, bottom: 52 },
      xAxis: {
        ...axis,
        name: 'customers',
        nameLocation: 'middle',
        nameGap: 32,
        min: Math.min(...sizes),
        max: Math.max(...sizes),
      },
      yAxis: { ...axis, name: 'seconds', min: powerBelow(done.map(({ best }) => best.seconds)) },
      series: lanes.map(([lane, own]) => ({
        type: 'line' as const,
        name: lane,
        symbolSize: 7,
        data: own.map(({ customers, best }) => [customers, Number(best.seconds.toFixed(1))]),
        endLabel: { show: true, formatter: ({ value }: { value: number[] }) => `${value[1]} s` },
      })),
    },
    WIDTH,
    HEIGHT,
  );
}
