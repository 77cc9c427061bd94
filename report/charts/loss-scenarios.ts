import { hiddenScale, nameAxis } from './bar-axes.ts';
import type { ChartDesign, DrawingContext } from './design.ts';
import { GROUP, INK } from './palette.ts';
import { fitText } from './wrap-text.ts';

type Scenario = 'baseline_6m' | 'stress_6m' | 'expected_6m' | 'forecast_shortfall_6m' | 'worst_case';
const SCENARIOS: readonly Scenario[] = [
  'baseline_6m',
  'stress_6m',
  'forecast_shortfall_6m',
  'expected_6m',
  'worst_case',
];
const ROW = { wide: 48, narrow: 74 } as const;
const NAME_WIDTH = 200;

interface ScenarioBar {
  readonly name: string;
  readonly amount: number;
  /** What falls on the high-risk customers. */
  readonly part: number;
  readonly total: string;
  readonly partText: string;
}

function scenarioBars({ speaker }: DrawingContext): ScenarioBar[] {
  const { figures, messages } = speaker;
  return SCENARIOS.flatMap((scenario) => {
    const id = `loss.${scenario}`;
    const amount = figures.number(id);
    if (amount === null || amount < 0) return [];
    const name = messages.terms.losses[scenario];
    const total = speaker.figure(id, 'short').text;
    const { only_high_risk } = messages.words.charts;
    if (scenario === 'worst_case') return [{ name, amount, part: amount, total, partText: only_high_risk }];
    const part = figures.number(`${id}.high_risk`) ?? 0;
    const partText = `${messages.words.charts.high_risk_part} ${speaker.figure(`${id}.high_risk`, 'short').text}`;
    return [{ name, amount, part, total, partText: part > 0 ? partText : '' }];
  });
}

function designTitle({ speaker }: DrawingContext): string {
  const { titles } = speaker.messages.words.charts;
  const { figures } = speaker;
  const short = (id: string) => speaker.figure(id, 'short').text;
  const [baseline, stress] = [figures.number('loss.baseline_6m'), figures.number('loss.stress_6m')];
  if (baseline === null || stress === null) {
    return figures.has('loss.worst_case')
      ? titles.loss_balances({ worst: short('loss.worst_case') })
      : titles.loss_none;
  }
  if (baseline > 0) return titles.loss({ baseline: short('loss.baseline_6m'), stress: short('loss.stress_6m') });
  return stress > 0 ? titles.loss_stress({ stress: short('loss.stress_6m') }) : titles.loss_zero;
}

function series(bars: readonly ScenarioBar[]) {
  const rich = {
    total: { color: INK.text, fontSize: 14, fontWeight: 600, lineHeight: 18 },
    part: { color: INK.muted, fontSize: 11, lineHeight: 16 },
  };
  const still = { type: 'bar', stack: 'loss', silent: true, barWidth: 18 };
  const rest = bars.map(({ amount, part, total, partText }) => {
    const formatter = `{total|${total}}${partText ? `\n{part|${partText}}` : ''}`;
    return { value: Math.max(0, amount - part), label: { show: true, position: 'right', rich, formatter } };
  });
  return [
    { ...still, itemStyle: { color: GROUP.high_risk }, data: bars.map(({ part }) => part) },
    { ...still, itemStyle: { color: GROUP.normal }, data: rest },
  ];
}

/** What six months may cost under each scenario, the high-risk customers' part in the stronger colour. */
export function lossScenariosDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth, measure } = context;
  const { charts } = speaker.messages.words;
  const bars = scenarioBars(context);
  const title = designTitle(context);
  const spoken = bars.map(
    ({ name, total, partText }) =>
      `${name}${speaker.messages.words.colon}${total}${partText ? `${speaker.messages.words.list_separator}${partText}` : ''}`,
  );
  const legend = [
    { label: speaker.messages.terms.high_risk, color: GROUP.high_risk },
    { label: charts.rest, color: GROUP.normal },
  ];
  const height = bars.length * ROW[breadth] + 12;
  const frame = {
    title,
    alt: [title, ...spoken].join(speaker.messages.words.full_stop),
    subtitle: charts.loss_axis,
    height,
    legend,
  };
  if (bars.length === 0) return { ...frame, option: null };
  const narrow = breadth === 'narrow';
  const names = bars.map(({ name }) => fitText(name, narrow ? 340 : NAME_WIDTH, (text) => measure(text, 12)));
  const above = { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 22, 0], margin: 0 };
  return {
    ...frame,
    option: {
      grid: { left: narrow ? 14 : NAME_WIDTH + 36, right: narrow ? 130 : 170, top: 4, bottom: 4 },
      xAxis: hiddenScale(Math.max(...bars.map(({ amount }) => amount), 1)),
      yAxis: nameAxis(names, narrow ? above : { margin: 12 }),
      series: series(bars),
    },
  };
}
