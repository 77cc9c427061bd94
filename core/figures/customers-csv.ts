import { stringify } from 'csv-stringify/sync';
import type { CustomerLine, ScoreReason } from '../contracts/report-input.ts';
import { spreadsheetSafe } from '../domain/spreadsheet-safe.ts';

const COLUMNS = [
  'customer_id',
  'name',
  'payment_rate_pct',
  'outstanding_balance',
  'credit_score',
  'stability',
  'score',
  'band',
  'profitability',
  'strategy',
  'owner_role',
  'reasons',
] as const;

/** customers.csv: one row a high-risk customer, RFC 4180, UTF-8, LF; text that a spreadsheet would run as a formula is escaped. */
export function customersCsv(customers: readonly CustomerLine[]): Uint8Array {
  const rows = customers.map((line) => COLUMNS.map((column) => cellOf(line, column)));
  const text = stringify([[...COLUMNS], ...rows], { record_delimiter: '\n', quoted_match: /[\r\n]/ });
  return new TextEncoder().encode(text);
}

function cellOf(line: CustomerLine, column: (typeof COLUMNS)[number]): string {
  const value = column === 'reasons' ? line.reasons.map(reasonText).join('; ') : line[column];
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : spreadsheetSafe(value);
}

function reasonText({ code, value, points }: ScoreReason): string {
  return `${code}=${value} (+${points.toFixed(1)})`;
}
