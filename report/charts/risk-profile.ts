import type { Locale } from '../../core/contracts/config.ts';
import type { FigureRow } from '../../core/contracts/figure.ts';
import { COMPARED, differs } from '../findings/profile.ts';
import { roundedText } from '../format/round.ts';
import { shortNumber } from '../format/short-number.ts';
import { hiddenScale, standingAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { GROUP, INK } from './palette.ts';

type Measure = (typeof COMPARED)[number];
const BAR = 9;
const ROW = 34;
const HEAD = 50;
const LABEL_SPACE = 80;

/** An edge of a bin in few characters: 5K, 1.5万. */
function edgeText(value: number, locale: Locale): string {
  return value >= 10_000 ? shortNumber(value, locale) : roundedText(value, 0);
}

function binText(row: FigureRow, locale: Locale): string {
  const edge = (cell: unknown) => (cell === null || cell === undefined ? null : edgeText(Number(cell), locale));
  const [from, to] = [edge(row.from), edge(row.to)];
  if (from === null) return to === null ? '' : `< ${to}`;
  return to === null ? `≥ ${from}` : `${from}–${to}`;
}

function panelReading(measure: Measure, { speaker }: DrawingContext): string {
  const { terms } = speaker.messages;
  const reading = speaker.figures.text(`profile.${measure}.reading`);
  if (reading === null) return terms.not_computed;
  if (!differs(speaker.figures, measure)) return terms.readings.no_difference;
  const delta = speaker.figure(`profile.${measure}.cliffs_delta`).text;
  return speaker.messages.words.charts.difference_of({ size: reading, delta });
}

function panelTitle(measure: Measure, { speaker }: DrawingContext): string {
  const { measures, measure_units } = speaker.messages.terms;
  const unit = measure === 'avg_invoice_amount' ? speaker.format.currency : measure_units[measure];
  return speaker.messages.words.charts.with_unit({ name: measures[measure], unit });
}

interface Panel {
  readonly measure: Measure;
  readonly rows: readonly FigureRow[];
  readonly left: number;
  readonly top: number;
}

function layout(context: DrawingContext): { panels: Panel[]; height: number; barSpace: number } {
  const narrow = context.breadth === 'narrow';
  let top = 0;
  const panels = COMPARED.map((measure, index): Panel => {
    const rows = context.speaker.figures.rows(`profile.${measure}.bins`);
    const panel = { measure, rows, left: narrow ? 14 : 20 + index * 216, top };
    if (narrow) top += HEAD + rows.length * ROW + 26;
    return panel;
  });
  const tallest = HEAD + Math.max(0, ...panels.map(({ rows }) => rows.length)) * ROW + 8;
  return { panels, height: narrow ? top : tallest, barSpace: narrow ? 200 : 88 };
}

function designTitle({ speaker }: DrawingContext): string {
  const { titles } = speaker.messages.words.charts;
  const different = COMPARED.filter((measure) => differs(speaker.figures, measure));
  if (different.length === 0) {
    const tested = COMPARED.some((measure) => speaker.figures.has(`profile.${measure}.reading`));
    return tested ? titles.profile_none : titles.profile_unknown;
  }
  const names = different
    .map((measure) => speaker.messages.terms.measures[measure])
    .join(speaker.messages.words.list_separator);
  return titles.profile_some({ names });
}

const GROUPS = ['high_risk', 'normal'] as const;
type Group = (typeof GROUPS)[number];

function total(group: Group, { rows }: Panel): number {
  return rows.reduce((sum, row) => sum + Number(row[group] ?? 0), 0);
}

function share(group: Group, panel: Panel, row: FigureRow): number {
  return Number(row[group] ?? 0) / Math.max(1, total(group, panel));
}

function heading(panel: Panel, context: DrawingContext) {
  const stands = differs(context.speaker.figures, panel.measure);
  return {
    text: panelTitle(panel.measure, context),
    subtext: panelReading(panel.measure, context),
    left: panel.left,
    top: panel.top,
    padding: 0,
    itemGap: 3,
    textStyle: { color: INK.text, fontSize: 13, fontWeight: 600 },
    subtextStyle: { color: stands ? GROUP.high_risk : INK.muted, fontSize: 12 },
  };
}

function bars(group: Group, panel: Panel, index: number, { speaker }: DrawingContext) {
  const color = group === 'high_risk' ? GROUP.high_risk : INK.muted;
  const data = panel.rows.map((row) => {
    const formatter = speaker.format.count(Number(row[group] ?? 0));
    return {
      value: share(group, panel, row),
      label: { show: true, position: 'right', distance: 4, color, fontSize: 10.5, formatter },
    };
  });
  const itemStyle = { color: GROUP[group], borderRadius: [0, 2, 2, 0] };
  return {
    type: 'bar',
    silent: true,
    xAxisIndex: index,
    yAxisIndex: index,
    barWidth: BAR,
    barGap: '15%',
    itemStyle,
    data,
  };
}

/** The two groups side by side on what the rule does not select on; a bar's length is the bin's share of its group. */
export function riskProfileDesign(context: DrawingContext): ChartDesign {
  const { speaker } = context;
  const { panels, height, barSpace } = layout(context);
  const title = designTitle(context);
  const readings = panels.map(
    ({ measure }) =>
      `${speaker.messages.terms.measures[measure]}${speaker.messages.words.colon}${panelReading(measure, context)}`,
  );
  const legend = GROUPS.map((group) => ({ label: speaker.messages.terms[group], color: GROUP[group] }));
  const subtitle = speaker.messages.words.charts.profile_axis;
  const frame = { title, alt: [title, ...readings].join(speaker.messages.words.full_stop), subtitle, height, legend };
  if (panels.every((panel) => total('high_risk', panel) + total('normal', panel) === 0))
    return { ...frame, option: null };
  const shares = panels.flatMap((panel) =>
    panel.rows.flatMap((row) => GROUPS.map((group) => share(group, panel, row))),
  );
  const names = (panel: Panel) => panel.rows.map((row) => binText(row, speaker.locale));
  return {
    ...frame,
    option: {
      title: panels.map((panel) => heading(panel, context)),
      grid: panels.map(({ left, top, rows }) => ({
        left: left + LABEL_SPACE,
        top: top + HEAD - 6,
        width: barSpace,
        height: Math.max(1, rows.length) * ROW,
      })),
      xAxis: panels.map((_, index) => hiddenScale(Math.max(...shares), index)),
      yAxis: panels.map((panel, index) => standingAxis(names(panel), { fontSize: 11, margin: 10 }, index)),
      series: panels.flatMap((panel, index) => GROUPS.map((group) => bars(group, panel, index, context))),
    },
  };
}
