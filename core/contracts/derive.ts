import { lastDay, type Month } from '../domain/month.ts';
import { dateLiteral, textLiteral } from '../domain/sql-literal.ts';
import { type Columns, CUSTOMER_MONTH, INVOICE_FACT, MONTH_FACT } from './internal-tables.ts';

/*
 * How a ledger becomes the internal tables: the SELECTs under queries/derive/, in the order in which they run, each written to the
 * derived table it names. The workflow is built from this list.
 */

/** A profile of raw books that is turned into the internal tables. */
export type LedgerProfile = 'ledger' | 'fivetran-quickbooks';

/** What a derivation is given. `history_months` is how many month ends customers are shown at. */
export type DeriveParameter = 'run' | 'period' | 'period_end' | 'home_currency' | 'history_months';

/** Every invoice of the books in its own currency (profile-free from here on). */
export const LEDGER_INVOICE = {
  invoice_id: 'text',
  customer_id: 'text',
  invoice_date: 'date',
  due_date: 'date',
  currency: 'text',
  rate: 'rate',
  total_amount: 'money',
  cost_amount: 'money',
  disputed: 'flag',
  dispute_reason: 'text',
  settled_date: 'date',
} as const satisfies Columns;

/** Money received and credit notes, each row on its invoice or on account. */
export const LEDGER_POSTING = {
  kind: 'text',
  posting_id: 'text',
  customer_id: 'text',
  invoice_id: 'text',
  invoice_date: 'date',
  invoice_currency: 'text',
  posting_date: 'date',
  currency: 'text',
  rate: 'rate',
  amount: 'money',
  note_amount: 'money',
} as const satisfies Columns;

/** What the books know of a customer. */
export const LEDGER_CUSTOMER = {
  customer_id: 'text',
  customer_name: 'text',
  email: 'text',
  account_manager: 'text',
  credit_score: 'rate',
  stability: 'rate',
  credit_limit: 'money',
} as const satisfies Columns;

/** In which currencies the books can be added up. */
export const LEDGER_SCOPE = { scope: 'text', currency: 'text', converted: 'flag' } as const satisfies Columns;

/** How an invoice stood before and after every month in which something happened to it. */
export const INVOICE_STEP = {
  scope: 'text',
  customer_id: 'text',
  invoice_id: 'text',
  invoice_date: 'date',
  due_date: 'date',
  invoice_total: 'money',
  month_index: 'count',
  next_month_index: 'count',
  opening: 'flag',
  credited_before: 'money',
  credited_after: 'money',
  applied_before: 'money',
  applied_after: 'money',
  open_before: 'money',
  open_after: 'money',
  surplus_before: 'money',
  surplus_after: 'money',
  settled_date: 'date',
} as const satisfies Columns;

/** Credit notes and changes of the credit on account, by customer and day. */
export const ACCOUNT_CHANGE = {
  scope: 'text',
  customer_id: 'text',
  change_date: 'date',
  on_account: 'money',
  credit_notes: 'money',
} as const satisfies Columns;

/** What changed for a customer in a month. */
export const CUSTOMER_CHANGE = {
  scope: 'text',
  customer_id: 'text',
  month_index: 'count',
  open_amount: 'money',
  on_account: 'money',
  invoiced: 'money',
  due_net: 'money',
  due_applied: 'money',
  invoices: 'count',
  due_count: 'count',
  on_time: 'count',
  late_open: 'count',
  late_days: 'count',
} as const satisfies Columns;

/** The receivables of a month: what was invoiced, what came in, what is left. */
export const RECEIVABLE_MONTH = {
  scope: 'text',
  month: 'month',
  invoiced: 'money',
  invoices: 'count',
  credit_notes: 'money',
  cash_applied: 'money',
  credit_applied: 'money',
  receivables: 'money',
  overdue: 'money',
  credit_on_account: 'money',
  base_amount: 'money',
  base_credited: 'money',
  base_collected: 'money',
  invoiced_90d: 'money',
  credit_notes_90d: 'money',
} as const satisfies Columns;

