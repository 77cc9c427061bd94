import type { Rules } from '../contracts/config.ts';
import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { RowOf } from '../contracts/rows.ts';
import type { Decimal } from '../domain/decimal.ts';
import {
  type GroupProfile,
  type GroupSizes,
  type Measure,
  type ProfileBin,
  profileBins,
  profileMeasure,
} from '../domain/profile.ts';
import type { Quantity } from '../domain/quantity.ts';
import { figureKit, type NumberUnit } from './figure-kit.ts';

/** Unit of each measure's values and of differences between them. */
const UNITS: Readonly<
  Record<Measure, { readonly value: NumberUnit | 'money'; readonly difference: NumberUnit | 'money' }>
> = {
  lifespan_days: { value: 'days', difference: 'days' },
  total_invoices: { value: 'number', difference: 'number' },
  avg_invoice_amount: { value: 'money', difference: 'money' },
  outstanding_balance: { value: 'money', difference: 'money' },
  payment_rate: { value: 'pct', difference: 'pp' },
  credit_score: { value: 'number', difference: 'number' },
  stability: { value: 'number', difference: 'number' },
};
const MEASURES: readonly Measure[] = [
  'lifespan_days',
  'total_invoices',
  'avg_invoice_amount',
  'outstanding_balance',
  'payment_rate',
  'credit_score',
  'stability',
];
/** Measures that did not select the group, so that a test of them says something. */
const TESTED = ['lifespan_days', 'total_invoices', 'avg_invoice_amount'] as const;

/** What the profile section is made of. */
export interface ProfileInput {
  readonly summary: readonly RowOf<'profile_summary'>[];
  readonly bins: readonly RowOf<'profile_bins'>[];
  readonly edges: Rules['profile_bins'];
  readonly sizes: GroupSizes;
  readonly currency: string;
}

/** Figures of how the high-risk group differs from the normal one. */
export function profileFigures(input: ProfileInput): Figures {
  return Object.assign(
    {},
    ...MEASURES.map((measure) => measureFigures(input, measure)),
    ...TESTED.map((measure) => comparisonFigures(input, measure)),
  );
}

function measureFigures({ summary, sizes, currency }: ProfileInput, measure: Measure): Figures {
  const kit = figureKit(currency, 'profile_summary');
  const profile = profileMeasure(summary, measure, sizes);
  const make = (unit: NumberUnit | 'money', value: Quantity<Decimal>, formula: string) =>
    unit === 'money' ? kit.money(value, formula) : kit.number(unit, value, formula);
  const { value: unit, difference } = UNITS[measure];
  const groupFigures = (group: string, { mean, median, q1, q3 }: GroupProfile): Figures => ({
    [`profile.${measure}.${group}.mean`]: make(unit, mean, 'Σ ÷ n over customers of the group that have it'),
    [`profile.${measure}.${group}.median`]: make(unit, median, 'middle value (type 7)'),
    [`profile.${measure}.${group}.q1`]: make(unit, q1, 'first quartile, linear interpolation (type 7)'),
    [`profile.${measure}.${group}.q3`]: make(unit, q3, 'third quartile, linear interpolation (type 7)'),
  });
  return {
    ...groupFigures('high_risk', profile.highRisk),
    ...groupFigures('normal', profile.normal),
    [`profile.${measure}.difference_of_means`]: make(
      difference,
      profile.differenceOfMeans,
      'mean of the high-risk group − mean of the normal group',
    ),
    [`profile.${measure}.ratio_of_means`]: kit.number(
      'ratio',
      profile.ratioOfMeans,
      'mean of the high-risk group ÷ mean of the normal group',
    ),
  };
}

function comparisonFigures(
  { summary, bins, edges, sizes, currency }: ProfileInput,
  measure: (typeof TESTED)[number],
): Figures {
  const kit = figureKit(currency, 'profile_summary');
  const profile = profileMeasure(summary, measure, sizes);
  return {
    [`profile.${measure}.cliffs_delta`]: kit.number(
      'number',
      profile.cliffsDelta,
      '2U ÷ (n₁n₂) − 1, positive where high-risk customers have the larger values',
    ),
    [`profile.${measure}.p_value`]: kit.number(
      'fraction',
      profile.pValue,
      'Mann–Whitney U, two-sided, normal approximation with tie correction, no continuity correction',
    ),
    [`profile.${measure}.reading`]: kit.text(
      'text',
      profile.reading,
      'no_difference where p ≥ 0.05 or |delta| < 0.147; small < 0.33; medium < 0.474; else large',
    ),
    [`profile.${measure}.bins`]: figureKit(currency, 'profile_bins').list(
      profileBins(summary, bins, measure, edges[measure]).map(binRow),
      'customers of each group with a value in [from, to)',
    ),
  };
}

function binRow({ from, to, highRisk, normal }: ProfileBin): FigureRow {
  return { label: binLabel(from, to), from, to, high_risk: highRisk, normal };
}

function binLabel(from: number | null, to: number | null): string {
  if (from === null) return to === null ? '–' : `< ${to}`;
  return to === null ? `≥ ${from}` : `${from}–${to}`;
}
