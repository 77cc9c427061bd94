import { z } from 'zod';
import { addMonths, lastDay } from '../domain/month.ts';
import { dateLiteral, decimalLiteral, textLiteral } from '../domain/sql-literal.ts';
import type { Rules } from './config.ts';
import type { QueryContext } from './query-parameters.ts';
import { highRiskCustomerRow } from './rows.ts';

/*
 * What each query over a ledger's tables returns, one schema a file, as rows.ts has it for the tables that every export fills.
 */

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const text = z.string().nullable();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');
const month = z.string().regex(/^\d{4}-\d{2}$/);
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** How long something has been due at a month end: not overdue, or days overdue. */
export const AGE_BUCKETS = ['current', '1_30', '31_60', '61_90', '91_120', 'over_120'] as const;
/** How long something has been due at a month end. */
export type AgeBucket = (typeof AGE_BUCKETS)[number];

/** queries/overdue_summary.sql: one row, zeros where nothing is overdue. */
export const overdueSummaryRow = z.object({
  customers: integer,
  customers_first_here: integer,
  invoices: integer,
  amount: decimal,
  days: integer,
  amount_days: decimal,
});

/** queries/overdue_ageing.sql: one row a month end, bucket a month before and place now. */
export const overdueAgeingRow = z.object({
  month,
  from_bucket: z.enum(['new', ...AGE_BUCKETS]),
  to_bucket: z.enum([...AGE_BUCKETS, 'collected', 'credited']),
  amount: decimal,
  invoices: integer,
});

/** queries/overdue_exposure.sql: one row a group and bucket with something open. */
export const overdueExposureRow = z.object({
  risk_group: z.enum(['high_risk', 'normal', 'not_rated']),
  bucket: z.enum(AGE_BUCKETS),
  invoices: integer,
  amount: decimal,
});

/** queries/loss_check.sql: one row a bucket with something open half a year before. */
export const lossCheckRow = z.object({
  bucket: z.enum(AGE_BUCKETS),
  invoices: integer,
  amount: decimal,
  reached: decimal,
});

/** queries/overdue_customers.sql: one row a customer with something overdue, largest amount first. */
export const overdueCustomerRow = z.object({
  customer_id: z.string(),
  customer_name: z.string(),
  account_manager: text,
  first_here: flag,
  overdue_amount: decimal,
  overdue_invoices: integer,
  oldest_days: integer,
  disputed_amount: decimal,
  recorded_reason: text,
  residual_invoices: integer,
  credit_on_account: decimal,
  last_cash_date: date.nullable(),
  settled_invoices: integer,
  settled_on_time: integer,
  paid_past_oldest: integer,
});

/** queries/kpi_receivables.sql: one row a month, oldest first. */
export const kpiReceivablesRow = z.object({
  month,
  invoiced: decimal,
  credit_notes: decimal,
  cash_applied: decimal,
  credit_applied: decimal,
  receivables: decimal,
  overdue: decimal,
  credit_on_account: decimal,
  invoiced_90d: decimal,
  credit_notes_90d: decimal,
});

/** queries/kpi_countback.sql: one row a month, latest first. */
export const kpiCountbackRow = z.object({ month, invoiced: decimal, receivables: decimal });

/** queries/selection_currencies.sql: one row a currency in which a customer is counted, by code. */
export const selectionCurrenciesRow = z.object({ scope: z.string(), rated: integer, not_rated: integer });

/** queries/high_risk_before.sql: the high-risk group one month end earlier, with how long it had been and what is owed now. */
export const highRiskBeforeRow = highRiskCustomerRow.extend({ since: month, outstanding_now: decimal.nullable() });

/** queries/high_risk_months.sql: one row a month end, oldest first. */
export const highRiskMonthsRow = z.object({
  month,
  customers: integer,
  outstanding_total: decimal,
  high_risk: integer,
  high_risk_outstanding: decimal,
  scored: integer,
  payment_rate_sum: decimal,
  credit_score_sum: decimal,
  stability_sum: decimal,
});

