import type { QuarantineLine } from '../contracts/landing.ts';

/** Header of `quarantine/<table>.csv`. */
export const QUARANTINE_HEADER = 'file,line,column,value,rule\n';

/** So much of a value is shown. */
export const SHOWN_CHARACTERS = 200;
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A line of `quarantine/<table>.csv`: RFC 4180, and no text a spreadsheet would run as a formula. */
export function quarantineCsvLine({ file, line, column, value, rule }: QuarantineLine): string {
  return `${csvText(file)},${line},${csvText(column)},${csvText(value)},${csvText(rule)}\n`;
}

/** A value as the quarantine shows it: its beginning, where it is long. */
export function shownValue(value: string): string {
  return value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
}

function csvText(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
