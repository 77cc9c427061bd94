import { z } from 'zod';

const percent = z.number().min(0).max(100);
const months = z.number().min(0).max(60);
const money = z
  .union([z.number(), z.string()])
  .transform((value) => String(value))
  .pipe(z.string().regex(/^\d+(\.\d+)?$/, 'an amount such as 15000 or "15000.00"'));

type Step = readonly [number, number];

/** `[[from, change in percent], …]`: values rise, and changes go one way. */
function changes(direction: 'falling' | 'rising') {
  return z
    .array(z.tuple([z.number(), z.number().min(-100).max(100)]))
    .min(1)
    .max(20)
    .refine((list) => list.every((step, at) => inOrder(list[at - 1], step, direction)), {
      error: `values rise and changes are ${direction}: ${direction === 'falling' ? '[[0, 10], [50, -20]]' : '[[0, -20], [90, 5]]'}`,
    });
}

function inOrder(before: Step | undefined, [from, change]: Step, direction: 'falling' | 'rising'): boolean {
  if (before === undefined) return true;
  return from > before[0] && (direction === 'falling' ? change <= before[1] : change >= before[1]);
}

/** Limits of customers that are supplied on credit. */
const limits = z.strictObject({
  /** Months of the year whose review looks at limits. */
  in_months: z.array(z.int().min(1).max(12)).min(1).max(12),
  /** Wished change by composite risk score, higher is riskier. */
  by_score: changes('falling'),
  /** Wished change by payment rate; both are added. */
  by_payment_rate: changes('rising'),
  /** The most that a limit moves in one review, whatever is wished. */
  max_up_pct: percent,
  max_down_pct: percent,
  /** No rise while something is overdue longer than this. */
  no_rise_overdue_days: z.int().min(0),
  /** No rise for who uses less of the limit than this. */
  no_rise_use_below_pct: percent,
  /** Limits are whole multiples of this; rounding never adds to a change. */
  round_to: money,
  /** Without a limit in the books: mean monthly purchases of the last twelve months × this, × what score and payment ask for. */
  first_months_of_purchases: months,
});

/** Terms of new customers by points, best first. */
const grade = z.strictObject({
  points_from: percent,
  months_of_purchases: months,
  terms_days: z.int().min(0).max(365),
  prepayment_pct: percent,
});

/** How a new customer is judged: shares of the points, and what they lead to. */
const newCustomers = z.strictObject({
  weights: z.strictObject({
    credit_score: percent,
    years_in_business: percent,
    stability: percent,
    references: percent,
  }),
  /** Years, and references, that give all of their points. */
  full_years: z.number().min(1).max(100),
  full_references: z.int().min(1).max(20),
  grades: z
    .array(grade)
    .min(1)
    .max(10)
    .refine(
      (list) => list.every((each, at) => at === 0 || each.points_from < (list[at - 1]?.points_from ?? 0)),
      'best first: points_from falls from grade to grade',
    )
    .refine((list) => list.at(-1)?.points_from === 0, 'the last grade begins at 0 points, so that everybody has one'),
});

/** What a contract's late interest and fees are held against. */
const clauses = z.strictObject({
  /** Below this the customer borrows from us cheaper than from a bank: our own cost of money. */
  cost_of_money_pct_per_year: percent,
  /** Above this counsel should look. */
  rate_cap_pct_per_year: z.number().min(0).max(1000),
  max_grace_days: z.int().min(0).max(365),
  /** Whether a contract must say how much interest and fees may come to in all. */
  cap_required: z.boolean(),
  /** Fee for one reminder above which counsel should look. */
  max_fee: money,
});

/** Credit policy: limits, holds, prepayment, reviews, new customers, clauses. */
export const creditSettings = z.strictObject({
  limits,
  /** Part of an order that is paid before delivery. */
  prepayment_pct: z.strictObject({ freeze: percent, part_prepayment: percent }),
  /** Months until a customer is looked at again, by tier; `normal` is everybody outside the high-risk group. */
  review_in_months: z.strictObject({
    strategic_retention: z.int().min(1).max(36),
    focused_monitoring: z.int().min(1).max(36),
    active_collection: z.int().min(1).max(36),
    normal: z.int().min(1).max(36),
    /** Whoever owes more than the limit, whatever the tier. */
    over_limit: z.int().min(1).max(36),
  }),
  new_customers: newCustomers,
  clauses,
  /** Simple interest a year on what is overdue, where the contracts or the law give it; null: none is computed. */
  late_interest_pct_per_year: z.number().min(0).max(1000).nullable(),
});

/** Credit policy as the rules have it. */
export type CreditSettings = z.output<typeof creditSettings>;
