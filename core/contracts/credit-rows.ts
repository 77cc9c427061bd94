import { z } from 'zod';
import { lastDay } from '../domain/month.ts';
import { dateLiteral, decimalLiteral, textLiteral } from '../domain/sql-literal.ts';
import type { Rules } from './config.ts';
import type { QueryContext } from './query-parameters.ts';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);

/** queries/credit_exposure.sql: one row a customer with a limit or in the high-risk group, largest balance first, then by id. */
export const creditExposureRow = z.object({
  customer_id: z.string(),
  customer_name: z.string(),
  account_manager: z.string().nullable(),
  high_risk: z.enum(['true', 'false']).transform((value) => value === 'true'),
  payment_rate_pct: decimal.nullable(),
  credit_score: decimal.nullable(),
  stability: decimal.nullable(),
  outstanding_balance: decimal,
  credit_limit: decimal.nullable(),
  overdue_amount: decimal,
  oldest_days: integer,
  purchases_12m: decimal,
  active_months: integer,
});

/** A customer's exposure, and what its limit follows from. */
export type CreditExposure = z.output<typeof creditExposureRow>;

/** The execution parameters of queries/credit_exposure.sql, in the order of its `?`: SQL literals. */
export function creditExposureParameters(
  { run, scope, period }: QueryContext,
  { selection }: Rules,
): readonly string[] {
  return [
    ...[run, scope, period, run].map(textLiteral),
    decimalLiteral(selection.payment_rate_below_pct),
    decimalLiteral(selection.outstanding_above),
    dateLiteral(lastDay(period)),
    ...[run, scope].map(textLiteral),
  ];
}
