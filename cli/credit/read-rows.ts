import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCsvTable } from '../../adapters/spreadsheet/read-csv-table.ts';
import { readXlsxTable } from '../../adapters/spreadsheet/read-xlsx-table.ts';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import type { Locale, Rules } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { type ColumnRules, type TypedRows, typedRows } from '../../core/domain/credit/typed-rows.ts';
import { creditFileWords, rowProblemText } from '../../report/messages/credit-file-words.ts';
import { oneLine } from '../columns.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { readOverlays } from '../run/overlays.ts';
import type { Terminal } from '../terminal.ts';

/** A list of applicants or contracts is small; what is beyond this is something else. */
const LARGEST = 64 * 1024 * 1024;

/** The rows of a .csv or .xlsx file. Throws WrongUsage for a file that is not there or no sheet. */
export async function rowsOfFile(file: string, rules: ColumnRules): Promise<TypedRows> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.xlsx' && kind !== '.csv') throw new WrongUsage(`${file}: the file ends in .xlsx or .csv`);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new WrongUsage(`${file}: there is no such file`);
  if (found.size > LARGEST) throw new WrongUsage(`${file} has ${found.size} bytes, which is no list of rows to judge`);
  const bytes = await readFile(file);
  const table = kind === '.csv' ? readCsvTable(bytes, basename(file)) : await readXlsxTable(bytes, basename(file));
  return typedRows(table, rules);
}

/** The shipped rules with the file of --config laid over them. */
export async function rulesWith(options: { readonly config?: string }): Promise<Rules> {
  return loadRules(readShippedRules(new URL('config/', PROJECT_ROOT)), await readOverlays(options));
}

/** Says every problem of a file where it is; true where there was one. */
export function tellProblems(read: TypedRows, file: string, locale: Locale, terminal: Terminal): boolean {
  if (read.problems.length === 0) return false;
  for (const problem of read.problems) terminal.error(oneLine(rowProblemText(problem, basename(file), locale)));
  terminal.error(creditFileWords(locale).refused({ problems: read.problems.length }));
  return true;
}