/** Where the receivables of a month end went within the next month: the ageing and roll of the last thirteen month ends. */
export const RECEIVABLE_FLOW = {
  scope: 'text',
  month: 'month',
  from_bucket: 'text',
  to_bucket: 'text',
  amount: 'money',
  invoices: 'count',
} as const satisfies Columns;

/** How each customer with something open behaved, as of each month end. */
export const BEHAVIOUR_MONTH = {
  scope: 'text',
  customer_id: 'text',
  month: 'month',
  month_index: 'count',
  open_amount: 'money',
  overdue_amount: 'money',
  open_amount_3m: 'money',
  open_amount_peak: 'money',
  open_invoices: 'count',
  overdue_invoices: 'count',
  overdue_days: 'count',
  oldest_days: 'count',
  open_soon: 'count',
  open_0: 'count',
  open_5: 'count',
  open_10: 'count',
  open_15: 'count',
  open_20: 'count',
  open_25: 'count',
  open_30: 'count',
  waiting_days: 'count',
  part_paid: 'count',
  open_due_6m: 'count',
  due_6m: 'count',
  settled: 'count',
  late_days: 'count',
  settled_3m: 'count',
  late_days_3m: 'count',
  settled_6m: 'count',
  late_days_6m: 'count',
  settled_12m: 'count',
  late_days_12m: 'count',
  late_square_12m: 'count',
  late_0: 'count',
  late_5: 'count',
  late_10: 'count',
  late_15: 'count',
  late_20: 'count',
  late_25: 'count',
  late_30: 'count',
  disputed_12m: 'count',
  past_overdue_invoices: 'count',
  past_overdue_days: 'count',
  past_settled_3m: 'count',
  past_late_days_3m: 'count',
  year_settled_3m: 'count',
  year_late_days_3m: 'count',
  unpaid_months: 'count',
  invoice_silence: 'count',
  payment_silence: 'count',
  known_days: 'count',
  written_3m: 'count',
  written_12m: 'count',
  terms_days_12m: 'count',
} as const satisfies Columns;

/** What became of the customers of a month end within three months: only where something did. */
export const BEHAVIOUR_OUTCOME = {
  scope: 'text',
  customer_id: 'text',
  month_index: 'count',
  late_30: 'flag',
  late_30_days: 'count',
  slower: 'flag',
} as const satisfies Columns;

/** Every table that derivations write, by name; like the internal tables, partitioned by `run`. */
export const DERIVED_TABLES = {
  ledger_invoice: LEDGER_INVOICE,
  ledger_posting: LEDGER_POSTING,
  ledger_customer: LEDGER_CUSTOMER,
  ledger_scope: LEDGER_SCOPE,
  invoice_step: INVOICE_STEP,
  account_change: ACCOUNT_CHANGE,
  invoice_fact: INVOICE_FACT,
  customer_change: CUSTOMER_CHANGE,
  customer_month: CUSTOMER_MONTH,
  receivable_month: RECEIVABLE_MONTH,
  receivable_flow: RECEIVABLE_FLOW,
  month_fact: MONTH_FACT,
  behaviour_month: BEHAVIOUR_MONTH,
  behaviour_outcome: BEHAVIOUR_OUTCOME,
} as const satisfies Readonly<Record<string, Columns>>;

/** The name of a table that a derivation writes. */
export type DerivedTable = keyof typeof DERIVED_TABLES;

/** One SELECT and the table its rows become. */
export interface Derivation {
  /** The derived table that is written. */
  readonly output: DerivedTable;
  /** Path of the SELECT. */
  readonly file: string;
  /** Values of its `?`, in order. */
  readonly parameters: readonly DeriveParameter[];
  /** Steps of one order depend on earlier ones only, and may run side by side. */
  readonly order: number;
}

/** How many month ends customers are shown at unless asked otherwise. */
export const DEFAULT_HISTORY_MONTHS = 36;

const LANDED: readonly DeriveParameter[] = ['period', 'run', 'period_end'];

