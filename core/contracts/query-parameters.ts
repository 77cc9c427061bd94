import { addMonths, lastDay, type Month } from '../domain/month.ts';
import { dateLiteral, decimalDigits, decimalLiteral, textLiteral } from '../domain/sql-literal.ts';
import type { Rules } from './config.ts';
import type { QueryName } from './rows.ts';

/** Which run's tables a query reads, and which part of them. */
export interface QueryContext {
  /** Run id: the partition of the internal tables. */
  readonly run: string;
  /** `*` for amounts in the home currency, an ISO code for amounts in that currency. */
  readonly scope: string;
  /** The month under review. */
  readonly period: Month;
  /** The published review before this one, where there is one. */
  readonly previous: { readonly period: Month; readonly run: string } | null;
}

/** How many months the collection trend looks at. */
const TREND_MONTHS = 12;
/** How many months after the period the forecast is read for. */
const FORECAST_MONTHS = 6;

/**
 * The execution parameters of each analysis query, in the order of its `?`: SQL literals, safe whatever the texts hold. Throws
 * BadSqlLiteral for a value no engine can be given.
 */
export const QUERY_PARAMETERS: {
  readonly [Q in QueryName]: (context: QueryContext, rules: Rules) => readonly string[];
} = {
  high_risk_customers: (context, rules) => [
    ...customerMonth(context),
    ...invoicesToPeriodEnd(context),
    ...thresholds(rules),
  ],
  selection_summary: (context, rules) => [...customerMonth(context), ...thresholds(rules)],
  selection_sensitivity: (context, { selection: { sensitivity } }) => [
    ...customerMonth(context),
    listLiteral(sensitivity.payment_rate_below_pct),
    listLiteral(sensitivity.outstanding_above),
  ],
  profit_share: (context, rules) => [...customerMonth(context), ...invoicesToPeriodEnd(context), ...thresholds(rules)],
  collection_trend: (context) => monthsOf(context, addMonths(context.period, 1 - TREND_MONTHS), context.period),
  profile_summary: (context, rules) => [...customerMonth(context), ...thresholds(rules)],
  profile_bins: (context, rules) => [
    ...customerMonth(context),
    ...thresholds(rules),
    listLiteral(rules.profile_bins.lifespan_days),
    listLiteral(rules.profile_bins.total_invoices),
    listLiteral(rules.profile_bins.avg_invoice_amount),
  ],
  profile_tiers: (context, rules) => [...customerMonth(context), ...thresholds(rules)],
  cash_forecast: (context) =>
    monthsOf(context, addMonths(context.period, 1), addMonths(context.period, FORECAST_MONTHS)),
  reviewed_customers: (context) => [
    ...customerMonth(context),
    ...[context.previous?.period ?? '', context.previous?.run ?? '', context.scope].map(textLiteral),
  ],
};

function customerMonth({ run, scope, period }: QueryContext): string[] {
  return [run, scope, period].map(textLiteral);
}

function invoicesToPeriodEnd({ run, scope, period }: QueryContext): string[] {
  return [textLiteral(run), textLiteral(scope), dateLiteral(lastDay(period))];
}

function monthsOf({ run, scope }: QueryContext, first: Month, last: Month): string[] {
  return [run, scope, first, last].map(textLiteral);
}

function thresholds({ selection }: Rules): string[] {
  return [decimalLiteral(selection.payment_rate_below_pct), decimalLiteral(selection.outstanding_above)];
}

/** Numbers separated by commas, in one text: the queries split it, because a list is no literal. */
function listLiteral(numbers: readonly (number | string)[]): string {
  return textLiteral(numbers.map(decimalDigits).join(','));
}
