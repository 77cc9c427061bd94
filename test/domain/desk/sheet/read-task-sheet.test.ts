import { describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../../../core/contracts/task.ts';
import { actOnTask } from '../../../../core/domain/desk/act-on-task.ts';
import { alreadyWritten, rowKey } from '../../../../core/domain/desk/sheet/already-written.ts';
import { readTaskSheet, tasksNamed } from '../../../../core/domain/desk/sheet/read-task-sheet.ts';
import type { SheetCell, SheetTable } from '../../../../core/domain/desk/sheet/task-sheet.ts';
import { sheetVocabulary } from '../../../../report/task-sheet/sheet-vocabulary.ts';
import { acted, deskTask } from '../../../desk/desk-task.ts';

type Written = string | SheetCell | undefined;
const ACTOR = { by: 'Wang Li', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };
const C1 = 'C1/high_risk/2025-09';

/** Rows as a spreadsheet numbers them, from 1. */
const sheet = (...rows: readonly (readonly Written[])[]): SheetTable =>
  rows.map((cells, at) => ({
    row: at + 1,
    cells: cells.map((cell) => (typeof cell === 'string' ? { text: cell, formula: false } : cell)),
  }));
const read = (table: SheetTable, ...tasks: readonly CollectionTask[]) =>
  readTaskSheet(table, {
    tasks: new Map((tasks.length === 0 ? [deskTask()] : tasks).map((task) => [task.task_id, task])),
    vocabulary: sheetVocabulary(),
    actor: ACTOR,
  });
/** A sheet of one row with these cells beside the task and its version. */
const row = (cells: Readonly<Record<string, Written>>, task = deskTask()) => {
  const all = { task_id: task.task_id, version: String(task.version), ...cells };
  return read(sheet(Object.keys(all), Object.values(all)), task);
};
const actionsOf = ({ entries }: ReturnType<typeof read>) => entries.flatMap(({ actions }) => actions);

describe('the titles of a sheet', () => {
  const TITLES = ['task_id', 'version', 'note'];
  const empty = (rows: number) => Array.from({ length: rows }, () => ['a word']);

  it('are found in the first twelve rows and no further down', () => {
    expect(read(sheet(...empty(11), TITLES, [C1, '1', 'x'])).entries).toMatchObject([{ row: 13 }]);
    expect(read(sheet(...empty(12), TITLES, [C1, '1', 'x']))).toEqual({
      entries: [],
      empty: 0,
      already: [],
      problems: [{ code: 'no_header', row: 0, column: null, value: '' }],
    });
  });

  it('may have columns of one’s own between them, with a title or without', () => {
    const table = sheet(
      ['task_id', 'mine', undefined, '', 'version', 'also mine', 'note'],
      [C1, 'a', 'b', '', '1', 'c', 'x'],
    );
    expect(actionsOf(read(table))).toEqual([{ do: 'note', note: 'x' }]);
  });

  it('may stand three times, each time in another writing; the tasks begin under the last', () => {
    const reading = read(sheet(TITLES, ['任务编号', '版本', '备注'], ['Task', 'Version', 'Note'], [C1, '1', 'x']));
    expect(reading).toMatchObject({ entries: [{ row: 4 }], problems: [] });
  });

  it('are told by four of them even where the task is missing, which is then said', () => {
    expect(read(sheet(['version', 'note', 'cause', 'outcome'], ['1', 'x', '', ''])).problems).toEqual([
      { code: 'column_missing', row: 1, column: 'task_id', value: '' },
    ]);
  });

  it('are not told by three words among others, which a row of talk may hold too', () => {
    expect(read(sheet(['version', 'note', 'cause', 'something else'])).problems).toMatchObject([{ code: 'no_header' }]);
  });

  it('may not stand twice: nobody knows which column is meant', () => {
    expect(read(sheet(['task_id', 'version', 'note', '备注'])).problems).toEqual([
      { code: 'column_twice', row: 1, column: 'note', value: '备注' },
    ]);
  });
});

describe('the rows of a sheet', () => {
  it('in which nobody wrote are counted, and those with spaces only are none', () => {
    const table = sheet(['task_id', 'version', 'note'], [C1, '1', ''], [' ', '', '  '], ['', '3', '']);
    expect(read(table)).toEqual({ entries: [], empty: 1, already: [], problems: [] });
  });

  it('find their task with spaces around its id', () => {
    expect(actionsOf(row({ task_id: ` ${C1} `, note: ' called twice ' }))).toEqual([
      { do: 'note', note: 'called twice' },
    ]);
  });

  it.each([
    ['no task', ['', '1', 'x'], { code: 'task_missing', column: 'task_id', value: '' }],
    ['a task nobody opened', ['C9', '1', 'x'], { code: 'unknown_task', column: 'task_id', value: 'C9' }],
    ['no version', [C1, '', 'x'], { code: 'version_unreadable', column: 'version', value: '' }],
    ['a version with a letter before', [C1, 'v1', 'x'], { code: 'version_unreadable', column: 'version', value: 'v1' }],
    ['a version with a letter behind', [C1, '1x', 'x'], { code: 'version_unreadable', column: 'version', value: '1x' }],
    ['a version to come', [C1, '2', 'x'], { code: 'version_unreadable', column: 'version', value: '2' }],
  ])('with %s are refused in that cell', (_, cells, problem) => {
    expect(read(sheet(['task_id', 'version', 'note'], cells))).toEqual({
      entries: [],
      empty: 0,
      already: [],
      problems: [{ ...problem, row: 2 }],
    });
  });

  it('naming the same task twice are refused from the second on, with the row of the first', () => {
    const table = sheet(['task_id', 'version', 'note'], [C1, '1', 'x'], [C1, '1', 'y']);
    expect(read(table).problems).toEqual([{ code: 'duplicate', first: 2, row: 3, column: 'task_id', value: C1 }]);
  });

  it('may have versions of more than one digit', () => {
    expect(actionsOf(row({ note: 'x' }, deskTask({ version: 12 })))).toEqual([{ do: 'note', note: 'x' }]);
  });
});

describe('the tasks that a sheet names', () => {
  const named = (...rows: readonly (readonly Written[])[]) => tasksNamed(sheet(...rows), sheetVocabulary());

  it('are each named once, without the rows that name none', () => {
    const titles = ['task_id', 'version', 'note'];
    expect(named(titles, [C1, '1', 'x'], ['', '1', 'whose?'], ['C2', '1', ''], [` ${C1}`, '1', 'y'])).toEqual([
      C1,
      'C2',
    ]);
  });

  it('are none where the titles are not found', () => {
    expect(named(['a word'], [C1, '1', 'x'])).toEqual([]);
  });
});

describe('cells that a person fills in', () => {
  it('become actions: the contact first, the end last', () => {
    const reading = row({
      note: 'sends it back',
      outcome: 'other',
      dispute_reason: 'wrong size',
      contact_result: 'reached',
      contact_channel: 'phone',
      happened_on: '2025-10-09',
    });
    expect(actionsOf(reading)).toEqual([
      { do: 'contact', channel: 'phone', result: 'reached', on: '2025-10-09' },
      { do: 'dispute', reason: 'wrong size', on: '2025-10-09' },
      { do: 'note', note: 'sends it back' },
      { do: 'close', outcome: 'other', on: '2025-10-09' },
    ]);
  });

  it.each(['note', 'dispute_reason'])('hold 2,000 characters at most as %s', (column) => {
    expect(row({ [column]: 'x'.repeat(2000) }).problems).toEqual([]);
    expect(row({ [column]: 'x'.repeat(2001) }).problems).toMatchObject([
      { code: 'too_long', most: 2000, column, row: 2 },
    ]);
  });

  it('are not formulas', () => {
    expect(row({ note: { text: '2', formula: true } }).problems).toEqual([
      { code: 'formula', column: 'note', value: '2', row: 2 },
    ]);
  });

  it.each([
    ['a promise of more than is owed', { promise_amount: '20000.01', promise_date: '2025-11-15' }, 'promise_amount'],
    ['a promise for yesterday', { promise_amount: '5', promise_date: '2025-10-09' }, 'promise_date'],
    [
      'a call of tomorrow',
      { contact_channel: 'phone', contact_result: 'reached', happened_on: '2025-10-11' },
      'happened_on',
    ],
  ])('are pointed at where the task refuses them: %s', (_, cells, column) => {
    const { problems, entries } = row(cells);
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ code: 'refused', column, row: 2 }]);
  });
});

