import type { RowRule } from '../../../core/contracts/landing.ts';
import { SHOWN_CHARACTERS, shownValue } from '../../../core/landing/quarantine-csv.ts';
import { splitRecord } from '../../../core/landing/split-record.ts';
import { FileWriter } from './file-writer.ts';
import type { CsvFile } from './inspect-file.ts';
import { readRecords, type TakeRecord } from './read-records.ts';
import { FLAG, type RecordScanner } from './record-scanner.ts';

const QUOTE = 34;
const NEWLINE = 10;

/** What was read of a file. */
export interface WrittenRecords {
  readonly records: number;
  /** Records that are no rows. */
  readonly broken: number;
  /** Whether every written record stands on a line of its own. */
  readonly singleLines: boolean;
  /** Delimiter of the written file. */
  readonly delimiter: string;
}

/** Where records go. */
export interface RecordTargets {
  /** Rows, each with its physical line and its number in front. */
  readonly rows: string;
  /** Records that are no rows: `line,rule,value`, the value being their beginning. */
  readonly broken: string;
}

/** Columns of the file of broken records. */
export const BROKEN_COLUMNS: readonly string[] = ['_line', 'rule', 'value'];

/**
 * Writes a CSV file's records in a form no two readers can differ on. Throws NotUtf8.
 */
export async function writeRecords(file: CsvFile, targets: RecordTargets): Promise<WrittenRecords> {
  const delimiter = file.delimiter === ' ' ? ',' : file.delimiter;
  const [rows, faults] = [new FileWriter(targets.rows), new FileWriter(targets.broken)];
  const buffer = new RowBuffer(file, delimiter);
  let records = 0;
  let broken = 0;
  let singleLines = true;
  let faultLines = '';
  const take: TakeRecord = (bytes, record, line) => {
    records++;
    singleLines &&= record.lines === 1;
    const rule = brokenRule(record, file.header.length);
    if (rule === undefined) buffer.add(bytes, record, line, records);
    else {
      broken++;
      faultLines += `${line},${rule},"${beginning(bytes, record).replaceAll('"', '""')}"\n`;
    }
    return true;
  };
  try {
    await readRecords(file, take, async () => {
      await rows.write(buffer.take());
      await faults.write(Buffer.from(faultLines));
      faultLines = '';
    });
  } finally {
    await Promise.all([rows.close(), faults.close()]);
  }
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
  // A character cut in half at the end of a long line is not shown; neither is a NUL.
  return shownValue(text.replaceAll('\0', '\uFFFD'));
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
