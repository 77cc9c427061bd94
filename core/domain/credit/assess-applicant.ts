import { Decimal } from '../decimal.ts';
import type { CreditSettings } from './settings.ts';
import type { ColumnRules } from './typed-rows.ts';

/** Columns of a file of applicants, the key first. */
export const APPLICANT_COLUMNS = {
  applicant_id: { type: 'text', required: true },
  name: { type: 'text' },
  credit_score: { type: 'number', min: 0, max: 850 },
  years_in_business: { type: 'number', min: 0, max: 1000 },
  stability: { type: 'number', min: 0, max: 100 },
  references: { type: 'whole', min: 0, max: 1000 },
  monthly_purchases: { type: 'money', min: 0 },
  requested_limit: { type: 'money', min: 0 },
} as const satisfies ColumnRules;

/** What gives an applicant points. */
export const POINT_INPUTS = ['credit_score', 'years_in_business', 'stability', 'references'] as const;
/** What gives an applicant points. */
export type PointInput = (typeof POINT_INPUTS)[number];

/** An applicant as the file has it: texts that read as their column's type; what is not known is absent. */
export type Applicant = Readonly<Partial<Record<keyof typeof APPLICANT_COLUMNS, string>>>;

/** Why the limit is what it is. */
export type LimitReason = 'by_purchases' | 'by_request' | 'no_purchases' | 'prepayment_only';

/** Points, terms and limit proposed for a new customer, with what they follow from. */
export interface Assessment {
  readonly applicant_id: string;
  readonly name: string;
  /** 0–100. */
  readonly points: number;
  /** 1 is the best. */
  readonly grade: number;
  /** Null where purchases are not known and the grade gives a limit. */
  readonly limit: Decimal | null;
  readonly limit_reason: LimitReason;
  readonly terms_days: number;
  readonly prepayment_pct: number;
  /** Points of each input out of those it could give; `value` null where it was not given, which counts nothing. */
  readonly parts: readonly {
    readonly input: PointInput;
    readonly value: string | null;
    readonly points: number;
    readonly most: number;
  }[];
}

/**
 * A new customer by the rules: points are the weighted shares of what is known (score of 850, years and references up to those that give
 * all points, stability of 100); the grade gives months of purchases, days to pay and the part paid in advance. Limit = expected monthly
 * purchases × the grade's months, never more than was asked for, rounded down. What is not given counts nothing.
 */
export function assessApplicant(applicant: Applicant, settings: CreditSettings): Assessment {
  const { new_customers: rules } = settings;
  const parts = POINT_INPUTS.map((input) => partOf(input, applicant[input], rules));
  const points = parts.reduce((sum, part) => sum.plus(part.exact), new Decimal(0));
  const at = rules.grades.findIndex(({ points_from }) => points.gte(points_from));
  const grade = rules.grades[at];
  const months = grade?.months_of_purchases ?? 0;
  return {
    applicant_id: applicant.applicant_id ?? '',
    name: applicant.name ?? applicant.applicant_id ?? '',
    points: points.toDecimalPlaces(6).toNumber(),
    grade: at + 1,
    ...limitOf(applicant, months, settings.limits.round_to),
    terms_days: grade?.terms_days ?? 0,
    prepayment_pct: grade?.prepayment_pct ?? 100,
    parts: parts.map(({ exact, ...part }) => ({ ...part, points: exact.toDecimalPlaces(6).toNumber() })),
  };
}

function partOf(input: PointInput, value: string | undefined, rules: CreditSettings['new_customers']) {
  const total = POINT_INPUTS.reduce((sum, name) => sum + rules.weights[name], 0);
  const most = total === 0 ? new Decimal(0) : new Decimal(rules.weights[input]).times(100).div(total);
  const full = {
    credit_score: 850,
    years_in_business: rules.full_years,
    stability: 100,
    references: rules.full_references,
  };
  const share = Decimal.min(1, new Decimal(value ?? 0).div(full[input]));
  return { input, value: value ?? null, exact: most.times(share), most: most.toDecimalPlaces(6).toNumber() };
}

function limitOf(
  { monthly_purchases, requested_limit }: Applicant,
  months: number,
  step: string,
): Pick<Assessment, 'limit' | 'limit_reason'> {
  if (months === 0) return { limit: new Decimal(0), limit_reason: 'prepayment_only' };
  if (monthly_purchases === undefined) return { limit: null, limit_reason: 'no_purchases' };
  const earned = roundedDown(new Decimal(monthly_purchases).times(months), step);
  const asked = requested_limit === undefined ? undefined : new Decimal(requested_limit);
  return asked?.lt(earned)
    ? { limit: asked, limit_reason: 'by_request' }
    : { limit: earned, limit_reason: 'by_purchases' };
}

function roundedDown(amount: Decimal, step: string): Decimal {
  const unit = new Decimal(step);
  return unit.isZero() ? amount : amount.div(unit).floor().times(unit);
}
