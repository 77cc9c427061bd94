import type { Rules } from '../contracts/config.ts';
import type { LedgerRowOf } from '../contracts/ledger-rows.ts';
import { addMonths, type Month } from './month.ts';
import { rateGroup } from './rate-group.ts';
import type { CurrentBalance, ReviewedCustomer } from './review.ts';
import type { ScorePoint } from './warning.ts';

/** What the books show of the month end before the period, in one scope. */
export interface MonthBefore {
  readonly high_risk_before: readonly LedgerRowOf<'high_risk_before'>[];
  readonly kpi_receivables: readonly LedgerRowOf<'kpi_receivables'>[];
}

/** The review of the month before as it would have been: nobody published it, the books still show it. */
export interface RebuiltReview {
  readonly period: Month;
  readonly customers: readonly ReviewedCustomer[];
  /** What those customers owe at the period's end; one that is not listed is no longer in the books. */
  readonly balancesNow: readonly CurrentBalance[];
  readonly scores: readonly ScorePoint[];
  /** Month end from which each of them has been high-risk without a break, by customer. */
  readonly since: ReadonlyMap<string, Month>;
}

/** Rebuilds the review of the month before the period by the rules of today; null where the books do not reach it. */
export function rebuildReview(
  rows: MonthBefore,
  period: Month,
  rules: Pick<Rules, 'score' | 'profitability_levels' | 'tiers'>,
): RebuiltReview | null {
  const before = addMonths(period, -1);
  if (!rows.kpi_receivables.some(({ month }) => month === before)) return null;
  const { customers } = rateGroup(rows.high_risk_before, rules);
  return {
    period: before,
    customers: customers.map(({ row, strategy }) => ({
      customer_id: row.customer_id,
      strategy,
      outstanding_balance: row.outstanding_balance,
    })),
    balancesNow: rows.high_risk_before.flatMap(({ customer_id, outstanding_now }) =>
      outstanding_now === null ? [] : [{ customer_id, outstanding_balance: outstanding_now }],
    ),
    scores: customers.flatMap(({ row, result }) =>
      result.scored ? [{ customer_id: row.customer_id, month: before, score: result.score }] : [],
    ),
    since: new Map(rows.high_risk_before.map(({ customer_id, since }) => [customer_id, since])),
  };
}
