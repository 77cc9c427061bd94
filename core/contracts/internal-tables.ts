/** A column type both engines have. `money` is exact to six digits, `rate` to twelve. */
export type ColumnType = 'text' | 'money' | 'rate' | 'count' | 'date' | 'month' | 'timestamp' | 'flag';

/** The SQL type of each column type, on DuckDB and on Athena (Trino). */
export const SQL_TYPES: Readonly<Record<ColumnType, { duckdb: string; trino: string; hive: string }>> = {
  text: { duckdb: 'VARCHAR', trino: 'varchar', hive: 'string' },
  money: { duckdb: 'DECIMAL(24,6)', trino: 'decimal(24,6)', hive: 'decimal(24,6)' },
  rate: { duckdb: 'DECIMAL(18,12)', trino: 'decimal(18,12)', hive: 'decimal(18,12)' },
  count: { duckdb: 'BIGINT', trino: 'bigint', hive: 'bigint' },
  date: { duckdb: 'DATE', trino: 'date', hive: 'date' },
  month: { duckdb: 'VARCHAR', trino: 'varchar', hive: 'string' },
  timestamp: { duckdb: 'TIMESTAMP', trino: 'timestamp(6)', hive: 'timestamp' },
  flag: { duckdb: 'BOOLEAN', trino: 'boolean', hive: 'boolean' },
};

/** Columns of a table in order: name → type. */
export type Columns = Readonly<Record<string, ColumnType>>;

/*
 * The tables every analysis query reads, whatever the profile. All are partitioned by `run` (the run id, a text) and have `scope`:
 * '*' for amounts in the home currency, an ISO code for amounts in that currency (contracts: several currencies).
 */

/** One row a customer, scope and month end. Marts have the period's month only. */
export const CUSTOMER_MONTH = {
  scope: 'text',
  month: 'month',
  customer_id: 'text',
  customer_name: 'text',
  email: 'text',
  account_manager: 'text',
  currency: 'text',
  payment_rate_pct: 'rate',
  outstanding_balance: 'money',
  credit_score: 'rate',
  credit_score_source: 'text',
  stability: 'rate',
  stability_source: 'text',
  lifespan_days: 'money',
  total_invoices: 'money',
  avg_invoice_amount: 'money',
  profitability_tier: 'text',
  credit_on_account: 'money',
} as const satisfies Columns;

/** One row an invoice and scope. Marts fill the first columns; ledgers all of them, as of the period's end. */
export const INVOICE_FACT = {
  scope: 'text',
  customer_id: 'text',
  invoice_id: 'text',
  invoice_date: 'date',
  invoice_total: 'money',
  gross_profit: 'money',
  due_date: 'date',
  credited: 'money',
  applied: 'money',
  open_amount: 'money',
  settled_date: 'date',
  disputed: 'flag',
  dispute_reason: 'text',
  currency: 'text',
} as const satisfies Columns;

/** One row a month and scope. */
export const MONTH_FACT = {
  scope: 'text',
  month: 'month',
  collection_rate_pct: 'rate',
  total_revenue: 'money',
  collected_revenue: 'money',
  outstanding_receivables: 'money',
  overdue_amount: 'money',
} as const satisfies Columns;

/** One row a forecast month and scope. */
export const FORECAST_FACT = {
  scope: 'text',
  month: 'month',
  net_cash_flow: 'money',
  inflows: 'money',
  outflows: 'money',
  risk_adjusted_inflows: 'money',
} as const satisfies Columns;

/** Every internal table by name. */
export const INTERNAL_TABLES = {
  customer_month: CUSTOMER_MONTH,
  invoice_fact: INVOICE_FACT,
  month_fact: MONTH_FACT,
  forecast_fact: FORECAST_FACT,
} as const;

/** The name of an internal table. */
export type InternalTable = keyof typeof INTERNAL_TABLES;

/** The customers whose tasks were standing when a run was opened, as JSON lines, partitioned by `run`. */
export const DESK_CUSTOMER = { scope: 'text', customer_id: 'text' } as const satisfies Columns;

/** History of what was published: one row a high-risk customer of a run, as JSON lines, partitioned by `period` and `run`. */
export const SCORE_HISTORY = {
  scope: 'text',
  customer_id: 'text',
  name: 'text',
  score: 'rate',
  band: 'text',
  strategy: 'text',
  outstanding_balance: 'money',
  episode: 'month',
} as const satisfies Columns;