describe('columns that are only to be read', () => {
  it.each([
    ['an amount without its cents', { amount: '20000' }],
    ['another case, or more spaces, in the name', { customer_name: 'MAPLE  &  王 ltd' }],
    ['the apostrophe of the export before the name', { customer_name: "'=Maple" }, { customer_name: '=Maple' }],
    ['a number that lost its zeros', { customer_id: '42' }, { customer_id: '0042' }],
    [
      'a space for a character that no cell can hold',
      { customer_name: 'Aster Paper' },
      { customer_name: 'Aster\u0001Paper' },
    ],
  ])('may come back with %s', (_, cells, task: Partial<CollectionTask> = {}) => {
    expect(row({ ...cells, note: 'x' }, deskTask(task))).toMatchObject({ problems: [], entries: [{ row: 2 }] });
  });

  it.each([
    ['a name for a number', { customer_id: 'C1' }, { customer_id: '42' }],
    ['a number for a name', { customer_id: '42' }, {}],
    ['an amount with its currency', { amount: '20000.00 USD' }, {}],
    ['a cent less', { amount: '19999.99' }, {}],
    ['another currency', { currency: 'EUR' }, {}],
    ['a name run together', { customer_name: 'AsterPaper' }, { customer_name: 'Aster\u0001Paper' }],
  ])('are edited with %s, and the row is refused', (_, cells, changes) => {
    const task = deskTask(changes);
    const [[column, value]] = Object.entries(cells) as [[string, string]];
    expect(row({ ...cells, note: 'x' }, task).problems).toMatchObject([{ code: 'edited', column, value, row: 2 }]);
  });
});

