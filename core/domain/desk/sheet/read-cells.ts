import { z } from 'zod';
import { spreadsheetSafe } from '../../spreadsheet-safe.ts';
import type { ProblemKind } from './sheet-problem.ts';

/** What a cell says, or why it says nothing. */
export type CellReading = { readonly value: string } | ProblemKind;

/** A text without the apostrophe that an export puts before what would look like a formula. */
export function unescaped(text: string): string {
  const rest = text.slice(1);
  return spreadsheetSafe(rest) === text ? rest : text;
}

const DAY = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?$/;

/** A day with the year first, however it is separated. What could be two days is none. */
export function readDay(text: string): CellReading {
  const found = DAY.exec(text.normalize('NFKC').trim());
  if (found === null) return { code: 'date' };
  const [, year = '', , month = '', , day = ''] = found;
  const value = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(value).success ? { value } : { code: 'date' };
}

const PLAIN = /^\d{1,15}(\.\d{1,40})?$/;
const GROUPED = /^\d{1,3}(?:[,.'’ ]\d{3})+(?:[.,]\d+)?$/;

/** An amount as decimal text: digits, one point at most, no more digits after it than the currency has. */
export function readAmount(text: string, digits: number): CellReading {
  const amount = text.normalize('NFKC').trim();
  if (!PLAIN.test(amount)) return { code: GROUPED.test(amount) ? 'amount_grouped' : 'amount' };
  const [whole = '', after = ''] = amount.split('.');
  const meant = after.replace(/0+$/, '');
  if (meant.length > digits) return { code: 'amount_digits', digits };
  // 1.200 is twelve hundred in some countries and one point two in others.
  if (after.length === 3 && digits < 3 && whole.length <= 3) return { code: 'amount_grouped' };
  return { value: amount };
}
