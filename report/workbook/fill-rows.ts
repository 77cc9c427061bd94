import { constants, deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, Zip, ZipPassThrough } from 'fflate';
import { columnLetters } from './grid.ts';
import { type RowRange, rowXml, type StreamedColumn } from './row-stream.ts';

/** The rows that go into a sheet, and where. */
export interface RowFilling {
  /** Place of the sheet in the workbook, from 0. */
  readonly sheet: number;
  readonly rows: RowRange;
  readonly columns: readonly Omit<StreamedColumn, 'letters' | 'style'>[];
  /** The values of a row, by its place in the list. */
  readonly values: (index: number) => readonly (string | number | null)[];
}

// A zip entry has a date. It is that of the format's first day, so that the same report is the same bytes.
const ZIP_DATE = '1980-01-01T00:00:00';
const ROWS_AT_ONCE = 1024;
const DEFLATE = 8;

/** A part that is compressed piece by piece as it is pushed: each piece ends on a byte, and only the last ends the stream. */
class DeflatedPart extends ZipPassThrough {
  constructor(path: string) {
    super(path);
    this.compression = DEFLATE;
    this.mtime = ZIP_DATE;
  }

  protected override process(piece: Uint8Array, final: boolean): void {
    const finishFlush = final ? constants.Z_FINISH : constants.Z_FULL_FLUSH;
    this.ondata(null, deflateRawSync(piece, { level: 6, finishFlush }), final);
  }
}

/** The one row that the library wrote carries the styles of all the others. */
function splitAtTemplate(xml: string, row: number): { before: string; styles: readonly string[]; after: string } {
  const start = xml.indexOf(`<row r="${row}">`);
  const end = xml.indexOf('</sheetData>', start);
  if (start < 0 || end < 0) throw new Error(`the sheet has no row ${row} to take the styles from`);
  const styles = [...xml.slice(start, end).matchAll(/<c r="[A-Z]+\d+" s="(\d+)"/g)].map((match) => match[1] ?? '0');
  return { before: xml.slice(0, start), styles, after: xml.slice(end) };
}

function writeSheet(entry: DeflatedPart, xml: string, filling: RowFilling): void {
  const { rows } = filling;
  const { before, styles, after } = splitAtTemplate(xml.replace(/<dimension [^>]*\/>/, ''), rows.first);
  const columns = filling.columns.map((column, index) => ({
    ...column,
    letters: columnLetters(index),
    style: styles[index] ?? '0',
  }));
  let pending = before;
  for (let row = rows.first; row <= rows.last; row += 1) {
    pending += rowXml(columns, rows, row, filling.values(row - rows.first));
    if ((row - rows.first) % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) {
      entry.push(strToU8(pending));
      pending = '';
    }
  }
  entry.push(strToU8(pending + after), true);
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * Puts the rows of a long list into a finished workbook in which the list has one row that shows how each looks. The rows are
 * compressed as they are made, so a hundred thousand of them need no more memory than their compressed bytes.
 */
export function fillRows(workbook: Uint8Array, filling: RowFilling): Uint8Array {
  const parts = unzipSync(workbook);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [path, bytes] of Object.entries(parts)) {
    const entry = new DeflatedPart(path);
    zip.add(entry);
    if (path === `xl/worksheets/sheet${filling.sheet + 1}.xml`) writeSheet(entry, strFromU8(bytes), filling);
    else entry.push(bytes, true);
  }
  zip.end();
  return joined(chunks);
}
