import { DuewatchError } from '../../core/contracts/errors.ts';
import { QUERY_ROWS, type QueryName, type RowOf } from '../../core/contracts/rows.ts';

/** Bytes that are not a result file as Athena writes it. */
export class MalformedAthenaCsv extends DuewatchError {
  override name = 'MalformedAthenaCsv';
}

/** A row of a result: column name to text, or null. */
export type CsvRow = Readonly<Record<string, string | null>>;

const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/**
 * Rows of a query's result file, parsed by the schema of that query. Throws {@link MalformedAthenaCsv} for bytes that are no such
 * file, and zod's error for a row that is none of the query's.
 */
export function readQueryRows<Q extends QueryName>(query: Q, bytes: Uint8Array): RowOf<Q>[] {
  const schema = QUERY_ROWS[query];
  return readAthenaCsv(bytes).map((row) => schema.parse(row) as RowOf<Q>);
}

/**
 * Reads the CSV of an Athena result: every value in quotes, a null as nothing at all. This is not CSV at large, which is why it can be
 * read as fast as it is: a quote in a value is doubled, and any other spelling is refused.
 */
export function readAthenaCsv(bytes: Uint8Array): CsvRow[] {
  const text = decode(bytes);
  const rows: CsvRow[] = [];
  const [header, start] = readRecord(text, 0);
  const names = header.map((name) => name ?? '');
  for (let position = start; position < text.length; ) {
    const [cells, next] = readRecord(text, position);
    if (cells.length !== names.length)
      throw malformed(text, position, `a row of ${cells.length} cells under ${names.length} headers`);
    const row: Record<string, string | null> = {};
    for (const [index, name] of names.entries()) row[name] = cells[index] ?? null;
    rows.push(row);
    position = next;
  }
  return rows;
}

/** The cells of the record that begins here, and where the next one begins. */
function readRecord(text: string, start: number): [(string | null)[], number] {
  const cells: (string | null)[] = [];
  let position = start;
  for (;;) {
    if (text.charCodeAt(position) === QUOTE) {
      const end = closingQuote(text, position);
      cells.push(unescaped(text, position + 1, end));
      position = end + 1;
    } else {
      cells.push(null);
    }
    if (position >= text.length) return [cells, position];
    const separator = text.charCodeAt(position);
    position += 1;
    if (separator === NEWLINE) return [cells, position];
    if (separator !== COMMA) throw malformed(text, position - 1, 'a value that is not in quotes');
  }
}

/** Where the value that begins here ends: the next quote that is not doubled. */
function closingQuote(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
  if (end === -1) throw malformed(text, start, 'a value without a closing quote');
  return end;
}

function unescaped(text: string, start: number, end: number): string {
  const value = text.slice(start, end);
  return value.includes('"') ? value.replaceAll('""', '"') : value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedAthenaCsv('the result file is not UTF-8 text', { cause });
  }
}

function malformed(text: string, position: number, what: string): MalformedAthenaCsv {
  return new MalformedAthenaCsv(
    `${what} at character ${position}: ${JSON.stringify(text.slice(position, position + 40))}`,
  );
}
