import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RowRule } from '../../../core/contracts/landing.ts';
import { splitRecord } from '../../../core/landing/split-record.ts';
import type { CsvFile } from './inspect-file.ts';
import { readRecords } from './read-records.ts';
import { FLAG, type RecordScanner } from './record-scanner.ts';

const QUOTE = 34;
const NEWLINE = 10;
const SHOWN_CHARACTERS = 200;

/** A record that is no row: which rule it breaks, and its beginning. */
export interface BrokenRecord {
  readonly line: number;
  readonly rule: RowRule;
  readonly value: string;
}

/** What was read of a file. */
export interface WrittenRecords {
  readonly records: number;
  readonly broken: readonly BrokenRecord[];
  /** Whether every written record stands on a line of its own. */
  readonly singleLines: boolean;
  /** Delimiter of the written file. */
  readonly delimiter: string;
}

/**
 * Writes a CSV file's records to `target` in a form no two readers can differ on, each with its physical line and its number
 * in front. Records that are no rows are handed back. Throws NotUtf8.
 */
export async function writeRecords(file: CsvFile, target: string): Promise<WrittenRecords> {
  const delimiter = file.delimiter === ' ' ? ',' : file.delimiter;
  const out = createWriteStream(target, { highWaterMark: 1 << 20 });
  const failed = once(out, 'error').then(([error]) => Promise.reject(error));
  const broken: BrokenRecord[] = [];
  const buffer = new RowBuffer(file, delimiter);
  let records = 0;
  let singleLines = true;
  try {
    await Promise.race([
      failed,
      readRecords(
        file,
        (bytes, record, line) => {
          records++;
          singleLines &&= record.lines === 1;
          const rule = brokenRule(record, file.header.length);
          if (rule === undefined) buffer.add(bytes, record, line, records);
          else broken.push({ line, rule, value: beginning(bytes, record) });
          return true;
        },
        async () => {
          if (!out.write(buffer.take())) await once(out, 'drain');
        },
      ),
    ]);
  } finally {
    out.end();
    failed.catch(() => undefined);
  }
  await finished(out);
  return { records, broken, singleLines, delimiter };
}

function brokenRule(record: RecordScanner, fields: number): RowRule | undefined {
  if (record.flags & FLAG.tooLong) return 'line_too_long';
  if (record.flags & FLAG.broken) return 'bad_quoting';
  if (record.fields !== fields) return 'wrong_field_count';
  return record.flags & FLAG.nul ? 'nul_byte' : undefined;
}

function beginning(bytes: Buffer, record: RecordScanner): string {
  const text = bytes.subarray(record.start, Math.min(record.end, record.start + SHOWN_CHARACTERS * 4)).toString('utf8');
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** Gathers written records between two reads. */
class RowBuffer {
  #bytes = Buffer.allocUnsafe(1 << 22);
  #length = 0;
  readonly #file: CsvFile;
  readonly #delimiter: string;

  constructor(file: CsvFile, delimiter: string) {
    this.#file = file;
    this.#delimiter = delimiter;
  }

  add(bytes: Buffer, record: RecordScanner, line: number, number: number): void {
    const size = record.end - record.start;
    this.#reserve(2 * size + 64 + 2 * this.#file.header.length);
    this.#length += this.#bytes.write(`${line}${this.#delimiter}${number}${this.#delimiter}`, this.#length, 'latin1');
    if ((record.flags & FLAG.odd) === 0 && this.#file.delimiter !== ' ') {
      bytes.copy(this.#bytes, this.#length, record.start, record.end);
      this.#length += size;
    } else this.#requote(bytes.subarray(record.start, record.end));
    this.#bytes[this.#length++] = NEWLINE;
  }

  #requote(record: Buffer): void {
    const { cells } = splitRecord(record.toString('utf8'), this.#file.delimiter);
    for (const [index, cell] of cells.entries()) {
      if (index > 0) this.#length += this.#bytes.write(this.#delimiter, this.#length);
      this.#bytes[this.#length++] = QUOTE;
      this.#length += this.#bytes.write(cell.replaceAll('"', '""'), this.#length);
      this.#bytes[this.#length++] = QUOTE;
    }
  }

  #reserve(size: number): void {
    if (this.#length + size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }

  /** The bytes so far; the next ones go into a new buffer. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(1 << 22);
    this.#length = 0;
    return taken;
  }
}
