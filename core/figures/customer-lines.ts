import type { Rules } from '../contracts/config.ts';
import type { CustomerLine, ReportInput } from '../contracts/report-input.ts';
import { formatExactMoney } from '../domain/money.ts';
import type { RatedCustomer } from '../domain/rate-group.ts';

/** The lines of customers.csv, in the order given; `digits` are those of the currency. */
export function customerLines(
  customers: readonly RatedCustomer[],
  owners: Rules['tiers']['owners'],
  digits: number,
): CustomerLine[] {
  return customers.map(({ row, outstanding, result, band, level, strategy }) => ({
    customer_id: row.customer_id,
    name: row.customer_name,
    payment_rate_pct: Number(row.payment_rate_pct),
    outstanding_balance: formatExactMoney(outstanding, digits),
    credit_score: numberOrNull(row.credit_score),
    stability: numberOrNull(row.stability),
    score: result.scored ? result.score : null,
    band,
    profitability: level,
    profitability_tier: row.profitability_tier,
    strategy,
    owner_role: owners[strategy],
    account_manager: row.account_manager,
    reasons: result.scored ? result.reasons : [],
  }));
}

/** Customers of the group that have no score, with what they lack. */
export function unscoredCustomers(customers: readonly RatedCustomer[]): ReportInput['unscored'] {
  return customers.flatMap(({ row, result }) =>
    result.scored ? [] : [{ customer_id: row.customer_id, name: row.customer_name, missing: result.missing }],
  );
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
