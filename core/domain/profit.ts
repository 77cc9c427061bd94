import type { RowOf } from '../contracts/rows.ts';
import { Decimal } from './decimal.ts';
import { isMissing, known, missing, percentage, type Quantity } from './quantity.ts';

/** How the share of the two profit sums is to be put into words. */
type ProfitReading = 'share_of_profit' | 'share_of_loss' | 'mixed_sign' | 'not_available';

/** The high-risk group's part in what the company earns. */
export interface ProfitShare {
  readonly allGrossProfit: Quantity<Decimal>;
  readonly highRiskGrossProfit: Quantity<Decimal>;
  readonly sharePct: Quantity<Decimal>;
  readonly reading: ProfitReading;
  readonly revenueSharePct: Quantity<Decimal>;
}

/**
 * Gross profit of everybody's invoices, and of the high-risk group's, with their ratio. Invoices of customers that are not rated
 * or not in the customer table belong to everybody.
 */
export function shareOfProfit(rows: readonly RowOf<'profit_share'>[]): ProfitShare {
  const allGrossProfit = caveated(sumOf(rows.map((row) => row.gross_profit)), rows);
  const highRisk = rows.find((row) => row.risk_group === 'high_risk');
  const highRiskGrossProfit: Quantity<Decimal> = isMissing(allGrossProfit)
    ? allGrossProfit
    : caveated(groupSum(highRisk, highRisk?.gross_profit), highRisk ? [highRisk] : []);
  const sharePct = caveated(percentage(highRiskGrossProfit, allGrossProfit), rows);
  return {
    allGrossProfit,
    highRiskGrossProfit,
    sharePct,
    reading: isMissing(sharePct) ? 'not_available' : readShare(highRiskGrossProfit, allGrossProfit),
    revenueSharePct: percentage(
      groupSum(highRisk, highRisk?.invoice_total),
      sumOf(rows.map((row) => row.invoice_total)),
    ),
  };
}

/** Says of a sum that some invoices are not in it: their cost is not known. */
function caveated(sum: Quantity<Decimal>, rows: readonly RowOf<'profit_share'>[]): Quantity<Decimal> {
  const partial = rows.some((row) => row.with_gross_profit < row.invoices);
  return isMissing(sum) || !partial ? sum : known(sum.value, 'some_without_profit');
}

/** Zero goes with the sign of the whole: no part of a profit is still a share of a profit. */
function readShare(part: Quantity<Decimal>, whole: Quantity<Decimal>): ProfitReading {
  if (isMissing(part) || isMissing(whole)) return 'not_available';
  if (whole.value.gt(0)) return part.value.gte(0) ? 'share_of_profit' : 'mixed_sign';
  return part.value.lte(0) ? 'share_of_loss' : 'mixed_sign';
}

function sumOf(amounts: readonly (string | null)[]): Quantity<Decimal> {
  const given = amounts.filter((amount) => amount !== null);
  if (given.length === 0) return missing('no_profit_data');
  return known(given.reduce((sum, amount) => sum.plus(amount), new Decimal(0)));
}

/** A group without invoices sums to nothing; one whose invoices carry no amount is not known. */
function groupSum(row: RowOf<'profit_share'> | undefined, amount: string | null | undefined): Quantity<Decimal> {
  if (row === undefined || row.invoices === 0) return known(new Decimal(0));
  return amount === null || amount === undefined ? missing('no_profit_data') : known(new Decimal(amount));
}
