import type { LedgerRowOf } from '../../contracts/ledger-rows.ts';
import { Decimal } from '../decimal.ts';
import { addMonths, lastDay, type Month } from '../month.ts';
import { derive2, known, missing, percentage, type Quantity } from '../quantity.ts';

/** Days of the window that sales are taken from. */
const SALES_DAYS = 90;

/** How well receivables turn into cash, at one month end. */
export interface Indicators {
  readonly month: Month;
  /** Receivables × 90 ÷ (invoiced less credits) of the 90 days. */
  readonly dso: Quantity<Decimal>;
  /** The same with the receivables that are not overdue. */
  readonly bestPossibleDso: Quantity<Decimal>;
  readonly averageDaysDelinquent: Quantity<Decimal>;
  /** 100 × (opening + invoiced − closing) ÷ (opening + invoiced − closing that is not overdue). */
  readonly collectionEffectivenessPct: Quantity<Decimal>;
  readonly percentCurrent: Quantity<Decimal>;
  readonly creditOnAccount: Quantity<Decimal>;
}

type ReceivablesMonth = LedgerRowOf<'kpi_receivables'>;

/** The indicators of a month end. A month before the first that the ledger covers had nothing open. */
export function indicatorsAt(rows: readonly ReceivablesMonth[], month: Month): Indicators {
  const row = rows.find((each) => each.month === month);
  if (row === undefined) return withoutMonth(month);
  const before = rows.find((each) => each.month === addMonths(month, -1));
  const receivables = new Decimal(row.receivables);
  const notOverdue = receivables.minus(row.overdue);
  const sales = new Decimal(row.invoiced_90d).minus(row.credit_notes_90d);
  const available = new Decimal(before?.receivables ?? 0).plus(row.invoiced);
  const dso = daysOfSales(receivables, sales);
  const bestPossibleDso = daysOfSales(notOverdue, sales);
  return {
    month,
    dso,
    bestPossibleDso,
    averageDaysDelinquent: derive2(dso, bestPossibleDso, (days, best) => days.minus(best)),
    collectionEffectivenessPct: percentage(known(available.minus(receivables)), known(available.minus(notOverdue))),
    percentCurrent: percentage(known(notOverdue), known(receivables)),
    creditOnAccount: known(new Decimal(row.credit_on_account)),
  };
}

/** Months of the rows for which the indicators can be shown: all but the first where there are more than twelve, oldest first. */
export function indicatorMonths(rows: readonly ReceivablesMonth[]): Indicators[] {
  return rows.slice(-12).map(({ month }) => indicatorsAt(rows, month));
}

/**
 * Count-back days: the invoicing of each latest month is taken from the receivables in turn, adding that month's days, and of the last
 * the part that is needed. Nothing open is 0 days. Rows come latest month first.
 */
export function countbackDays(rows: readonly LedgerRowOf<'kpi_countback'>[]): Quantity<Decimal> {
  let left = new Decimal(rows[0]?.receivables ?? 0);
  let days = new Decimal(0);
  for (const { month, invoiced } of rows) {
    const length = Number(lastDay(month).slice(8));
    if (left.lte(invoiced)) return known(days.plus(left.times(length).div(invoiced)));
    left = left.minus(invoiced);
    days = days.plus(length);
  }
  return left.isZero() ? known(days) : missing('no_history');
}

function daysOfSales(receivables: Decimal, sales: Decimal): Quantity<Decimal> {
  return sales.gt(0) ? known(receivables.times(SALES_DAYS).div(sales)) : missing('zero_denominator');
}

function withoutMonth(month: Month): Indicators {
  const none = missing('no_history');
  return {
    month,
    dso: none,
    bestPossibleDso: none,
    averageDaysDelinquent: none,
    collectionEffectivenessPct: none,
    percentCurrent: none,
    creditOnAccount: none,
  };
}
