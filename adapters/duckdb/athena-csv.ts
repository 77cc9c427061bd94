import { DuewatchError } from '../../core/contracts/errors.ts';

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
 * Reads the CSV of an Athena result: every value in quotes, a null as nothing at all. This is not CSV at large, which is why it can
 * be read as fast as it is: a quote in a value is doubled, lines end in LF, and any other spelling is refused.
 */
export function readAthenaCsv(bytes: Uint8Array): CsvRow[] {
  const reader = new RecordReader(decode(bytes));
  const names = reader.next().map((name) => name ?? reader.refuse('a column without a name'));
  const rows: CsvRow[] = [];
  while (!reader.atEnd) {
    const cells = reader.next();
    if (cells.length !== names.length)
      reader.refuse(`a row of ${cells.length} cells under ${names.length} names before`);
    const row: Record<string, string | null> = {};
    for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = cells[index] ?? null;
    rows.push(row);
  }
  return rows;
}

/** Reads a text record by record. */
class RecordReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** The cells of the next record. */
  next(): (string | null)[] {
    const cells: (string | null)[] = [];
    for (;;) {
      cells.push(this.#text.charCodeAt(this.#position) === QUOTE ? this.#value() : null);
      if (this.atEnd) return cells;
      const separator = this.#text.charCodeAt(this.#position);
      if (separator !== COMMA && separator !== NEWLINE) this.refuse('a value that is not in quotes');
      this.#position += 1;
      if (separator === NEWLINE) return cells;
    }
  }

  /** Throws {@link MalformedAthenaCsv}, saying where. */
  refuse(what: string): never {
    const met = JSON.stringify(this.#text.slice(this.#position, this.#position + 40));
    throw new MalformedAthenaCsv(`not a result file: ${what} at character ${this.#position}, ${met}`);
  }

  /** The value that begins here; it ends at the next quote that is not doubled. */
  #value(): string {
    const text = this.#text;
    const start = this.#position + 1;
    let end = text.indexOf('"', start);
    while (end !== -1 && text.charCodeAt(end + 1) === QUOTE) end = text.indexOf('"', end + 2);
    if (end === -1) this.refuse('a value without a closing quote');
    this.#position = end + 1;
    const value = text.slice(start, end);
    return value.includes('"') ? value.replaceAll('""', '"') : value;
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new MalformedAthenaCsv('not a result file: not UTF-8 text', { cause });
  }
}
