import type { CsvFile } from './inspect-file.ts';
import { readRecords } from './read-records.ts';
import { FLAG } from './record-scanner.ts';

/** Whether every record of a file is beyond doubt, and how many there are. */
export interface Survey {
  readonly regular: boolean;
  /** Records, where regular. */
  readonly records: number;
}

const DOUBTFUL = FLAG.odd | FLAG.nul | FLAG.broken | FLAG.tooLong;
const LINE_ENDS = { '\n': FLAG.lf, '\r\n': FLAG.crlf, '\r': FLAG.cr };

/** Whether the file's header leaves the possibility. */
export function mayBeRegular(file: CsvFile): boolean {
  return file.plainHead && file.delimiter !== ' ' && file.header.length > 1;
}

/**
 * Walks over a CSV file to see whether any two readers would agree on it: as many cells in every record as in the header, one kind
 * of line end, quotes as RFC 4180 has them, no NUL. An engine may then read it at full speed, and must find as many rows. The whole file is
 * walked over whatever is met, for bytes that are not UTF-8: throws NotUtf8.
 */
export async function surveyRecords(file: CsvFile): Promise<Survey> {
  const fields = file.header.length;
  let records = 0;
  let regular = mayBeRegular(file);
  const otherLineEnds = (FLAG.lf | FLAG.crlf | FLAG.cr) & ~LINE_ENDS[file.newline];
  await readRecords(file, (_bytes, record) => {
    records++;
    regular &&= record.fields === fields && (record.flags & (DOUBTFUL | otherLineEnds)) === 0;
    return true;
  });
  return { regular, records };
}
