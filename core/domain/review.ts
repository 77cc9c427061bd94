import type { Strategy } from '../contracts/report-input.ts';
import { Decimal } from './decimal.ts';
import type { Month } from './month.ts';
import { STRATEGIES } from './tiers.ts';
import { type ShareInterval, wilsonInterval } from './wilson.ts';

/** A high-risk customer of the previous review. */
export interface ReviewedCustomer {
  readonly customer_id: string;
  readonly strategy: Strategy;
  /** Decimal text. */
  readonly outstanding_balance: string;
}

/** A balance now, decimal text. */
export interface CurrentBalance {
  readonly customer_id: string;
  readonly outstanding_balance: string;
}

/** What became of one strategy's customers. */
interface StrategyOutcome {
  readonly strategy: Strategy;
  readonly customers: number;
  /** Customers that left the group and are still in the books; null where the strategy had none. */
  readonly cured: ShareInterval | null;
  /** Σ of the falls of the balances; a balance that grew takes nothing off. */
  readonly recovered: Decimal;
}

/** Who came into the high-risk group and who left it since the previous review. */
export interface MonthReview {
  readonly since: Month;
  readonly entered: number;
  readonly stayed: number;
  /** Left with a lower balance than they had. */
  readonly leftPaid: number;
  /** Left otherwise: the balance did not fall, or is no longer in the books. */
  readonly leftOther: number;
  readonly strategies: readonly StrategyOutcome[];
}

/** Compares the high-risk group with that of the previous review. */
export function reviewMonth(
  since: Month,
  previous: readonly ReviewedCustomer[],
  balances: readonly CurrentBalance[],
  highRiskIds: ReadonlySet<string>,
): MonthReview {
  const balanceNow = new Map(balances.map((line) => [line.customer_id, line.outstanding_balance]));
  const outcomes = previous.map((customer) => {
    const now = balanceNow.get(customer.customer_id);
    const fall = now === undefined ? new Decimal(0) : new Decimal(customer.outstanding_balance).minus(now);
    const left = !highRiskIds.has(customer.customer_id);
    return { strategy: customer.strategy, left, cured: left && now !== undefined, recovered: Decimal.max(0, fall) };
  });
  const before = new Set(previous.map((customer) => customer.customer_id));
  const left = outcomes.filter((outcome) => outcome.left);
  const leftPaid = left.filter(({ recovered }) => recovered.gt(0)).length;
  return {
    since,
    entered: highRiskIds.difference(before).size,
    stayed: outcomes.length - left.length,
    leftPaid,
    leftOther: left.length - leftPaid,
    strategies: STRATEGIES.map((strategy) => {
      const own = outcomes.filter((outcome) => outcome.strategy === strategy);
      return {
        strategy,
        customers: own.length,
        cured: wilsonInterval(own.filter(({ cured }) => cured).length, own.length),
        recovered: own.reduce((sum, { recovered }) => sum.plus(recovered), new Decimal(0)),
      };
    }),
  };
}
