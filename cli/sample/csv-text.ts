import { stringify } from 'csv-stringify/sync';
import type { SampleTable } from '../../core/sample/sample.ts';

const CHUNK_CHARACTERS = 1 << 18;
const NEEDS_QUOTES = /[",\r\n]/;

function line(cells: readonly string[]): string {
  if (cells.some((cell) => NEEDS_QUOTES.test(cell))) return stringify([cells]);
  return `${cells.join(',')}\n`;
}

/** A table as CSV (RFC 4180, LF, UTF-8 text) in chunks of a few hundred kilobytes, header first. */
export function* csvChunks(table: SampleTable): Generator<string> {
  let chunk = line(table.columns);
  for (const cells of table.rows()) {
    chunk += line(cells);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
