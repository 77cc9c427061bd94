import { createReadStream } from 'node:fs';
import { MalformedAthenaCsv } from './athena-csv.ts';

/** Read at a time. */
const CHUNK_BYTES = 1 << 22;
const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/**
 * Reads the CSV of an Athena result from a file piece by piece and hands over the cells of each row after the header; the array is the
 * same for every row. Throws {@link MalformedAthenaCsv} for bytes that are no such file.
 */
export async function scanAthenaCsv(path: string, visit: (cells: readonly (string | null)[]) => void): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const reader = new RowReader(visit);
  let rest = '';
  for await (const bytes of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
    const text = rest + decode(decoder, bytes as Uint8Array);
    rest = text.slice(reader.read(text));
  }
  const text = rest + decode(decoder, undefined);
  if (text !== '' && reader.read(`${text}\n`) <= text.length) reader.refuse(text);
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array | undefined): string {
  try {
    return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw new MalformedAthenaCsv('not a result file: not UTF-8 text', { cause });
  }
}

/** Reads whole rows from pieces of a text. */
class RowReader {
  readonly #visit: (cells: readonly (string | null)[]) => void;
  readonly #cells: (string | null)[] = [];
  #columns: number | null = null;

  constructor(visit: (cells: readonly (string | null)[]) => void) {
    this.#visit = visit;
  }

  /** Hands over every row that ends in this text; returns where the first unfinished one begins. */
  read(text: string): number {
    let start = 0;
    for (;;) {
      const next = this.#row(text, start);
      if (next === -1) return start;
      if (this.#columns === null) this.#columns = this.#cells.length;
      else if (this.#cells.length !== this.#columns) this.refuse(text.slice(start));
      else this.#visit(this.#cells);
      start = next;
    }
  }

  refuse(text: string): never {
    throw new MalformedAthenaCsv(`not a result file: no row of it begins ${JSON.stringify(text.slice(0, 40))}`);
  }

  /** Reads the cells of the row that begins here; returns where the next one begins, or −1 where this one does not end. */
  #row(text: string, start: number): number {
    const cells = this.#cells;
    cells.length = 0;
    let at = start;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        let end = text.indexOf('"', at + 1);
        while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
        // A quote at the very end may be the first of two.
        if (end === -1 || end + 1 >= text.length) return -1;
        const value = text.slice(at + 1, end);
        cells.push(value.includes('"') ? value.replaceAll('""', '"') : value);
        at = end + 1;
      } else {
        cells.push(null);
      }
      if (at >= text.length) return -1;
      const separator = text.charCodeAt(at);
      if (separator !== COMMA && separator !== NEWLINE) this.refuse(text.slice(start));
      at += 1;
      if (separator === NEWLINE) return at;
    }
  }
}
