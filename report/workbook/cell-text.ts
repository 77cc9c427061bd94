import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';

// XML 1.0 has no place for these, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// A text that looks like Excel's own escape (_x000D_) would be read as the character it names.
const LOOKS_ESCAPED = /_(?=x[0-9A-Fa-f]{4}_)/g;
const LONGEST = 32_767;

/**
 * Text of the data as a cell may hold it: never a formula, never longer than a cell, nothing that XML refuses. Otherwise as
 * in the books.
 */
export function cellText(text: string): string {
  const legal = text.toWellFormed().replace(NOT_XML, '');
  const lines = spreadsheetSafe(legal).replace(/\r\n?/g, '\n').replace(LOOKS_ESCAPED, '_x005F_');
  return lines.length > LONGEST ? `${lines.slice(0, LONGEST - 1).toWellFormed()}…` : lines;
}
