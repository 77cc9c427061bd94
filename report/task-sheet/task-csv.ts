import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../../core/contracts/config.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { SHEET_COLUMNS } from '../../core/domain/desk/sheet/task-sheet.ts';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';
import { taskWords } from '../messages/task-words.ts';
import { sheetText } from './sheet-row.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/** The sheet of tasks as CSV in one language: RFC 4180, and UTF-8 with the mark by which spreadsheets know it. */
export function taskCsv(tasks: readonly CollectionTask[], locale: Locale): Uint8Array {
  const words = taskWords(locale);
  const rows = tasks.map((task) =>
    SHEET_COLUMNS.map((column) => spreadsheetSafe(sheetText(task, column, (pick) => pick(words)))),
  );
  const heads = SHEET_COLUMNS.map((column) => words.sheet.columns[column]);
  const text = stringify([heads, ...rows], { record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
  return new TextEncoder().encode(BYTE_ORDER_MARK + text);
}
