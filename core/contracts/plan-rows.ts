import { z } from 'zod';
import { addDays } from '../domain/days.ts';
import { addMonths, lastDay } from '../domain/month.ts';
import { dateLiteral, decimalLiteral, textLiteral } from '../domain/sql-literal.ts';
import type { Rules } from './config.ts';
import type { QueryContext } from './query-parameters.ts';

/*
 * What the query of the staged collection plan returns, as ledger-rows.ts has it for the analysis.
 */

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const text = z.string().nullable();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** queries/desk_invoices.sql: one row an open invoice; customers with the largest overdue amount first. */
export const deskInvoiceRow = z.object({
  place: integer,
  customers: integer,
  customer_id: z.string(),
  customer_name: z.string(),
  email: text,
  account_manager: text,
  overdue_amount: decimal,
  disputed_amount: decimal,
  due_soon_amount: decimal,
  oldest_days: integer.nullable(),
  credit_on_account: decimal.nullable(),
  paid: decimal,
  invoice_id: z.string(),
  invoice_date: z.iso.date(),
  due_date: z.iso.date(),
  days_overdue: integer,
  disputed: flag,
  open_amount: decimal,
  invoice_currency: z.string(),
  own_total: decimal,
  own_open: decimal,
});

/** An open invoice of a customer that the collection plan writes to. */
export type DeskInvoiceRow = z.output<typeof deskInvoiceRow>;

/** Schema of each plan query's rows by file name, for exports with a ledger. */
export const PLAN_QUERY_ROWS = { desk_invoices: deskInvoiceRow } as const;

/** The execution parameters of each plan query, in the order of its `?`: SQL literals. */
export const PLAN_QUERY_PARAMETERS: {
  readonly [Q in keyof typeof PLAN_QUERY_ROWS]: (context: QueryContext, rules: Rules) => readonly string[];
} = {
  desk_invoices: ({ run, scope, period }, { plans }) => {
    const end = lastDay(period);
    return [
      ...[end, addDays(end, plans.notice_days)].map(dateLiteral),
      ...[run, scope, run, scope, run, scope, run].map(textLiteral),
      ...[lastDay(addMonths(period, -plans.solvency.months)), end].map(dateLiteral),
      ...[run, scope, period, run].map(textLiteral),
      decimalLiteral(plans.letters_up_to),
    ];
  },
};
