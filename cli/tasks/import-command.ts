import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCsvTable } from '../../adapters/spreadsheet/read-csv-table.ts';
import { readXlsxTable } from '../../adapters/spreadsheet/read-xlsx-table.ts';
import type { Locale } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { SheetTable } from '../../core/domain/desk/sheet/task-sheet.ts';
import { importTaskSheet, type SheetImport } from '../../core/steps/import-task-sheet.ts';
import { problemText } from '../../report/task-sheet/problem-text.ts';
import { sheetVocabulary } from '../../report/task-sheet/sheet-vocabulary.ts';
import { oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ActorOptions, actorOf, atDesk, type DeskOptions } from './open-desk.ts';

interface ImportOptions extends DeskOptions, ActorOptions {
  readonly dryRun?: boolean;
  readonly partial?: boolean;
  readonly locale: Locale;
}

/** A filled-in sheet is a few hundred kilobytes; what is beyond this is something else. */
const LARGEST = 64 * 1024 * 1024;

/** `duewatch tasks import`: a filled-in sheet, read in whole or, where a row of it is wrong, not at all. */
export async function tasksImportCommand(file: string, options: ImportOptions, terminal: Terminal): Promise<number> {
  const table = await tableOf(file);
  const actor = actorOf(options);
  const dryRun = options.dryRun === true;
  const partial = options.partial === true;
  const result = await atDesk(options, (desk) =>
    importTaskSheet(desk, { table, vocabulary: sheetVocabulary(), actor, dryRun, partial }),
  );
  if (options.json === true) terminal.line(JSON.stringify(summaryOf(file, result, options), null, 2));
  else tell(file, result, options, terminal);
  if (result.problems.length === 0) return EXIT.done;
  // Overtaken between the check and the writing: the sheet is right, the desk was quicker.
  return result.written.length > 0 && !partial && !dryRun ? EXIT.failed : EXIT.refused;
}

async function tableOf(file: string): Promise<SheetTable> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.xlsx' && kind !== '.csv')
    throw new WrongUsage(`${file}: a sheet of tasks ends in .xlsx or .csv; save it as one of them`);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw new WrongUsage(`${file}: there is no such file`);
  if (found.size > LARGEST) throw new WrongUsage(`${file} has ${found.size} bytes: no sheet of tasks is as large`);
  const bytes = await readFile(file);
  return kind === '.csv' ? readCsvTable(bytes, basename(file)) : readXlsxTable(bytes, basename(file));
}

function summaryOf(file: string, result: SheetImport, { dryRun, locale }: ImportOptions) {
  return {
    file,
    dry_run: dryRun === true,
    written: result.written.map(({ row, task, actions }) => ({ row, task_id: task.task_id, actions })),
    already_written: result.already,
    empty: result.empty,
    problems: result.problems.map((problem) => ({ ...problem, text: problemText(problem, locale) })),
  };
}

function tell(file: string, result: SheetImport, { dryRun, locale }: ImportOptions, terminal: Terminal): void {
  for (const problem of result.problems) terminal.error(`${basename(file)}, ${oneLine(problemText(problem, locale))}`);
  const { written, already, empty, problems } = result;
  if (problems.length > 0 && written.length === 0)
    terminal.error(`Nothing was written: ${counted(problems.length, 'problem')}.`);
  if (written.length > 0)
    terminal.line(
      `${counted(written.length, 'task')} ${dryRun === true ? 'would be' : ''} changed.`.replace('  ', ' '),
    );
  if (already > 0) terminal.line(`${counted(already, 'row')} had been read in before: not written again.`);
  if (empty > 0) terminal.line(`${counted(empty, 'row')} with nothing filled in.`);
  if (written.length + already + empty + problems.length === 0) terminal.line('The sheet holds no tasks.');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
