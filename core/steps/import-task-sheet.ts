import type { Actor } from '../domain/desk/act-on-task.ts';
import { readTaskSheet, type SheetEntry, type SkippedRow, tasksNamed } from '../domain/desk/sheet/read-task-sheet.ts';
import type { SheetProblem } from '../domain/desk/sheet/sheet-problem.ts';
import type { SheetTable, SheetVocabulary } from '../domain/desk/sheet/task-sheet.ts';
import { type ChangePorts, changeTask } from './change-task.ts';

/** What reading a sheet in came to. */
export interface SheetImport {
  /** Tasks that were changed, or would be. */
  readonly written: readonly SheetEntry[];
  readonly empty: number;
  /** Rows that an earlier reading had written. */
  readonly already: readonly SkippedRow[];
  readonly problems: readonly SheetProblem[];
}

/**
 * Reads a filled-in sheet in: all rows are checked first, and nothing is written where one of them is wrong, unless `partial` says to write
 * the others. A task that somebody changes between the check and the writing is left as it is and told of; reading the sheet in again writes
 * what is missing and nothing twice.
 */
export async function importTaskSheet(
  ports: ChangePorts,
  input: {
    readonly table: SheetTable;
    readonly vocabulary: SheetVocabulary;
    readonly actor: Actor;
    readonly dryRun: boolean;
    readonly partial: boolean;
  },
): Promise<SheetImport> {
  const named = await ports.tasks.getMany(tasksNamed(input.table, input.vocabulary));
  const tasks = new Map(named.map((task) => [task.task_id, task]));
  const { entries, ...read } = readTaskSheet(input.table, { ...input, tasks });
  if (read.problems.length > 0 && !input.partial) return { ...read, written: [] };
  if (input.dryRun) return { ...read, written: entries };
  const written: SheetEntry[] = [];
  const overtaken: SheetProblem[] = [];
  for (const entry of entries) {
    const { task, actions: action, row, key } = entry;
    const actor = { ...input.actor, row: key };
    const change = { taskId: task.task_id, action, actor, seenVersion: task.version };
    const result = await changeTask(ports, change);
    if (result.done) {
      written.push(entry);
      continue;
    }
    const last = result.task?.history.at(-1);
    overtaken.push(
      result.refused === 'changed_meanwhile'
        ? { code: 'changed_meanwhile', by: last?.by ?? '', at: last?.at ?? '', row, column: 'version', value: '' }
        : { code: 'refused', refusal: result.refused, row, column: null, value: '' },
    );
  }
  return { ...read, written, problems: [...read.problems, ...overtaken] };
}
