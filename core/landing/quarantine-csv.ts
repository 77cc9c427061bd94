/** One broken rule of one quarantined row. */
export interface QuarantineLine {
  readonly file: string;
  /** Physical line at which the row begins, 1-based; the row's number in a Parquet file. */
  readonly line: number;
  /** The column as the file calls it; empty where the whole row is meant. */
  readonly column: string;
  readonly value: string;
  readonly rule: string;
}

/** Header of `quarantine/<table>.csv`. */
export const QUARANTINE_HEADER = 'file,line,column,value,rule\n';

const SHOWN_CHARACTERS = 200;
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A line of `quarantine/<table>.csv`: RFC 4180, and no text a spreadsheet would run as a formula. */
export function quarantineCsvLine({ file, line, column, value, rule }: QuarantineLine): string {
  const shown = value.length > SHOWN_CHARACTERS ? `${value.slice(0, SHOWN_CHARACTERS)}…` : value;
  return `${csvText(file)},${line},${csvText(column)},${csvText(shown)},${csvText(rule)}\n`;
}

function csvText(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
