import { z } from 'zod';

/*
 * What each query under queries/ returns, one schema a file: the name here is the file's name. Rows come as the cells of
 * a CSV result (all text; an empty cell is null). Money and everything else that is added up stays a decimal string.
 */

const text = z.string().nullable();
/** A decimal as text, exact. */
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const decimalOrNull = decimal.nullable();
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const group = z.enum(['high_risk', 'normal']);
const groupOrNotRated = z.enum(['high_risk', 'normal', 'not_rated']);
const month = z.string().regex(/^\d{4}-\d{2}$/);

/** queries/high_risk_customers.sql: one row a high-risk customer, largest balance first, then by id. */
export const highRiskCustomerRow = z.object({
  customer_id: z.string(),
  customer_name: z.string(),
  email: text,
  account_manager: text,
  currency: text,
  payment_rate_pct: decimal,
  outstanding_balance: decimal,
  credit_score: decimalOrNull,
  credit_score_source: z.enum(['given', 'derived']).nullable(),
  stability: decimalOrNull,
  stability_source: z.enum(['given', 'derived']).nullable(),
  lifespan_days: decimalOrNull,
  total_invoices: decimalOrNull,
  avg_invoice_amount: decimalOrNull,
  profitability_tier: text,
  /** Σ gross profit of the customer's invoices dated up to the period's end; null without any. */
  gross_profit: decimalOrNull,
  /** Σ invoice totals of the same invoices. */
  invoice_total: decimalOrNull,
});

/** queries/selection_summary.sql: one row a group that has customers. Sums and counts of non-null inputs. */
export const selectionSummaryRow = z.object({
  risk_group: groupOrNotRated,
  customers: integer,
  outstanding_total: decimal,
  payment_rate_sum: decimalOrNull,
  payment_rate_count: integer,
  credit_score_sum: decimalOrNull,
  credit_score_count: integer,
  stability_sum: decimalOrNull,
  stability_count: integer,
});

/** queries/selection_sensitivity.sql: one row a pair of thresholds, both ascending. */
export const selectionSensitivityRow = z.object({
  payment_rate_below: decimal,
  outstanding_above: decimal,
  customers: integer,
  outstanding_total: decimal,
});

/** queries/profit_share.sql: one row a group that has invoices; `unmatched` are invoices of customers the customer table lacks. */
export const profitShareRow = z.object({
  risk_group: z.enum(['high_risk', 'normal', 'not_rated', 'unmatched']),
  invoices: integer,
  with_gross_profit: integer,
  gross_profit: decimalOrNull,
  invoice_total: decimalOrNull,
});

/** queries/collection_trend.sql: one row a month the export has, within the 12 that end with the period, oldest first. */
export const collectionTrendRow = z.object({
  month,
  collection_rate_pct: decimalOrNull,
  total_revenue: decimalOrNull,
  outstanding_receivables: decimalOrNull,
  overdue_amount: decimalOrNull,
});

const profileMeasure = z.enum([
  'lifespan_days',
  'total_invoices',
  'avg_invoice_amount',
  'outstanding_balance',
  'payment_rate',
  'credit_score',
  'stability',
]);

/**
 * queries/profile_summary.sql: one row a measure and group, over customers that have the measure. `q1_low` and `q1_high` are the order
 * statistics on either side of the type-7 quantile position (equal where it falls on one); `rank_sum` is the sum of the
 * group's mid-ranks among both groups, `tie_term` Σ(t³ − t) over both groups' ties of that measure.
 */
export const profileSummaryRow = z.object({
  measure: profileMeasure,
  risk_group: group,
  n: integer,
  total: decimal,
  minimum: decimal,
  maximum: decimal,
  q1_low: decimal,
  q1_high: decimal,
  q2_low: decimal,
  q2_high: decimal,
  q3_low: decimal,
  q3_high: decimal,
  rank_sum: decimal,
  tie_term: decimal,
});

/** queries/profile_bins.sql: for each measure, edge and group, how many customers have a value at or above the edge. */
export const profileBinsRow = z.object({
  measure: profileMeasure,
  edge: decimal,
  risk_group: group,
  at_or_above: integer,
});

/** queries/profile_tiers.sql: customers by group and profitability tier, text as in the data. */
export const profileTiersRow = z.object({ profitability_tier: text, risk_group: group, customers: integer });

/** queries/cash_forecast.sql: one row a forecast month among the six after the period, oldest first. */
export const cashForecastRow = z.object({
  month,
  net_cash_flow: decimal,
  inflows: decimalOrNull,
  outflows: decimalOrNull,
  risk_adjusted_inflows: decimalOrNull,
});

/**
 * queries/reviewed_customers.sql: one row a high-risk customer of the previous published review that is still in the books, with the balance
 * now.
 */
export const reviewedCustomersRow = z.object({
  customer_id: z.string(),
  outstanding_balance: decimal,
});

/** Schema of each query's rows by file name (queries/<name>.sql). */
export const QUERY_ROWS = {
  high_risk_customers: highRiskCustomerRow,
  selection_summary: selectionSummaryRow,
  selection_sensitivity: selectionSensitivityRow,
  profit_share: profitShareRow,
  collection_trend: collectionTrendRow,
  profile_summary: profileSummaryRow,
  profile_bins: profileBinsRow,
  profile_tiers: profileTiersRow,
  cash_forecast: cashForecastRow,
  reviewed_customers: reviewedCustomersRow,
} as const;

/** The name of an analysis query. */
export type QueryName = keyof typeof QUERY_ROWS;
/** A row of the query, parsed. */
export type RowOf<Q extends QueryName> = z.output<(typeof QUERY_ROWS)[Q]>;
