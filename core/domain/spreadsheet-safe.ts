const FORMULA_START = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * A cell that no spreadsheet takes for a formula: text that begins with `=`, `+`, `-`, `@`, tab or CR gets a leading apostrophe; numbers are left
 * alone.
 */
export function spreadsheetSafe(cell: string): string {
  return FORMULA_START.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
