import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Locale } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { commandLine } from '../command-line.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ActorOptions, actorOf, atDesk, type DeskOptions } from './open-desk.ts';
import { selectTasks, type TaskFilters } from './select-tasks.ts';
import { worklistRules } from './worklist-rules.ts';

/** `duewatch tasks export`: the tasks as a sheet to fill in. Tasks that are done are left out unless `--status done` asks for them. */
export async function tasksExportCommand(
  options: DeskOptions &
    ActorOptions &
    TaskFilters & { readonly out: string; readonly locale: Locale; readonly config?: string },
  terminal: Terminal,
): Promise<number> {
  const kind = extname(options.out).toLowerCase();
  if (kind !== '.xlsx' && kind !== '.csv')
    throw new WrongUsage(`--out ${options.out}: ${taskWords(options.locale).file.ending}`);
  const { today } = actorOf(options);
  const rules = await worklistRules(options);
  const all = await atDesk(options, ({ tasks }) =>
    options.status === 'done' ? tasks.list() : tasks.listForWorklist(),
  );
  const tasks = selectTasks(all, options, rules);
  const shown = options.status === undefined ? tasks.filter(({ status }) => status !== 'done') : tasks;
  await writeFile(options.out, await sheetOf(kind, shown, today, options.locale)).catch((error: unknown) => {
    throw new WrongUsage(`--out ${options.out}: ${notWritten(error, options.locale)}`);
  });
  if (options.json === true) terminal.line(JSON.stringify({ file: options.out, tasks: shown.length }, null, 2));
  else
    terminal.line(
      `${shown.length} task${shown.length === 1 ? '' : 's'} in ${options.out}. Fill it in, then:\n  ${commandLine(['tasks', 'import', options.out], options)}`,
    );
  return EXIT.done;
}

function notWritten(error: unknown, locale: Locale): string {
  const { file } = taskWords(locale);
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return file.no_folder;
  if (code === 'EISDIR') return file.is_folder;
  return code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? file.not_allowed : file.not_written({ why: code });
}

async function sheetOf(
  kind: '.xlsx' | '.csv',
  tasks: readonly CollectionTask[],
  today: string,
  locale: Locale,
): Promise<Uint8Array> {
  if (kind === '.csv') return (await import('../../report/task-sheet/task-csv.ts')).taskCsv(tasks, locale);
  return (await import('../../report/task-sheet/render-task-sheet.ts')).renderTaskSheet(tasks, today);
}
