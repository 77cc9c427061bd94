import type { FigureRow } from '../../core/contracts/figure.ts';
import { binName } from '../format/bin-name.ts';
import { cleanText } from '../format/clean-text.ts';
import { termFor } from '../messages/messages-for.ts';
import { hiddenScale, standingAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { GROUP, INK } from './palette.ts';
import { fitText } from './wrap-text.ts';

/** Features the picture has room for. */
const SHOWN = 6;
const ACROSS = 3;
const PITCH = 216;
const ROW = 22;
const HEAD = 46;
const GAP = 22;
const NAME_WIDTH = 78;

/** A feature with the overdue rate of each of its bins. */
interface Panel {
  readonly name: string;
  readonly bins: readonly FigureRow[];
  readonly left: number;
  readonly top: number;
}

function binsOf(name: string, { speaker }: DrawingContext): readonly FigureRow[] {
  const rows = speaker.figures.rows(`loan.feature.${name}.bins`);
  return rows.every((row) => typeof row.overdue_rate_pct === 'number') ? rows : [];
}

/** The features that tell most, from the most informative on, each where it stands. */
function panelsOf(context: DrawingContext): { panels: readonly Panel[]; height: number } {
  const across = context.breadth === 'narrow' ? 1 : ACROSS;
  const names = context.speaker.figures
    .rows('loan.features')
    .map(({ feature }) => String(feature))
    .filter((name) => binsOf(name, context).length > 1)
    .slice(0, SHOWN);
  const panels: Panel[] = [];
  let top = 0;
  for (let first = 0; first < names.length; first += across) {
    const line = names.slice(first, first + across).map((name) => ({ name, bins: binsOf(name, context) }));
    panels.push(...line.map((panel, index) => ({ ...panel, left: 20 + index * PITCH, top })));
    top += HEAD + Math.max(...line.map(({ bins }) => bins.length)) * ROW + GAP;
  }
  return { panels, height: Math.max(0, top - GAP + 6) };
}

function shortBinName(row: FigureRow, { speaker, measure }: DrawingContext): string {
  return fitText(binName(row, speaker), NAME_WIDTH, (text) => measure(text, 11));
}

function heading({ name, left, top }: Panel, { speaker, measure }: DrawingContext) {
  const { features, segments } = speaker.messages.labels;
  return {
    text: fitText(termFor(features, cleanText(name)), PITCH - 30, (text) => measure(text, 13) * 1.06),
    subtext: `${segments.iv} ${speaker.figure(`loan.feature.${name}.iv`).text}`,
    left,
    top,
    padding: 0,
    itemGap: 3,
    textStyle: { color: INK.text, fontSize: 13, fontWeight: 600 },
    subtextStyle: { color: INK.muted, fontSize: 11 },
  };
}

function bars({ name, bins }: Panel, index: number, { speaker }: DrawingContext) {
  const overall = speaker.figures.number('loan.overdue_rate_pct') ?? 0;
  const data = bins.map((row, at) => {
    const formatter = speaker.cell(`loan.feature.${name}.bins`, at, 'overdue_rate_pct').text;
    const label = { show: true, position: 'right', distance: 4, color: INK.text, fontSize: 11, formatter };
    const value = Number(row.overdue_rate_pct);
    const color = value > overall ? GROUP.high_risk : GROUP.normal;
    return { value, label, itemStyle: { color, borderRadius: [0, 2, 2, 0] } };
  });
  return {
    type: 'bar',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: 13,
    data,
  };
}

function designTitle({ speaker }: DrawingContext, [first]: readonly Panel[]): string {
  const { titles } = speaker.messages.words.charts;
  if (!first) return titles.loan_features_none;
  const rates = first.bins.map((row, index) => ({ index, rate: Number(row.overdue_rate_pct) }));
  const sorted = rates.toSorted((a, b) => a.rate - b.rate || a.index - b.index);
  const said = (index: number) => speaker.cell(`loan.feature.${first.name}.bins`, index, 'overdue_rate_pct').text;
  return titles.loan_features({
    name: termFor(speaker.messages.labels.features, cleanText(first.name)),
    low: said(sorted[0]?.index ?? 0),
    high: said(sorted.at(-1)?.index ?? 0),
  });
}

/** Overdue rate by bin of the features that tell most, side by side on one scale; bins above the rate of all loans stand out. */
export function loanFeaturesDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth } = context;
  const { charts } = speaker.messages.words;
  const { panels, height } = panelsOf(context);
  const title = designTitle(context, panels);
  const spoken = panels.map(
    ({ name }) =>
      `${termFor(speaker.messages.labels.features, cleanText(name))}${speaker.messages.words.colon}${speaker.messages.labels.segments.iv} ${speaker.figure(`loan.feature.${name}.iv`).text}`,
  );
  const legend = [
    { label: charts.above_all, color: GROUP.high_risk },
    { label: charts.below_all, color: GROUP.normal },
  ];
  const subtitle = charts.loan_features_axis({ rate: speaker.figure('loan.overdue_rate_pct').text });
  const frame = { title, alt: [title, ...spoken].join(speaker.messages.words.full_stop), subtitle, height, legend };
  if (panels.length === 0) return { ...frame, option: null };
  const most = Math.max(...panels.flatMap(({ bins }) => bins.map((row) => Number(row.overdue_rate_pct))), 1);
  const width = breadth === 'narrow' ? 200 : PITCH - NAME_WIDTH - 72;
  return {
    ...frame,
    option: {
      title: panels.map((panel) => heading(panel, context)),
      grid: panels.map(({ left, top, bins }) => ({
        left: left + NAME_WIDTH + 10,
        top: top + HEAD - 4,
        width,
        height: bins.length * ROW,
      })),
      xAxis: panels.map((_, index) => hiddenScale(most, index)),
      yAxis: panels.map(({ bins }, index) =>
        standingAxis(
          bins.map((row) => shortBinName(row, context)),
          { fontSize: 11, margin: 8 },
          index,
        ),
      ),
      series: panels.map((panel, index) => bars(panel, index, context)),
    },
  };
}
