import type { RowOf } from '../contracts/rows.ts';
import { Decimal } from './decimal.ts';
import { exactToDecimal } from './exact.ts';
import { isMissing, known, missing, percentage, type Quantity } from './quantity.ts';
import { decileSize } from './top-decile.ts';

/** What is known of one group of customers. Means are over the customers that have the input. */
export interface GroupSummary {
  readonly customers: number;
  readonly outstanding: Decimal;
  readonly paymentRateMean: Quantity<Decimal>;
  readonly creditScoreMean: Quantity<Decimal>;
  readonly stabilityMean: Quantity<Decimal>;
}

/** Who is in the high-risk group and how much hangs on it. Customers without a payment rate are in neither group. */
export interface Selection {
  readonly customers: number;
  readonly outstanding: Decimal;
  readonly highRisk: GroupSummary;
  readonly normal: GroupSummary;
  readonly notRated: { readonly customers: number; readonly outstanding: Decimal };
  readonly shareOfCustomersPct: Quantity<Decimal>;
  readonly shareOfOutstandingPct: Quantity<Decimal>;
  /** The ⌈n/10⌉ largest balances of the high-risk group. */
  readonly topDecileOutstanding: Quantity<Decimal>;
  readonly topDecileSharePct: Quantity<Decimal>;
}

/** The selection from the sums of each group and the balances of the high-risk one in 10⁻¹² units, largest first. */
export function summariseSelection(
  rows: readonly RowOf<'selection_summary'>[],
  highRiskBalances: readonly bigint[],
): Selection {
  const highRisk = summariseGroup(rows, 'high_risk');
  const normal = summariseGroup(rows, 'normal');
  const notRated = rows.find((row) => row.risk_group === 'not_rated');
  const customers = highRisk.customers + normal.customers;
  const outstanding = highRisk.outstanding.plus(normal.outstanding);
  const topDecile = topDecileSum(highRiskBalances);
  const inGroup = (value: Decimal) => (highRisk.customers === 0 ? missing('no_high_risk') : known(value));
  return {
    customers,
    outstanding,
    highRisk,
    normal,
    notRated: { customers: notRated?.customers ?? 0, outstanding: new Decimal(notRated?.outstanding_total ?? 0) },
    shareOfCustomersPct:
      customers === 0
        ? missing('no_customers')
        : percentage(known(new Decimal(highRisk.customers)), known(new Decimal(customers))),
    shareOfOutstandingPct:
      customers === 0 ? missing('no_customers') : percentage(known(highRisk.outstanding), known(outstanding)),
    topDecileOutstanding: known(topDecile),
    topDecileSharePct: percentage(inGroup(topDecile), known(highRisk.outstanding)),
  };
}

/** The high-risk share of what is owed, as a fraction. */
export function shareOfOutstanding(selection: Selection): Quantity<Decimal> {
  const share = selection.shareOfOutstandingPct;
  return isMissing(share) ? share : known(share.value.div(100));
}

function summariseGroup(rows: readonly RowOf<'selection_summary'>[], group: 'high_risk' | 'normal'): GroupSummary {
  const row = rows.find((candidate) => candidate.risk_group === group);
  const nobody = group === 'high_risk' ? 'no_high_risk' : 'no_normal';
  const mean = (sum: string | null | undefined, count: number | undefined): Quantity<Decimal> => {
    if (row === undefined || row.customers === 0) return missing(nobody);
    if (sum === null || sum === undefined || count === undefined || count === 0) return missing('missing_input');
    return known(new Decimal(sum).div(count));
  };
  return {
    customers: row?.customers ?? 0,
    outstanding: new Decimal(row?.outstanding_total ?? 0),
    paymentRateMean: mean(row?.payment_rate_sum, row?.payment_rate_count),
    creditScoreMean: mean(row?.credit_score_sum, row?.credit_score_count),
    stabilityMean: mean(row?.stability_sum, row?.stability_count),
  };
}

function topDecileSum(descending: readonly bigint[]): Decimal {
  const largest = descending.slice(0, decileSize(descending.length));
  return exactToDecimal(largest.reduce((total, balance) => total + balance, 0n));
}
