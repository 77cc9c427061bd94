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
const ROW = 48;

interface ScenarioBar {
  readonly name: string;
  readonly amount: number;
  readonly part: number;
  readonly label: string;
}

function scenarioBars({ speaker }: DrawingContext): ScenarioBar[] {
  const { figures, messages } = speaker;
  return SCENARIOS.flatMap((scenario) => {
    const id = `loss.${scenario}`;
    const amount = figures.number(id);
    if (amount === null || amount < 0) return [];
    const partId = `${id}.high_risk`;
    const onlyHighRisk = scenario === 'worst_case';
    const part = onlyHighRisk ? amount : (figures.number(partId) ?? 0);
    const tail =
      part > 0 && !onlyHighRisk
        ? `\n{part|${messages.words.charts.high_risk_part} ${speaker.figure(partId, 'short').text}}`
        : '';
    return [
      {
        name: messages.terms.losses[scenario],
        amount,
        part,
        label: `{total|${speaker.figure(id, 'short').text}}${tail}`,
      },
    ];
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

/** What six months may cost under each scenario, the high-risk customers' part in the stronger colour. */
export function lossScenariosDesign(context: DrawingContext): ChartDesign {
  const { speaker, breadth, measure } = context;
  const { charts } = speaker.messages.words;
  const bars = scenarioBars(context);
  const title = designTitle(context);
  const narrow = breadth === 'narrow';
  const frame = {
    title,
    alt: [
      title,
      ...bars.map(
        ({ name, label }) => `${name}: ${label.replace(/\{(?:total|part)\|([^}]*)\}/g, '$1').replace('\n', ', ')}`,
      ),
    ].join('. '),
    subtitle: charts.loss_axis,
    height: bars.length * (narrow ? ROW + 26 : ROW) + 12,
    legend: [
      { label: speaker.messages.terms.high_risk, color: GROUP.high_risk },
      { label: charts.rest, color: GROUP.normal },
    ],
  };
  if (bars.length === 0) return { ...frame, option: null };
  const most = Math.max(...bars.map(({ amount }) => amount), 1);
  const nameWidth = 200;
  const fitName = (text: string) => fitText(text, narrow ? 340 : nameWidth, (piece) => measure(piece, 12));
  const label = {
    show: true,
    position: 'right',
    color: INK.muted,
    fontSize: 11,
    lineHeight: 16,
    rich: {
      total: { color: INK.text, fontSize: 14, fontWeight: 600, lineHeight: 18 },
      part: { color: INK.muted, fontSize: 11, lineHeight: 16 },
    },
  };
  return {
    ...frame,
    option: {
      grid: { left: narrow ? 14 : nameWidth + 36, right: narrow ? 130 : 170, top: 4, bottom: 4 },
      xAxis: { type: 'value', show: false, min: 0, max: most },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map((_, index) => String(index)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: {
          color: INK.text,
          fontSize: 12,
          margin: narrow ? 0 : 12,
          ...(narrow ? { inside: true, align: 'left', verticalAlign: 'bottom', padding: [0, 0, 22, 0] } : {}),
          formatter: (_: string, index: number) => fitName(bars[index]?.name ?? ''),
        },
      },
      series: [
        {
          type: 'bar',
          stack: 'loss',
          silent: true,
          barWidth: 18,
          itemStyle: { color: GROUP.high_risk },
          data: bars.map(({ part }) => part),
        },
        {
          type: 'bar',
          stack: 'loss',
          silent: true,
          barWidth: 18,
          itemStyle: { color: GROUP.normal },
          data: bars.map((bar) => ({
            value: Math.max(0, bar.amount - bar.part),
            label: { ...label, formatter: bar.label },
          })),
        },
      ],
    },
  };
}
