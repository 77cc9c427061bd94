import { LATENESS_STEPS, type PortfolioRow } from '../../contracts/early-warning.ts';

/** How all customers of a month end stood together: the prior that a customer's own record is measured against. */
export interface PortfolioMonth {
  readonly monthIndex: number;
  /** Customers with something open. */
  readonly customers: number;
  /** Chance that an invoice becomes 30 days overdue: before it falls due, and by days overdue in the order of LATENESS_STEPS. */
  readonly chances: { readonly soon: number; readonly late: readonly number[] };
  /** Mean days late of the invoices settled in 12 months, and their variance. */
  readonly meanLateness: number;
  readonly latenessVariance: number;
}

/** Variance of days late that is assumed before anything was settled. */
const UNKNOWN_VARIANCE = 100;

/** The portfolio as of a month end. Half an invoice that became 30 days overdue is added, so that no chance is 0 or 1. */
export function portfolioMonth(row: PortfolioRow): PortfolioMonth {
  const reached = row.late_30 + row.open_30;
  const chance = (asLate: number) => (reached + 0.5) / (asLate + row.open_30 + 1);
  const mean = row.settled_12m === 0 ? 0 : row.late_days_12m / row.settled_12m;
  return {
    monthIndex: row.month_index,
    customers: row.customers,
    chances: { soon: chance(row.settled_12m), late: LATENESS_STEPS.map((days) => chance(row[`late_${days}`])) },
    meanLateness: mean,
    latenessVariance:
      row.settled_12m === 0 ? UNKNOWN_VARIANCE : Math.max(1, row.late_square_12m / row.settled_12m - mean * mean),
  };
}
