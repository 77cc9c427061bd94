import type { CollectionTask } from '../../../contracts/task.ts';
import { Decimal } from '../../decimal.ts';
import { type Actor, actOnTask } from '../act-on-task.ts';
import type { TaskAction } from '../task-action.ts';
import { alreadyWritten, rowKey } from './already-written.ts';
import { unescaped } from './read-cells.ts';
import { type RowWish, rowWish } from './row-actions.ts';
import { findColumns, type SheetLayout } from './sheet-layout.ts';
import type { ProblemKind, SheetProblem } from './sheet-problem.ts';
import {
  ENTRY_COLUMNS,
  type EntryColumn,
  folded,
  type KEY_COLUMNS,
  type SheetCell,
  type SheetColumn,
  type SheetTable,
  type SheetVocabulary,
} from './task-sheet.ts';

/** A row that asks for something that can be written. */
export interface SheetEntry {
  readonly row: number;
  readonly task: CollectionTask;
  readonly actions: readonly TaskAction[];
  /** What tells this row from every other, to be kept with what it writes. */
  readonly key: string;
}

/** A row that an earlier reading has written, and when. */
export interface SkippedRow {
  readonly row: number;
  readonly task_id: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
}

/** A sheet read: what it asks for, and everything that is wrong with it. Nothing is written yet. */
export interface SheetReading {
  readonly entries: readonly SheetEntry[];
  /** Rows in which nobody filled in anything. */
  readonly empty: number;
  /** Rows that were read in before, just as they stand. */
  readonly already: readonly SkippedRow[];
  readonly problems: readonly SheetProblem[];
}

/** Reads a sheet of tasks against the tasks as they are now. All rows are looked at, so that one look mends them all. */
export function readTaskSheet(
  table: SheetTable,
  context: {
    readonly tasks: ReadonlyMap<string, CollectionTask>;
    readonly vocabulary: SheetVocabulary;
    readonly actor: Actor;
  },
): SheetReading {
  const layout = findColumns(table, context.vocabulary);
  if ('problems' in layout) return { entries: [], empty: 0, already: [], problems: layout.problems };
  const seen = new Map<string, number>();
  const entries: SheetEntry[] = [];
  const problems: SheetProblem[] = [];
  const already: SkippedRow[] = [];
  let empty = 0;
  for (const { row, cells } of layout.rows(table)) {
    const read = readRow(rowOf(cells, layout), { ...context, seen, row });
    if (read.verdict === 'entry') entries.push({ row, task: read.task, actions: read.actions, key: read.key });
    else if (read.verdict === 'wrong') problems.push(...read.problems.map((problem) => ({ ...problem, row })));
    else if (read.verdict === 'already') already.push({ row, task_id: read.task_id, by: read.by, at: read.at });
    else empty += 1;
  }
  return { entries, empty, already, problems };
}

/** Ids of the tasks that a sheet names: no others need to be known to read it. */
export function tasksNamed(table: SheetTable, vocabulary: SheetVocabulary): readonly string[] {
  const layout = findColumns(table, vocabulary);
  if ('problems' in layout) return [];
  const ids = layout.rows(table).map(({ cells }) => rowOf(cells, layout).texts.get('task_id') ?? '');
  return [...new Set(ids)].filter((id) => id !== '');
}

/** A row's texts by column, without apostrophes of the export; formulas apart. */
interface RowTexts {
  readonly texts: ReadonlyMap<SheetColumn, string>;
  readonly formulas: ReadonlySet<SheetColumn>;
}

function rowOf(cells: readonly (SheetCell | undefined)[], { columns }: SheetLayout): RowTexts {
  const texts = new Map<SheetColumn, string>();
  const formulas = new Set<SheetColumn>();
  for (const [column, at] of columns) {
    const cell = cells[at];
    texts.set(column, unescaped(cell?.text ?? '').trim());
    if (cell?.formula === true) formulas.add(column);
  }
  return { texts, formulas };
}

type RowProblem = ProblemKind & { readonly column: SheetColumn; readonly value: string };
type RowReading =
  | { readonly verdict: 'empty' }
  | { readonly verdict: 'already'; readonly task_id: string; readonly by: string; readonly at: string }
  | {
      readonly verdict: 'entry';
      readonly task: CollectionTask;
      readonly actions: readonly TaskAction[];
      readonly key: string;
    }
  | { readonly verdict: 'wrong'; readonly problems: readonly RowProblem[] };

