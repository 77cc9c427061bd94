import type { CellValue, Sheet } from 'hucre';
import { readXlsx } from 'hucre/xlsx';
import { Decimal } from '../../core/domain/decimal.ts';
import type { SheetCell, SheetTable } from '../../core/domain/desk/sheet/task-sheet.ts';
import { SpreadsheetUnreadable } from './spreadsheet-unreadable.ts';
import { unpackedSize } from './unpacked-size.ts';

/** More rows than any desk has tasks; what is longer was made to do harm. */
const MOST_ROWS = 200_000;

/** A sheet of so many rows is some hundred megabytes of XML; a few kilobytes can be made to unpack to gigabytes. */
const MOST_UNPACKED = 256 * 1024 * 1024;

/** The first visible sheet of a workbook, as Excel, LibreOffice or WPS saved it. Throws {@link SpreadsheetUnreadable} where it is none. */
export async function readXlsxTable(bytes: Uint8Array, file: string): Promise<SheetTable> {
  let sheets: readonly Sheet[];
  if (sizeOf(bytes, file) > MOST_UNPACKED) throw new SpreadsheetUnreadable(file, 'unpacks_too_large');
  try {
    ({ sheets } = await readXlsx(bytes, {
      maxRows: MOST_ROWS + 1,
      sheets: (info) => info.hidden !== true && info.veryHidden !== true,
    }));
  } catch (error) {
    throw new SpreadsheetUnreadable(file, 'no_workbook', error);
  }
  const [sheet] = sheets;
  if (sheet === undefined) throw new SpreadsheetUnreadable(file, 'no_visible_sheet');
  if (sheet.rows.length > MOST_ROWS) throw new SpreadsheetUnreadable(file, 'too_many_rows');
  return sheet.rows.map((values, at) => ({
    row: at + 1,
    cells: values.map((value, column) => cellOf(value, sheet.cells?.get(`${at},${column}`)?.formula !== undefined)),
  }));
}

function sizeOf(bytes: Uint8Array, file: string): number {
  try {
    return unpackedSize(bytes);
  } catch (error) {
    throw new SpreadsheetUnreadable(file, 'no_workbook', error);
  }
}

function cellOf(value: CellValue, formula: boolean): SheetCell | undefined {
  const text = textOf(value);
  return text === '' && !formula ? undefined : { text: text === '' ? '=' : text, formula };
}

function textOf(value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOf(value);
  return typeof value === 'number' ? numberText(value) : String(value);
}

/** A day is a day whatever the time beside it. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** A sheet's numbers have fifteen digits; what is beyond is noise of binary floating point. */
function numberText(value: number): string {
  return Number.isFinite(value) ? new Decimal(value).toSignificantDigits(15).toFixed() : '';
}
