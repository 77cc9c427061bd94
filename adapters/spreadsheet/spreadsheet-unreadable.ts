import { InputRefused } from '../../core/contracts/errors.ts';

/** Why a file is no sheet of tasks; the words are in report/messages. */
export type UnreadableSheet =
  | 'no_csv'
  | 'no_text'
  | 'no_encoding'
  | 'no_workbook'
  | 'unpacks_too_large'
  | 'no_visible_sheet'
  | 'too_many_rows';

/** A file is no spreadsheet that can be read. */
export class SpreadsheetUnreadable extends InputRefused {
  readonly why: UnreadableSheet;

  constructor(file: string, why: UnreadableSheet, cause?: unknown) {
    super(`${file}: no sheet that can be read (${why})`, cause === undefined ? undefined : { cause });
    this.why = why;
  }
}
