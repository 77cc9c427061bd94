import type { Figures } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { Decimal } from '../domain/decimal.ts';
import { derive, derive2, known, knownOr, missing, type Quantity } from '../domain/quantity.ts';
import type { MonthReview } from '../domain/review.ts';
import { STRATEGIES } from '../domain/tiers.ts';
import { type FigureKit, figureKit } from './figure-kit.ts';

/** Where the review compared with comes from: published by an earlier run, or rebuilt from the books as of that month end. */
export type ReviewBasis = 'published' | 'rebuilt';

/** Figures of what became of the previous review's customers; without one, of nothing, and that is said. */
export function reviewFigures(
  review: MonthReview | null,
  latestRate: Quantity<Decimal>,
  previousRate: Quantity<Decimal>,
  { currency, basis }: { readonly currency: string; readonly basis: ReviewBasis | null },
): Figures {
  const kit = figureKit(currency, basis === 'rebuilt' ? 'high_risk_before' : 'high_risk_customers');
  const count = (of: (review: MonthReview) => number, formula: string) =>
    kit.number('count', review === null ? missing('first_run') : known(of(review)), formula);
  return {
    'review.since': kit.text(
      'month',
      knownOr(review?.since ?? null, 'first_run'),
      'period of the review compared with',
    ),
    'review.basis': kit.text(
      'text',
      knownOr(basis, 'first_run'),
      'published: by an earlier run; rebuilt: by the rules of today from the books as of that month end',
    ),
    'review.high_risk.entered': count((r) => r.entered, 'high-risk now and not at the previous review'),
    'review.high_risk.stayed': count((r) => r.stayed, 'high-risk at both'),
    'review.high_risk.left_paid': count((r) => r.leftPaid, 'no longer high-risk, and the balance is lower'),
    'review.high_risk.left_other': count(
      (r) => r.leftOther,
      'no longer high-risk, and the balance is not lower or not in the books',
    ),
    'review.collection_rate_change_pp': figureKit(currency, 'collection_trend').number(
      'pp',
      review === null ? missing('first_run') : derive2(latestRate, previousRate, (now, then) => now.minus(then)),
      'latest collection rate − that of the previous review',
    ),
    ...Object.assign({}, ...STRATEGIES.map((strategy) => strategyFigures(review, strategy, kit))),
  };
}

function strategyFigures(review: MonthReview | null, strategy: string, kit: FigureKit): Figures {
  const outcome = review?.strategies.find((line) => line.strategy === strategy) ?? null;
  const why: NoteCode = review === null ? 'first_run' : 'empty_group';
  const cured = knownOr(outcome?.cured ?? null, why);
  const prefix = `review.strategy.${strategy}`;
  return {
    [`${prefix}.customers`]: kit.number(
      'count',
      knownOr(outcome?.customers ?? null, why),
      'customers the strategy had at the previous review',
    ),
    [`${prefix}.recovered_amount`]: kit.money(
      knownOr(outcome?.recovered ?? null, why),
      'Σ max(0, balance then − balance now) over them',
    ),
    [`${prefix}.cured.count`]: kit.number(
      'count',
      knownOr(outcome?.curedCount ?? null, why),
      'those no longer high-risk and still in the books',
    ),
    [`${prefix}.cured_pct`]: kit.number(
      'pct',
      derive(cured, ({ pct }) => pct),
      '100 × those no longer high-risk and still in the books ÷ all of them',
    ),
    [`${prefix}.cured_low_pct`]: kit.number(
      'pct',
      derive(cured, ({ lowPct }) => lowPct),
      'Wilson 95 % interval, lower end',
    ),
    [`${prefix}.cured_high_pct`]: kit.number(
      'pct',
      derive(cured, ({ highPct }) => highPct),
      'Wilson 95 % interval, upper end',
    ),
  };
}
