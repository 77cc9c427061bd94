import { Decimal } from 'decimal.js';
import { DuewatchError } from '../contracts/errors.ts';

/** A value that can't be written as a SQL literal, or a text that is not one literal. */
export class BadSqlLiteral extends DuewatchError {
  override name = 'BadSqlLiteral';
}

/** A value of one SQL literal. Numbers are digits in text, so that nothing is rounded on the way. */
export type SqlValue =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'decimal'; readonly value: string }
  | { readonly type: 'date'; readonly value: string };

/** Both engines' decimals hold at most so many digits. */
const MAX_DIGITS = 38;

/**
 * A text as a SQL literal: `O'Brien` becomes `'O''Brien'`. Doubling the quote is all there is to escape in standard SQL.
 * Throws {@link BadSqlLiteral} for a text with a NUL or half a surrogate pair, which no engine stores as given.
 */
export function textLiteral(value: string): string {
  if (value.includes('\0') || !value.isWellFormed()) {
    throw new BadSqlLiteral(
      `not a text a query can be given: ${JSON.stringify(value)}; remove the NUL or the half character`,
    );
  }
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * A number as an exact SQL decimal: `15000.5` becomes `DECIMAL '15000.5'`, never an exponent.
 * Throws {@link BadSqlLiteral} for what is no finite number or has over 38 digits.
 */
export function decimalLiteral(value: string | number): string {
  return `DECIMAL '${decimalDigits(value)}'`;
}

/** The digits of a number without an exponent: `1e-7` becomes `0.0000001`. Throws {@link BadSqlLiteral} as {@link decimalLiteral} does. */
export function decimalDigits(value: string | number): string {
  const digits = toDecimal(value).toFixed();
  if (digits.replace(/[-.]/g, '').length > MAX_DIGITS) {
    throw new BadSqlLiteral(`a number of over ${MAX_DIGITS} digits is more than a query can be given: ${value}`);
  }
  return digits;
}

/** A day as a SQL literal: `2025-09-30` becomes `DATE '2025-09-30'`. Throws {@link BadSqlLiteral} for a day the calendar lacks. */
export function dateLiteral(value: string): string {
  if (!isCalendarDay(value)) throw new BadSqlLiteral(`not a day as YYYY-MM-DD: ${JSON.stringify(value)}`);
  return `DATE '${value}'`;
}

const TEXT = /^'((?:[^'\0]|'')*)'$/;
const INTEGER = /^-?\d{1,38}$/;
const DECIMAL = /^(?:DECIMAL '(-?\d+(?:\.\d+)?)'|(-?\d+\.\d+))$/;
const DATE = /^DATE '(\d{4}-\d{2}-\d{2})'$/;

/**
 * Reads one literal back: a text, an integer, a decimal (`DECIMAL '1.50'` or `1.50`) or a date. Anything else, such as an
 * expression, a second statement or a comment, is refused with {@link BadSqlLiteral}.
 */
export function parseSqlLiteral(literal: string): SqlValue {
  const text = TEXT.exec(literal)?.[1];
  if (text !== undefined) return { type: 'text', value: text.replaceAll("''", "'") };
  if (INTEGER.test(literal)) return { type: 'integer', value: literal };
  const decimal = DECIMAL.exec(literal);
  if (decimal) return { type: 'decimal', value: decimalDigitsAsWritten(decimal[1] ?? decimal[2] ?? '') };
  const date = DATE.exec(literal)?.[1];
  if (date !== undefined && isCalendarDay(date)) return { type: 'date', value: date };
  throw new BadSqlLiteral(
    `an execution parameter must be one literal, such as 'text', 15000, DECIMAL '0.5' or DATE '2025-09-30': ${literal}`,
  );
}

function decimalDigitsAsWritten(digits: string): string {
  if (digits.replace(/[-.]/g, '').length > MAX_DIGITS) {
    throw new BadSqlLiteral(`a decimal literal of over ${MAX_DIGITS} digits: ${digits}`);
  }
  return digits;
}

function toDecimal(value: string | number): Decimal {
  try {
    const decimal = new Decimal(value);
    if (decimal.isFinite()) return decimal;
  } catch {
    // Falls through to the error that says what was met.
  }
  throw new BadSqlLiteral(`not a number: ${JSON.stringify(value)}`);
}

function isCalendarDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}
