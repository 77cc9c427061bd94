import { InputRefused } from '../../core/contracts/errors.ts';

/** A file is no spreadsheet that can be read. */
export function unreadable(file: string, why: string, cause?: unknown): InputRefused {
  return new InputRefused(`${file}: ${why}`, cause === undefined ? undefined : { cause });
}
