import type { LandingProblem } from '../contracts/landing.ts';

/** What can be wrong with a file as a whole. */
export type FileFault =
  | 'empty_file'
  | 'broken_gzip'
  | 'gzip_too_large'
  | 'not_utf8'
  | 'broken_parquet'
  | 'unsupported_format'
  | 'file_missing'
  | 'column_type';

const WORDS: Readonly<Record<FileFault, { message: (file: string) => string; fix: string }>> = {
  empty_file: {
    message: (file) => `${file} is empty: not even a header.`,
    fix: 'Export the table again, or remove the file.',
  },
  broken_gzip: {
    message: (file) => `${file} is not a whole gzip file: it ends early or its checksum does not fit.`,
    fix: 'Transfer the file again, in binary mode, or export it again.',
  },
  gzip_too_large: {
    message: (file) => `${file} unpacks to more than the size that is allowed.`,
    fix: 'Split the table into several files, or raise the limit if the size is right.',
  },
  not_utf8: {
    message: (file) => `${file} holds bytes that are not UTF-8.`,
    fix: 'Export it as "CSV UTF-8" (or convert it, e.g. with iconv -f WINDOWS-1252 -t UTF-8).',
  },
  broken_parquet: { message: (file) => `${file} can't be read as Parquet.`, fix: 'Export or transfer the file again.' },
  unsupported_format: {
    message: (file) => `${file} is neither CSV nor Parquet.`,
    fix: 'Export the table as CSV (UTF-8) or Parquet; a workbook or an archive is not read.',
  },
  file_missing: { message: (file) => `${file} is not there any more.`, fix: 'Put the file back and run again.' },
  column_type: {
    message: (file) => `A column of ${file} holds lists or structures where a single value is needed.`,
    fix: 'Export the column as text, a number or a date.',
  },
};

/** A problem with a whole file, in words. */
export function fileProblem(
  rule: FileFault,
  table: string,
  file: string,
  where: { readonly line?: number; readonly column?: string } = {},
): LandingProblem {
  const words = WORDS[rule];
  return { rule, table, file, ...where, message: words.message(file), fix: words.fix };
}
