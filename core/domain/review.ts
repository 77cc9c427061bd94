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
  /** Customers that left the group and are still in the books. */
  readonly curedCount: number;
  /** Their share; null where the strategy had nobody. */
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
      const curedCount = own.filter(({ cured }) => cured).length;
      return {
        strategy,
        customers: own.length,
        curedCount,
        cured: wilsonInterval(curedCount, own.length),
        recovered: own.reduce((sum, { recovered }) => sum.plus(recovered), new Decimal(0)),
      };
    }),
  };
}

/** What one currency's books say of the previous review's customers. */
export interface ReviewedBooks {
  readonly previous: readonly ReviewedCustomer[];
  readonly balances: readonly CurrentBalance[];
  readonly highRiskIds: ReadonlySet<string>;
}

/**
 * The same over several currencies that cannot be added up: a customer is high-risk where it is so in any of them, and has paid where
 * its balance fell in any in which it was. Nothing is said of amounts: `recovered` is 0.
 */
export function reviewCurrencies(since: Month, books: readonly ReviewedBooks[]): MonthReview {
  const now = new Set(books.flatMap(({ highRiskIds }) => [...highRiskIds]));
  const before = new Map<string, { paid: boolean; known: boolean; strategies: Set<Strategy> }>();
  for (const { previous, balances } of books) {
    const balanceNow = new Map(balances.map((line) => [line.customer_id, line.outstanding_balance]));
    for (const { customer_id: id, strategy, outstanding_balance: then } of previous) {
      const found = before.get(id) ?? { paid: false, known: false, strategies: new Set<Strategy>() };
      const balance = balanceNow.get(id);
      before.set(id, found);
      found.known ||= balance !== undefined;
      found.paid ||= balance !== undefined && new Decimal(balance).lt(then);
      found.strategies.add(strategy);
    }
  }
  const customers = [...before].map(([id, customer]) => ({ ...customer, left: !now.has(id) }));
  const left = customers.filter((customer) => customer.left);
  const leftPaid = left.filter(({ paid }) => paid).length;
  return {
    since,
    entered: [...now].filter((id) => !before.has(id)).length,
    stayed: customers.length - left.length,
    leftPaid,
    leftOther: left.length - leftPaid,
    strategies: STRATEGIES.map((strategy) => {
      const own = customers.filter(({ strategies }) => strategies.has(strategy));
      const curedCount = own.filter((customer) => customer.left && customer.known).length;
      const cured = wilsonInterval(curedCount, own.length);
      return { strategy, customers: own.length, curedCount, cured, recovered: new Decimal(0) };
    }),
  };
}
