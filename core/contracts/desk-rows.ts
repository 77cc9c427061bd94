import { z } from 'zod';
import { addMonths, lastDay } from '../domain/month.ts';
import { dateLiteral, decimalLiteral, textLiteral } from '../domain/sql-literal.ts';
import type { Rules } from './config.ts';
import { creditExposureParameters, creditExposureRow } from './credit-rows.ts';
import type { QueryContext } from './query-parameters.ts';

/*
 * What each query for the collection desk returns, one schema a file, as rows.ts has it for the analysis. They look at the high-risk
 * group and at the customers whose tasks were standing when the run was opened.
 */

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const text = z.string().nullable();

/** queries/desk_customers.sql: one row a customer, by id. */
export const deskCustomerRow = z.object({
  customer_id: z.string(),
  customer_name: z.string(),
  email: text,
  account_manager: text,
  outstanding_balance: decimal,
  credit_on_account: decimal.nullable(),
  payment_rate_pct: decimal.nullable(),
});

/** queries/desk_invoiced.sql: one row a customer and month, by both. */
export const deskInvoicedRow = z.object({
  customer_id: z.string(),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  invoiced: decimal,
});

/** queries/desk_receipts.sql: one row a customer and day with money received, by both. */
export const deskReceiptRow = z.object({ customer_id: z.string(), receipt_date: z.iso.date(), amount: decimal });

/** Schema of each desk query's rows by file name, for any export. */
export const DESK_QUERY_ROWS = { desk_customers: deskCustomerRow, desk_invoiced: deskInvoicedRow } as const;
/** The same for exports with a ledger. */
export const DESK_LEDGER_QUERY_ROWS = { desk_receipts: deskReceiptRow, credit_exposure: creditExposureRow } as const;

/** How far back receipts and invoices of customers on the desk are looked at: no promise is older. */
const DESK_MONTHS = 24;

type Parameters = (context: QueryContext, rules: Rules) => readonly string[];

/** The execution parameters of each desk query, in the order of its `?`: SQL literals. */
export const DESK_QUERY_PARAMETERS: { readonly [Q in keyof typeof DESK_QUERY_ROWS]: Parameters } = {
  desk_customers: ({ run, scope, period }, { selection }) => [
    ...[run, scope, period].map(textLiteral),
    decimalLiteral(selection.payment_rate_below_pct),
    decimalLiteral(selection.outstanding_above),
    ...[run, scope].map(textLiteral),
  ],
  desk_invoiced: ({ run, scope, period }) => [
    ...[run, scope, run, scope].map(textLiteral),
    dateLiteral(lastDay(addMonths(period, -DESK_MONTHS))),
    dateLiteral(lastDay(period)),
  ],
};

/** The same for the queries over a ledger. */
export const DESK_LEDGER_QUERY_PARAMETERS: { readonly [Q in keyof typeof DESK_LEDGER_QUERY_ROWS]: Parameters } = {
  credit_exposure: creditExposureParameters,
  desk_receipts: ({ run, scope, period }) => [
    ...[run, scope, run, scope, run].map(textLiteral),
    dateLiteral(lastDay(addMonths(period, -DESK_MONTHS))),
    dateLiteral(lastDay(period)),
  ],
};