const FROM_LEDGER: readonly Derivation[] = [
  {
    output: 'ledger_invoice',
    file: 'queries/derive/ledger/ledger_invoice.sql',
    parameters: ['home_currency', 'home_currency', ...LANDED],
    order: 1,
  },
  {
    output: 'ledger_customer',
    file: 'queries/derive/ledger/ledger_customer.sql',
    parameters: ['period', 'run', 'period', 'run'],
    order: 1,
  },
  {
    output: 'ledger_posting',
    file: 'queries/derive/ledger/ledger_posting.sql',
    parameters: [
      'run',
      ...LANDED,
      ...LANDED,
      'home_currency',
      ...LANDED,
      'home_currency',
      'period_end',
      'period_end',
      'home_currency',
      'home_currency',
    ],
    order: 2,
  },
];

const FROM_QUICKBOOKS: readonly Derivation[] = [
  {
    output: 'ledger_invoice',
    file: 'queries/derive/fivetran/ledger_invoice.sql',
    parameters: [
      'home_currency',
      'home_currency',
      ...Array.from({ length: 5 }, (): readonly DeriveParameter[] => ['period', 'run']).flat(),
      ...LANDED,
    ],
    order: 1,
  },
  {
    output: 'ledger_customer',
    file: 'queries/derive/fivetran/ledger_customer.sql',
    parameters: ['period', 'run', 'period', 'run'],
    order: 1,
  },
  {
    output: 'ledger_posting',
    file: 'queries/derive/fivetran/ledger_posting.sql',
    parameters: [
      'run',
      'period',
      'run',
      'home_currency',
      'home_currency',
      'period',
      'run',
      ...LANDED,
      'period',
      'run',
      'period',
      'run',
      'home_currency',
      'home_currency',
      'period_end',
    ],
    order: 2,
  },
];

const COMMON: readonly Derivation[] = [
  common('ledger_scope', 3, ['run', 'run', 'home_currency']),
  common('invoice_step', 4, ['run', 'run', 'run']),
  common('account_change', 4, ['run', 'run']),
  common('invoice_fact', 5, ['run', 'run', 'run']),
  common('receivable_month', 5, ['run', 'run', 'period_end']),
  common('receivable_flow', 5, ['run', 'run', 'period_end']),
  common('month_fact', 6, ['run']),
  common('customer_change', 6, ['run', 'run', 'run', 'run', 'period_end']),
  common('behaviour_month', 6, ['run', 'period_end', 'history_months', 'run', 'run', 'run']),
  common('behaviour_outcome', 6, ['period_end', 'history_months', 'run']),
  common('customer_month', 7, [
    'run',
    'run',
    'period_end',
    'period_end',
    'run',
    'run',
    'run',
    'period_end',
    'history_months',
  ]),
];

/** The derivations of each profile, in the order in which they run. */
export const DERIVATIONS: Readonly<Record<LedgerProfile, readonly Derivation[]>> = {
  ledger: [...FROM_LEDGER, ...COMMON],
  'fivetran-quickbooks': [...FROM_QUICKBOOKS, ...COMMON],
};

/** What a derivation is run for. */
export interface DeriveContext {
  /** Run id: the partition of every table read and written. */
  readonly run: string;
  /** The month under review; nothing dated after it counts. */
  readonly period: Month;
  /** ISO 4217 code of amounts that name no currency. */
  readonly homeCurrency: string;
  /** Month ends customers are shown at; {@link DEFAULT_HISTORY_MONTHS} unless given. */
  readonly historyMonths?: number;
}

/** The execution parameters of a derivation, in the order of its `?`: SQL literals. */
export function deriveParameters(derivation: Derivation, context: DeriveContext): readonly string[] {
  const literals: Readonly<Record<DeriveParameter, string>> = {
    run: textLiteral(context.run),
    period: textLiteral(context.period),
    period_end: dateLiteral(lastDay(context.period)),
    home_currency: textLiteral(context.homeCurrency),
    history_months: String(context.historyMonths ?? DEFAULT_HISTORY_MONTHS),
  };
  return derivation.parameters.map((name) => literals[name]);
}

function common(output: DerivedTable, order: number, parameters: readonly DeriveParameter[]): Derivation {
  return { output, file: `queries/derive/common/${output}.sql`, parameters, order };
}
