import type { ProfitabilityLevel, Strategy } from '../../core/contracts/report-input.ts';
import { BANDS } from '../findings/score.ts';
import { type ChartDesign, type DrawingContext, WIDTHS } from './design.ts';
import { INK, STRATEGY } from './palette.ts';

const COLUMNS: readonly { readonly level: ProfitabilityLevel; readonly strategy: Strategy }[] = [
  { level: 'low', strategy: 'active_collection' },
  { level: 'high', strategy: 'strategic_retention' },
  { level: 'medium', strategy: 'focused_monitoring' },
];

function heaviest({ speaker }: DrawingContext): Strategy | null {
  const owed = COLUMNS.map(({ strategy }) => ({
    strategy,
    amount: speaker.figures.number(`tiers.${strategy}.outstanding`) ?? 0,
  }));
  const most = owed.reduce((best, item) => (item.amount > best.amount ? item : best));
  return most.amount > 0 ? most.strategy : null;
}

/** Where the money is: exposure by strategy (columns) and score band (rows), with the number of customers. */
export function tierExposureDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { charts, dot } = speaker.messages.words;
  const { strategies, bands } = speaker.messages.terms;
  const top = heaviest(context);
  const title = top
    ? charts.titles.tiers({
        strategy: strategies[top],
        amount: speaker.figure(`tiers.${top}.outstanding`, 'short').text,
        count: speaker.figure(`tiers.${top}.count`).text,
      })
    : charts.titles.tiers_none;
  const narrow = breadth === 'narrow';
  const frame = { title, alt: title, subtitle: charts.tier_axis, height: narrow ? 290 : 280, legend: [] };
  if (!top) return { ...frame, option: null };
  const cells = COLUMNS.map(({ level }) =>
    BANDS.map((band) => {
      const id = `tiers.cell.${band}.${level}`;
      return { amount: speaker.figures.number(`${id}.outstanding`) ?? 0, id };
    }),
  );
  const most = Math.max(...cells.flat().map(({ amount }) => amount), 1);
  const left = narrow ? 66 : 106;
  const width = (WIDTHS[breadth] - left - (narrow ? 8 : 16)) / COLUMNS.length;
  const head = narrow ? 58 : 54;
  const people = (count: string) => (speaker.locale === 'zh-CN' ? charts.customers_unit({ count }) : count);
  const cellLabel = (id: string) =>
    `${speaker.figure(`${id}.outstanding`, 'short').text}${dot}${people(speaker.figure(`${id}.count`).text)}`;
  const labelWidth = Math.max(...cells.flat().map(({ id }) => context.measure(cellLabel(id), 12)));
  const rowNames = BANDS.map((band) =>
    narrow ? bands[band].replace(' and above', '+').replace('分及以上', '+').replace('分', '') : bands[band],
  );
  return {
    ...frame,
    option: {
      title: COLUMNS.map(({ strategy }, index) => ({
        text: narrow ? strategies[strategy].replace(' ', '\n') : strategies[strategy],
        subtext: `${speaker.figure(`tiers.${strategy}.outstanding`, 'short').text}${dot}${people(speaker.figure(`tiers.${strategy}.count`).text)}`,
        left: left + index * width,
        top: 0,
        padding: 0,
        itemGap: 4,
        textStyle: {
          color: STRATEGY[strategy],
          fontSize: narrow ? 11 : 13,
          fontWeight: 600,
          lineHeight: narrow ? 14 : 18,
        },
        subtextStyle: { color: INK.muted, fontSize: narrow ? 10 : 12 },
      })),
      grid: COLUMNS.map((_, index) => ({
        left: left + index * width,
        width: narrow ? width * 0.9 : width - labelWidth - 18,
        top: head,
        bottom: 6,
      })),
      xAxis: COLUMNS.map((_, gridIndex) => ({ type: 'value', gridIndex, show: false, min: 0, max: most })),
      yAxis: COLUMNS.map((_, gridIndex) => ({
        type: 'category',
        gridIndex,
        inverse: true,
        data: rowNames,
        axisTick: { show: false },
        axisLine: { show: true, onZero: false, lineStyle: { color: INK.faint } },
        axisLabel: { show: gridIndex === 0, color: INK.text, fontSize: narrow ? 11 : 12, margin: 12 },
      })),
      series: COLUMNS.map(({ strategy }, index) => ({
        type: 'bar',
        silent: true,
        xAxisIndex: index,
        yAxisIndex: index,
        barWidth: narrow ? 12 : 20,
        itemStyle: { color: STRATEGY[strategy], borderRadius: [0, 2, 2, 0] },
        data: (cells[index] ?? []).map(({ amount, id }) => ({
          value: amount,
          label: {
            show: true,
            position: narrow ? 'insideTopLeft' : 'right',
            ...(narrow ? { offset: [-2, -20] } : {}),
            color: amount > 0 ? INK.text : INK.muted,
            fontSize: narrow ? 10 : 12,
            formatter: amount > 0 ? cellLabel(id) : '–',
          },
        })),
      })),
    },
  };
}
