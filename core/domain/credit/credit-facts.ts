import type { CreditExposure } from '../../contracts/credit-rows.ts';
import type { CustomerLine } from '../../contracts/report-input.ts';
import { Decimal } from '../decimal.ts';
import type { ScoreInputs, ScoreResult } from '../score.ts';

/** What the credit review knows of a customer at the period's end, whatever books it comes from. */
export interface CreditFacts {
  readonly customer_id: string;
  readonly name: string;
  readonly account_manager: string | null;
  readonly exposure: Decimal;
  /** As the books have it; null without one. */
  readonly booksLimit: Decimal | null;
  readonly score: number | null;
  readonly paymentRatePct: number | null;
  /** Null where due dates are not known. */
  readonly oldestDays: number | null;
  readonly monthlyPurchases: Decimal | null;
  /** The customer's line, where it is in the high-risk group. */
  readonly line: CustomerLine | null;
}

/** Facts of a ledger's customer. `limits` is false where limits and exposure are not of one currency. */
export function factsOfLedger(
  row: CreditExposure,
  line: CustomerLine | null,
  context: { readonly limits: boolean; readonly scorer: (inputs: ScoreInputs) => ScoreResult },
): CreditFacts {
  const scored = context.scorer({
    paymentRate: row.payment_rate_pct,
    creditScore: row.credit_score,
    stability: row.stability,
  });
  return {
    customer_id: row.customer_id,
    name: row.customer_name,
    account_manager: row.account_manager,
    exposure: new Decimal(row.outstanding_balance),
    booksLimit: row.credit_limit === null || !context.limits ? null : new Decimal(row.credit_limit),
    score: scored.scored ? scored.score : null,
    paymentRatePct: row.payment_rate_pct === null ? null : Number(row.payment_rate_pct),
    oldestDays: row.oldest_days,
    monthlyPurchases: row.active_months === 0 ? null : new Decimal(row.purchases_12m).div(row.active_months),
    line,
  };
}

/** Days of a mean month. */
const MONTH_DAYS = '30.4375';

/** What the marts say of a customer's purchases, as text; null where they do not. */
export interface MartPurchases {
  readonly lifespan_days: string | null;
  readonly total_invoices: string | null;
  readonly avg_invoice_amount: string | null;
}

/** Facts of a high-risk customer of books without invoices: they know no limit, and purchases as a mean of the whole relationship. */
export function factsOfMarts(line: CustomerLine, purchases: MartPurchases | null): CreditFacts {
  return {
    customer_id: line.customer_id,
    name: line.name,
    account_manager: line.account_manager,
    exposure: new Decimal(line.outstanding_balance),
    booksLimit: null,
    score: line.score,
    paymentRatePct: line.payment_rate_pct,
    oldestDays: null,
    monthlyPurchases: purchases === null ? null : meanMonthly(purchases),
    line,
  };
}

function meanMonthly({ lifespan_days: days, total_invoices: count, avg_invoice_amount: mean }: MartPurchases) {
  if (days === null || count === null || mean === null) return null;
  const months = Decimal.max(1, new Decimal(days).div(MONTH_DAYS));
  return new Decimal(count).times(mean).div(months);
}
