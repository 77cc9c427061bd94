import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { readCsvTable } from '../../adapters/spreadsheet/read-csv-table.ts';
import { readXlsxTable } from '../../adapters/spreadsheet/read-xlsx-table.ts';
import { SpreadsheetUnreadable } from '../../adapters/spreadsheet/spreadsheet-unreadable.ts';
import type { Locale } from '../../core/contracts/config.ts';
import { InputRefused, WrongUsage } from '../../core/contracts/errors.ts';
import type { SheetTable } from '../../core/domain/desk/sheet/task-sheet.ts';
import { DAY_REFUSALS } from '../../core/domain/desk/task-action.ts';
import { importTaskSheet, type SheetImport } from '../../core/steps/import-task-sheet.ts';
import { taskWords } from '../../report/messages/task-words.ts';
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
  const table = await tableOf(file, options.locale);
  const actor = actorOf(options);
  const dryRun = options.dryRun === true;
  const partial = options.partial === true;
  const result = await atDesk(options, (desk) =>
    importTaskSheet(desk, { table, vocabulary: sheetVocabulary(), actor, dryRun, partial }),
  );
  if (options.json === true) terminal.line(JSON.stringify(summaryOf(file, result, options), null, 2));
  else tell(file, result, { ...options, today: actor.today }, terminal);
  if (result.problems.length === 0) return EXIT.done;
  // Overtaken between the check and the writing: the sheet is right, the desk was quicker.
  return result.written.length > 0 && !partial && !dryRun ? EXIT.failed : EXIT.refused;
}

async function tableOf(file: string, locale: Locale): Promise<SheetTable> {
  const { file: words, unreadable } = taskWords(locale);
  const wrong = (what: string) => new WrongUsage(`${file}: ${what}`);
  const kind = extname(file).toLowerCase();
  if (kind !== '.xlsx' && kind !== '.csv') throw wrong(words.ending);
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) throw wrong(words.missing);
  if (found.size > LARGEST) throw wrong(words.too_large);
  const bytes = await readFile(file);
  try {
    return kind === '.csv' ? readCsvTable(bytes, basename(file)) : await readXlsxTable(bytes, basename(file));
  } catch (error) {
    if (!(error instanceof SpreadsheetUnreadable)) throw error;
    throw new InputRefused(`${basename(file)}: ${unreadable[error.why]}`, { cause: error });
  }
}

function summaryOf(file: string, result: SheetImport, { dryRun, locale }: ImportOptions) {
  return {
    file,
    dry_run: dryRun === true,
    written: result.written.map(({ row, task, actions }) => ({ row, task_id: task.task_id, actions })),
    already_written: result.already.length,
    skipped: result.already,
    empty: result.empty,
    problems: result.problems.map((problem) => ({ ...problem, text: problemText(problem, locale) })),
  };
}

function tell(
  file: string,
  result: SheetImport,
  { dryRun, locale, today }: ImportOptions & { readonly today: string },
  terminal: Terminal,
): void {
  const words = taskWords(locale).imported;
  const of = (rows: readonly unknown[]) => ({ count: String(rows.length) });
  const { written, already, empty, problems } = result;
  for (const problem of problems) terminal.error(`${basename(file)}, ${oneLine(problemText(problem, locale))}`);
  if (problems.some((problem) => problem.code === 'refused' && DAY_REFUSALS.has(problem.refusal)))
    terminal.error(taskWords(locale).today_used({ day: today }));
  if (problems.length > 0 && written.length === 0) terminal.error(words.nothing(of(problems)));
  if (written.length > 0) terminal.line(dryRun === true ? words.would_be(of(written)) : words.written(of(written)));
  for (const { row, task_id, by, at } of already)
    terminal.line(`${basename(file)}, ${oneLine(words.already({ row: String(row), task: task_id, by, at }))}`);
  if (already.length > 0) terminal.line(words.already_count(of(already)));
  if (empty > 0) terminal.line(words.empty({ count: String(empty) }));
  if (written.length + already.length + empty + problems.length === 0) terminal.line(words.no_tasks);
}