/** Schema of each ledger query's rows by file name (queries/<name>.sql). */
export const LEDGER_QUERY_ROWS = {
  overdue_summary: overdueSummaryRow,
  overdue_ageing: overdueAgeingRow,
  overdue_exposure: overdueExposureRow,
  overdue_customers: overdueCustomerRow,
  kpi_receivables: kpiReceivablesRow,
  kpi_countback: kpiCountbackRow,
  selection_currencies: selectionCurrenciesRow,
  high_risk_before: highRiskBeforeRow,
  high_risk_months: highRiskMonthsRow,
  loss_check: lossCheckRow,
} as const;

/** The name of a query over a ledger's tables. */
export type LedgerQueryName = keyof typeof LEDGER_QUERY_ROWS;
/** A row of the query, parsed. */
export type LedgerRowOf<Q extends LedgerQueryName> = z.output<(typeof LEDGER_QUERY_ROWS)[Q]>;

/** What is left of an invoice after a payment is a residue when it is at most this share of its total. */
export const RESIDUAL_SHARE = '0.05';
/** Months ago of the loss forecast that is held against what happened: its horizon. */
export const LOSS_CHECK_MONTHS = 6;
/** Months before the period that the indicators are also computed for. */
const MONTHS_BACK = 12;

type Context = Pick<QueryContext, 'run' | 'scope' | 'period'>;

/** The execution parameters of each ledger query, in the order of its `?`: SQL literals. */
export const LEDGER_QUERY_PARAMETERS: {
  readonly [Q in LedgerQueryName]: (context: Context, rules: Rules) => readonly string[];
} = {
  overdue_summary: (context) => [periodEnd(context), textLiteral(context.run), textLiteral(context.scope)],
  overdue_ageing: ({ run, scope }) => [run, scope].map(textLiteral),
  overdue_exposure: (context, { selection }) => [
    periodEnd(context),
    ...[context.run, context.scope].map(textLiteral),
    decimalLiteral(selection.payment_rate_below_pct),
    decimalLiteral(selection.outstanding_above),
    ...customerMonth(context),
  ],
  overdue_customers: (context) => [
    decimalLiteral(RESIDUAL_SHARE),
    periodEnd(context),
    ...[context.run, context.run].map(textLiteral),
    periodEnd(context),
    textLiteral(context.scope),
    ...customerMonth(context),
  ],
  kpi_receivables: ({ run, scope, period }) => [run, scope, addMonths(period, -MONTHS_BACK), period].map(textLiteral),
  kpi_countback: (context) => [...customerMonth(context), ...customerMonth(context)],
  selection_currencies: ({ run, period }) => [run, period].map(textLiteral),
  high_risk_before: ({ run, scope, period }, { selection }) => {
    const before = addMonths(period, -1);
    return [
      decimalLiteral(selection.payment_rate_below_pct),
      decimalLiteral(selection.outstanding_above),
      ...[run, scope, before, run, scope, before, run, scope].map(textLiteral),
      dateLiteral(lastDay(before)),
      ...[run, scope, period].map(textLiteral),
    ];
  },
  high_risk_months: ({ run, scope, period }, { selection }) => [
    decimalLiteral(selection.payment_rate_below_pct),
    decimalLiteral(selection.outstanding_above),
    ...[run, scope, addMonths(period, 1 - MONTHS_BACK), period].map(textLiteral),
  ],
  loss_check: ({ run, scope, period }) => [
    dateLiteral(lastDay(addMonths(period, -LOSS_CHECK_MONTHS))),
    dateLiteral(lastDay(period)),
    ...[run, scope, run, scope].map(textLiteral),
  ],
};

function customerMonth({ run, scope, period }: Context): string[] {
  return [run, scope, period].map(textLiteral);
}

function periodEnd({ period }: Context): string {
  return dateLiteral(lastDay(period));
}
