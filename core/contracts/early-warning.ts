import { z } from 'zod';
import { textLiteral } from '../domain/sql-literal.ts';
import type { QueryContext } from './query-parameters.ts';

/*
 * What the queries behind the early warning return. They are read by JudgeWarnings alone, and row by row: a large ledger has tens of
 * millions of customer-months.
 */

/** The numbers in `facts` of queries/behaviour_history.sql, in order; queries/derive/common/behaviour_month.sql says what each is. */
export const BEHAVIOUR_FACTS = [
  'month_index',
  'event_late_30',
  'event_late_30_days',
  'event_slower',
  'payment_rate_pct',
  'credit_score',
  'stability',
  'open_amount',
  'overdue_amount',
  'open_amount_3m',
  'open_amount_peak',
  'open_invoices',
  'overdue_invoices',
  'overdue_days',
  'oldest_days',
  'open_soon',
  'open_0',
  'open_5',
  'open_10',
  'open_15',
  'open_20',
  'open_25',
  'open_30',
  'waiting_days',
  'part_paid',
  'open_due_6m',
  'due_6m',
  'settled',
  'late_days',
  'settled_3m',
  'late_days_3m',
  'settled_6m',
  'late_days_6m',
  'settled_12m',
  'late_days_12m',
  'late_square_12m',
  'late_0',
  'late_5',
  'late_10',
  'late_15',
  'late_20',
  'late_25',
  'late_30',
  'disputed_12m',
  'past_overdue_invoices',
  'past_overdue_days',
  'past_settled_3m',
  'past_late_days_3m',
  'year_settled_3m',
  'year_late_days_3m',
  'unpaid_months',
  'invoice_silence',
  'payment_silence',
  'known_days',
  'written_3m',
  'written_12m',
  'terms_days_12m',
] as const;

/** Days overdue by which open and settled invoices are counted, up to the 30 that make an event. */
export const LATENESS_STEPS = [0, 5, 10, 15, 20, 25] as const;

/** One of the numbers in `facts`. */
export type BehaviourFact = (typeof BEHAVIOUR_FACTS)[number];

/** Place of each number in `facts`. */
export const FACT = Object.fromEntries(BEHAVIOUR_FACTS.map((name, index) => [name, index])) as Readonly<
  Record<BehaviourFact, number>
>;

const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);

/** queries/behaviour_portfolio.sql: one row a month end, oldest first. */
export const portfolioRow = z.object({
  month_index: integer,
  customers: integer,
  first_index: integer,
  settled_12m: integer,
  late_days_12m: integer,
  late_square_12m: integer,
  late_0: integer,
  late_5: integer,
  late_10: integer,
  late_15: integer,
  late_20: integer,
  late_25: integer,
  late_30: integer,
  open_30: integer,
});

/** All customers of a month end together. */
export type PortfolioRow = z.output<typeof portfolioRow>;

type Context = Pick<QueryContext, 'run' | 'scope'>;

/** The execution parameters of the early warning's queries, in the order of their `?`: SQL literals. */
export const EARLY_WARNING_QUERY_PARAMETERS: Readonly<
  Record<EarlyWarningQueryName, (context: Context) => readonly string[]>
> = {
  behaviour_history: ({ run, scope }) => [run, scope, run, scope, run, scope].map(textLiteral),
  behaviour_portfolio: ({ run, scope }) => [run, scope, run, scope].map(textLiteral),
};

/** The name of a query behind the early warning. */
export type EarlyWarningQueryName = 'behaviour_history' | 'behaviour_portfolio';

/** Month of a month index (year × 12 + month), `YYYY-MM`. */
export function monthOfIndex(index: number): string {
  const year = Math.floor((index - 1) / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12).padStart(2, '0')}`;
}

/** Month index of a month, `YYYY-MM`. */
export function indexOfMonth(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
}