interface RowContext {
  readonly tasks: ReadonlyMap<string, CollectionTask>;
  readonly vocabulary: SheetVocabulary;
  readonly actor: Actor;
  readonly seen: Map<string, number>;
  readonly row: number;
}

function readRow(texts: RowTexts, { tasks, vocabulary, actor, seen, row }: RowContext): RowReading {
  const value = (column: SheetColumn) => texts.texts.get(column) ?? '';
  const wrong = (column: SheetColumn, kind: ProblemKind): RowReading => ({
    verdict: 'wrong',
    problems: [{ ...kind, column, value: value(column) }],
  });
  const id = value('task_id');
  if (id === '') return wrong('task_id', { code: 'task_missing' });
  const first = seen.get(id);
  if (first !== undefined) return wrong('task_id', { code: 'duplicate', first });
  seen.set(id, row);
  const task = tasks.get(id);
  if (task === undefined) return wrong('task_id', { code: 'unknown_task' });
  const version = value('version');
  if (!/^\d{1,9}$/.test(version) || Number(version) > task.version)
    return wrong('version', { code: 'version_unreadable' });

  const filled = new Map<EntryColumn, string>();
  for (const column of ENTRY_COLUMNS) if (value(column) !== '') filled.set(column, value(column));
  const formulas = [...filled.keys()].filter((column) => texts.formulas.has(column));
  if (formulas.length > 0)
    return {
      verdict: 'wrong',
      problems: formulas.map((column) => ({ code: 'formula', column, value: value(column) })),
    };
  const current = Number(version) === task.version;
  const edits = current ? editedColumns(task, texts) : [];
  const wish = rowWish(filled, task, vocabulary);
  const problems = [...edits, ...wish.problems.map((problem) => ({ ...problem, value: value(problem.column) }))];
  if (problems.length > 0) return { verdict: 'wrong', problems };
  if (filled.size === 0) return { verdict: 'empty' };
  const key = rowKey({ task_id: id, version: Number(version), actions: wish.actions.map(({ action }) => action) });
  return current ? attempt(task, { ...wish, key }, actor, value) : outdated(task, key);
}

/** A row of an older version: written already, or overtaken by somebody. */
function outdated(task: CollectionTask, key: string): RowReading {
  const before = alreadyWritten(task, key);
  if (before !== null) return { verdict: 'already', task_id: task.task_id, ...before };
  const last = task.history.at(-1);
  const kind = { code: 'changed_meanwhile' as const, by: last?.by ?? 'duewatch', at: last?.at ?? task.opened_period };
  return { verdict: 'wrong', problems: [{ ...kind, column: 'version', value: '' }] };
}

function attempt(
  task: CollectionTask,
  { actions, key }: RowWish & { readonly key: string },
  actor: Actor,
  value: (column: SheetColumn) => string,
): RowReading {
  let now = task;
  for (const { action, column } of actions) {
    const result = actOnTask(now, action, actor);
    if (!result.done) {
      const at =
        result.refused === 'in_the_future' ? 'happened_on' : result.refused === 'in_the_past' ? 'promise_date' : column;
      return {
        verdict: 'wrong',
        problems: [{ code: 'refused', refusal: result.refused, column: at, value: value(at) }],
      };
    }
    now = result.task;
  }
  return { verdict: 'entry', task, actions: actions.map(({ action }) => action), key };
}

/** Columns that are only to be read and hold something else than the export wrote. */
function editedColumns(task: CollectionTask, { texts, formulas }: RowTexts): RowProblem[] {
  const exported: Readonly<Record<Exclude<(typeof KEY_COLUMNS)[number], 'task_id' | 'version'>, string>> = {
    customer_id: task.customer_id,
    customer_name: task.customer_name,
    amount: task.outstanding_balance,
    currency: task.currency,
  };
  return Object.entries(exported).flatMap(([name, expected]) => {
    const column = name as keyof typeof exported;
    const value = texts.get(column);
    if (value === undefined || (same(value, expected) && !formulas.has(column))) return [];
    return [{ code: 'edited' as const, expected, column, value }];
  });
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Spreadsheets take leading zeros and cents off numbers, and cannot hold some characters: that is no edit. */
function same(value: string, expected: string): boolean {
  if (NUMBER.test(value) && NUMBER.test(expected)) return new Decimal(value).eq(expected);
  return comparable(value) === comparable(expected);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const NOT_IN_CELLS = /[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/g;

function comparable(text: string): string {
  return folded(unescaped(text).toWellFormed().replace(NOT_IN_CELLS, ' '));
}
