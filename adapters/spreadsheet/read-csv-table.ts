import { parse } from 'csv-parse/sync';
import type { SheetTable } from '../../core/domain/desk/sheet/task-sheet.ts';
import { SpreadsheetUnreadable } from './spreadsheet-unreadable.ts';

/**
 * A CSV as spreadsheets save it: UTF-8 with or without its mark, UTF-16, or the Chinese encodings (GB 18030, which holds GBK); comma, semicolon or
 * tab between the fields. Throws {@link SpreadsheetUnreadable} where none fits.
 */
export function readCsvTable(bytes: Uint8Array, file: string): SheetTable {
  const text = decoded(bytes, file);
  const records = recordsOf(text, file);
  return records.map((record, at) => ({
    row: at + 1,
    cells: record.map((field) => (field === '' ? undefined : { text: field, formula: field.startsWith('=') })),
  }));
}

function recordsOf(text: string, file: string): string[][] {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      bom: true,
    });
  } catch (error) {
    throw new SpreadsheetUnreadable(file, 'no_csv', error);
  }
}

function decoded(bytes: Uint8Array, file: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes.includes(0)) throw new SpreadsheetUnreadable(file, 'no_text');
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next encoding may fit.
    }
  }
  throw new SpreadsheetUnreadable(file, 'no_encoding');
}

/** The separator that the first line holds most of, outside quotes. */
function delimiterOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
  const counts = [',', ';', '\t'].map((mark) => [mark, head.split(mark).length] as const);
  return counts.toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ',';
}