describe('a row of an older version', () => {
  const note = { do: 'note' as const, note: 'x' };
  const key = rowKey({ task_id: C1, version: 1, actions: [note] });
  const noted = (kept?: string) => {
    const result = actOnTask(deskTask(), note, ACTOR);
    if (!result.done) throw new Error(result.refused);
    const { task } = result;
    return kept === undefined ? task : { ...task, history: task.history.map((line) => ({ ...line, row: kept })) };
  };

  it('that was written is passed over, saying by whom and when', () => {
    expect(row({ version: '1', note: 'x' }, noted(key))).toEqual({
      entries: [],
      empty: 0,
      already: [{ row: 2, task_id: C1, by: 'Wang Li', at: ACTOR.at }],
      problems: [],
    });
    expect(alreadyWritten(noted(key), 'another')).toBeNull();
  });

  it('that somebody overtook is refused, naming who wrote last, and when', () => {
    const twice = acted(noted(), [{ do: 'note', note: 'hers' }], '2025-10-12');
    expect(row({ version: '1', note: 'x' }, twice).problems).toEqual([
      { code: 'changed_meanwhile', by: 'Ann', at: '2025-10-12T09:00:00.000Z', column: 'version', value: '', row: 2 },
    ]);
  });

  it('is refused in the name of the review where no line says who changed it', () => {
    expect(row({ version: '1', note: 'x' }, deskTask({ version: 2 })).problems).toMatchObject([
      { code: 'changed_meanwhile', by: 'duewatch', at: '2025-09' },
    ]);
  });
});

describe('what tells a row from every other', () => {
  const promise = (amount: string, version = 1) =>
    rowKey({ task_id: C1, version, actions: [{ do: 'promise', amount, due_date: '2025-11-15' }] });

  it('is sixteen hex digits, the same where a spreadsheet took cents off', () => {
    expect(promise('1200.50')).toMatch(/^[0-9a-f]{16}$/);
    expect(promise('1200.5')).toBe(promise('1200.50'));
  });

  it('is another for another amount, another version and another text', () => {
    const disputed = (reason: string) =>
      rowKey({ task_id: C1, version: 1, actions: [{ do: 'dispute', reason, amount: undefined }] });
    const keys = [promise('1200.5'), promise('1200.51'), promise('1200.5', 2), disputed('size'), disputed('colour')];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
