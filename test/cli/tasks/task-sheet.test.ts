import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { SHEET_COLUMNS } from '../../../core/domain/desk/sheet/task-sheet.ts';
import { filledSheet, type Typed } from '../../desk/sheet/filled-sheet.ts';
import { duewatch, type Ended, testFolder } from '../../workflow/command.ts';
import { announced, deskFolder, deskTask, storedTask } from './task-desk.ts';

const SECOND = deskTask({ task_id: 'C2/high_risk/2025-09', customer_id: 'C2', customer_name: '天青河马照明' });

async function read(store: string, file: string, ...options: string[]): Promise<Ended> {
  return duewatch('tasks', 'import', file, '--store', store, '--by', 'Wang Li', '--today', '2025-10-10', ...options);
}

/** A store with these tasks, and their export as somebody saved it. */
async function saved(typed: readonly Typed[], tasks: readonly CollectionTask[] = [deskTask(), SECOND]) {
  const store = await deskFolder(...tasks);
  const file = join(await testFolder(), 'tasks.xlsx');
  await writeFile(file, await filledSheet(tasks, typed));
  return { store, file };
}

describe('tasks in a spreadsheet', () => {
  it('what was filled in is written on the tasks, a change each, announced', async () => {
    const { store, file } = await saved([
      {
        cause: '资金困难 · Financial difficulty',
        contact_channel: 'Phone',
        contact_result: '已联系上',
        promise_amount: 5000.5,
        promise_date: new Date('2025-11-15T00:00:00Z'),
        note: 'after the fair',
        happened_on: '2025/10/9',
      },
      { outcome: 'written_off' },
    ]);
    expect(await read(store, file)).toMatchObject({ status: 0, out: '2 tasks changed.\n' });
    expect(await storedTask(store)).toMatchObject({
      status: 'waiting',
      cause: 'financial_difficulty',
      note: 'after the fair',
      contacts: [{ channel: 'phone', result: 'reached', on: '2025-10-09', by: 'Wang Li' }],
      promises: [{ amount: '5000.5', due_date: '2025-11-15', made_on: '2025-10-09' }],
    });
    expect(await storedTask(store, SECOND.task_id)).toMatchObject({ status: 'done', outcome: 'written_off' });
    expect(announced(store).map(({ type }) => type)).toEqual(['CollectionTaskChanged', 'CollectionTaskChanged']);
  });

  it('the same sheet read in twice writes nothing the second time, and says so', async () => {
    const { store, file } = await saved([
      { promise_amount: 5000, promise_date: '2025-11-15', note: "'=IF(1)" },
      { contact_channel: '电话', contact_result: 'not_reached', outcome: '其他' },
    ]);
    await read(store, file);
    const before = [await storedTask(store), await storedTask(store, SECOND.task_id)];
    expect(await read(store, file, '--today', '2025-10-12')).toMatchObject({
      status: 0,
      out: expect.stringMatching(
        /^tasks.xlsx, row 5, C1\/high_risk\/2025-09: not written again, because Wang Li read this very row in on 20.*\n.*row 6, C2.*\n2 rows had been read in before/,
      ),
    });
    const again = await read(store, file, '--json', '--by', 'Ann');
    expect(JSON.parse(again.out)).toMatchObject({
      already_written: 2,
      skipped: [{ row: 5, task_id: 'C1/high_risk/2025-09', by: 'Wang Li' }, { row: 6 }],
      written: [],
      problems: [],
    });
    expect([await storedTask(store), await storedTask(store, SECOND.task_id)]).toEqual(before);
    expect(before[0]?.note).toBe('=IF(1)');
  });

  it('a second call with the same result is written, from a sheet that was exported after the first', async () => {
    const call = { contact_channel: 'Phone', contact_result: 'not_reached', happened_on: '2025-10-09' };
    const { store, file } = await saved([call]);
    await read(store, file);
    const called = await storedTask(store);
    await writeFile(file, await filledSheet([called ?? deskTask()], [call]));
    expect(await read(store, file)).toMatchObject({ status: 0, out: '1 task changed.\n' });
    expect((await storedTask(store))?.contacts).toHaveLength(2);
  });

  it('what was written elsewhere, however alike, does not make a row written: the reader is told and decides', async () => {
    const { store, file } = await saved([{ contact_channel: 'Phone', contact_result: 'not_reached' }]);
    const call = ['--contact', 'phone', '--result', 'not_reached', '--by', 'Wang Li'];
    await duewatch('tasks', 'update', 'C1/high_risk/2025-09', '--store', store, ...call);
    expect(await read(store, file)).toMatchObject({
      status: 3,
      err: expect.stringContaining('row 5, Version: Wang Li changed the task on'),
    });
    expect((await storedTask(store))?.contacts).toHaveLength(1);
  });

  it('an entry added to a row that was read in is not taken for written', async () => {
    const { store, file } = await saved([{ cause: 'forgotten' }]);
    await read(store, file);
    await writeFile(file, await filledSheet([deskTask()], [{ cause: 'forgotten', note: 'on holiday' }]));
    expect(await read(store, file)).toMatchObject({ status: 3, err: expect.stringContaining('changed the task on') });
  });

  it('nothing filled in is nothing written', async () => {
    const { store, file } = await saved([]);
    expect(await read(store, file)).toMatchObject({ status: 0, out: '2 rows with nothing filled in.\n' });
  });

  it.each<[string, Typed, string]>([
    [
      'a task nobody opened',
      { task_id: 'C9/high_risk/2025-09', note: 'x' },
      'row 6, Task, “C9/high_risk/2025-09”: there is no such task',
    ],
    ['an emptied task', { task_id: null, note: 'x' }, 'names no task'],
    ['the same task twice', { task_id: 'C1/high_risk/2025-09', note: 'x' }, 'in row 5 already'],
    ['a customer exchanged', { customer_id: 'C1', note: 'x' }, 'the export said “C2”'],
    ['an amount lowered in the grey column', { amount: 14000 }, 'Owes, “14000”: this column is only to be read'],
    ['a name edited', { customer_name: '别的客户' }, 'the export said “天青河马照明”'],
    ['a version of its own', { version: 'two', note: 'x' }, 'not the version as exported'],
    ['a version to come', { version: 7, note: 'x' }, 'not the version as exported'],
    [
      'a date that could be two',
      { promise_amount: 5, promise_date: '11/12/2025' },
      'Promised by, “11/12/2025”: not a date',
    ],
    ['a day the calendar has not', { promise_amount: 5, promise_date: '2025-02-30' }, 'not a date'],
    ['thousands set apart', { promise_amount: '1,200.50', promise_date: '2025-11-15' }, 'separators between thousands'],
    [
      'thousands set apart by a point',
      { promise_amount: '1.200', promise_date: '2025-11-15' },
      'separators between thousands',
    ],
    ['a currency beside the amount', { promise_amount: '$1200', promise_date: '2025-11-15' }, 'not an amount'],
    ['tenths of a cent', { promise_amount: 12.345, promise_date: '2025-11-15' }, 'more than 2 digits'],
    ['an amount without its day', { promise_amount: 1200 }, '“Promised by” is missing'],
    ['a result without its channel', { contact_result: 'reached' }, '“Reached by” is missing'],
    ['a cause of its own', { cause: 'bored' }, 'one of Financial difficulty, Forgotten'],
    [
      'a formula',
      { promise_amount: { formula: '1+1' }, promise_date: '2025-11-15' },
      'Promised amount, “2”: a formula',
    ],
    ['a day on which nothing happened', { happened_on: '2025-10-09' }, 'without anything'],
    [
      'a day still to come',
      { happened_on: '2025-10-11', contact_channel: 'phone', contact_result: 'reached' },
      'Happened on, “2025-10-11”: the day it happened is still to come',
    ],
    [
      'a promise for yesterday',
      { promise_amount: 5, promise_date: '2025-10-09' },
      'Promised by, “2025-10-09”: the day by which',
    ],
    [
      'a promise for yesterday, with the day that counted as today',
      { promise_amount: 5, promise_date: '2025-10-09' },
      'held against 2025-10-10; --today sets',
    ],
    ['more than is owed', { promise_amount: 15000.01, promise_date: '2025-11-15' }, 'more than the customer owes'],
    ['a note as long as a book', { note: 'x'.repeat(2001) }, 'longer than 2000'],
  ])('%s is refused where it stands, and no row is written', async (_what, second, words) => {
    const { store, file } = await saved([{ note: 'this one is right' }, second]);
    const ended = await read(store, file);
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('tasks.xlsx, row 6');
    expect(ended.err).toContain(words);
    expect(ended.err).toContain('Nothing was written: 1 problem.');
    expect(await storedTask(store)).toEqual(deskTask());
  });

  it('every problem is told at once; --partial writes the rows that are right', async () => {
    const third = deskTask({ task_id: 'C3/high_risk/2025-09', customer_id: 'C3' });
    const { store, file } = await saved(
      [{ note: 'right' }, { cause: 'bored', promise_amount: 'lots' }, { outcome: 'gone' }],
      [deskTask(), SECOND, third],
    );
    const refused = await read(store, file, '--json');
    expect(JSON.parse(refused.out).problems.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual(
      [
        [6, 'choice'],
        [6, 'amount'],
        [6, 'belongs_together'],
        [7, 'choice'],
      ],
    );
    expect((await storedTask(store))?.note).toBeNull();
    expect(await read(store, file, '--partial')).toMatchObject({ status: 3, out: '1 task changed.\n' });
    expect((await storedTask(store))?.note).toBe('right');
  });

  it('--dry-run says what would be written and writes nothing', async () => {
    const { store, file } = await saved([{ note: 'right' }]);
    const ended = await read(store, file, '--dry-run');
    expect(ended).toMatchObject({ status: 0, out: expect.stringContaining('1 task would be changed.') });
    expect(await storedTask(store)).toEqual(deskTask());
  });

  it('a task that somebody else changed after the export is left, naming who and when', async () => {
    const { store, file } = await saved([{ note: 'mine' }]);
    await duewatch('tasks', 'update', 'C1/high_risk/2025-09', '--store', store, '--note', 'hers', '--by', '陈静');
    const ended = await read(store, file);
    expect(ended).toMatchObject({
      status: 3,
      err: expect.stringMatching(/row 5, Version: 陈静 changed the task on \d{4}-/),
    });
    expect((await storedTask(store))?.note).toBe('hers');
  });

  it('an outcome for a task that is paid is refused with words', async () => {
    const findings = [{ period: '2025-10', balance: '0.00', received: '15000.00', words: {}, at_risk: false }];
    const paid = deskTask({ status: 'done', outcome: 'paid', findings, outstanding_balance: '0.00' });
    const { store, file } = await saved([{ outcome: 'written_off' }], [paid]);
    expect(await read(store, file)).toMatchObject({ status: 3, err: expect.stringContaining('has paid') });
    expect(await storedTask(store)).toEqual(paid);
  });

  it('problems are told in Chinese where that is asked', async () => {
    const { store, file } = await saved([{ promise_amount: '1,200', promise_date: '2025-11-15' }]);
    const { err } = await read(store, file, '--locale', 'zh-CN');
    expect(err).toContain('第 5 行，承诺金额，“1,200”：金额带有千位分隔符');
  });
});

describe('the exported sheet', () => {
  it('holds the open tasks with titles in both languages, lists to choose from, and nothing that runs', async () => {
    const hostile = deskTask({ task_id: 'x/high_risk/2025-09', customer_name: '=HYPERLINK("http://x")', note: '+1+1' });
    const store = await deskFolder(hostile, deskTask({ task_id: 'done', status: 'done', outcome: 'other' }));
    const file = join(await testFolder(), 'out.xlsx');
    await duewatch('tasks', 'export', '--out', file, '--store', store, '--today', '2025-10-10');
    const { sheets } = await readXlsx(await readFile(file), { readStyles: true });
    const [sheet] = sheets;
    expect(sheet?.rows[0]).toEqual([...SHEET_COLUMNS]);
    expect(sheet?.rowDefs?.get(0)?.hidden).toBe(true);
    expect(sheet?.rows[3]?.[0]).toBe('任务编号\nTask');
    expect(sheet?.rows).toHaveLength(5);
    expect(sheet?.rows[4]?.slice(0, 4)).toEqual(['x/high_risk/2025-09', 1, 'C1', '\'=HYPERLINK("http://x")']);
    expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual([]);
    expect(sheet?.dataValidations?.map(({ type, range }) => `${type} ${range}`).sort()).toEqual([
      'date K5:K55',
      'date P5:P55',
      'decimal O5:O55',
      'list L5:L55',
      'list M5:M55',
      'list N5:N55',
      'list R5:R55',
    ]);
    expect(sheet?.protection).toMatchObject({ sheet: true });
    expect(await read(store, file)).toMatchObject({ status: 0, out: '1 row with nothing filled in.\n' });
  });

  it.each(['zh-CN', 'en'])('comes back as CSV in %s, also with semicolons', async (locale) => {
    const hostile = deskTask({ customer_name: '@sum, "quoted"\nline' });
    const store = await deskFolder(hostile, SECOND);
    const file = join(await testFolder(), 'out.csv');
    await duewatch('tasks', 'export', '--out', file, '--store', store, '--locale', locale);
    const text = await readFile(file, 'utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    expect(text).toContain('"\'@sum, ""quoted""\nline"');
    expect(await read(store, file)).toMatchObject({ status: 0, out: '2 rows with nothing filled in.\n' });
    const lines = text.split('\r\n');
    const semicolons = lines.map((line) =>
      line.startsWith('C2') || line.includes('任务') || line.includes('Task,') ? line.replaceAll(',', ';') : '',
    );
    const filled = semicolons.map((line) => (line.startsWith('C2') ? `${line}=1+1` : line)).join('\r\n');
    await writeFile(file, filled);
    expect(await read(store, file)).toMatchObject({
      status: 3,
      err: expect.stringContaining('Note, “=1+1”: a formula'),
    });
    await writeFile(file, semicolons.map((line) => (line.startsWith('C2') ? `${line}付款` : line)).join('\r\n'));
    expect(await read(store, file)).toMatchObject({ status: 0, out: '1 task changed.\n' });
    expect((await storedTask(store, SECOND.task_id))?.note).toBe('付款');
  });

  it('is read in GBK, as spreadsheets in China save a CSV', async () => {
    const store = await deskFolder(SECOND);
    const file = join(await testFolder(), 'gbk.csv');
    // 任务编号,版本,备注 and 已付 in GBK.
    const head = Buffer.from('c8cecef1b1e0bac52cb0e6b1be2cb1b8d7a2', 'hex');
    await writeFile(
      file,
      Buffer.concat([head, Buffer.from('\r\nC2/high_risk/2025-09,1,'), Buffer.from('d2d1b8b6', 'hex')]),
    );
    expect(await read(store, file)).toMatchObject({ status: 0 });
    expect((await storedTask(store, SECOND.task_id))?.note).toBe('已付');
  });
});

describe('an export that can not be written', () => {
  it.each([
    ['nowhere/out.csv', 'en', 'no such folder'],
    ['nowhere/out.csv', 'zh-CN', '没有这个文件夹'],
    ['out.txt', 'zh-CN', '结尾'],
  ])('to %s says so in %s', async (name, locale, words) => {
    const store = await deskFolder(deskTask());
    const out = join(await testFolder(), name);
    const ended = await duewatch('tasks', 'export', '--out', out, '--store', store, '--locale', locale);
    expect(ended).toEqual({ status: 2, out: '', err: expect.stringContaining(`--out ${out}: `) });
    expect(ended.err).toContain(words);
    expect(ended.err).not.toMatch(/ENOENT|WrongUsage/);
  });
});

describe('a file that is no sheet of tasks', () => {
  it.each<[string, string, Uint8Array | string, number, string]>([
    ['a workbook that is none', 'x.xlsx', 'hello', 3, 'not a workbook'],
    ['a CSV without titles', 'x.csv', 'a,b\n1,2\n', 3, 'no row of titles'],
    [
      'a CSV without the version',
      'x.csv',
      'Task,Note,Close as,Cause\nC1/high_risk/2025-09,x,,\n',
      3,
      '“Version” is missing',
    ],
    ['a title twice', 'x.csv', 'Task,Version,Note,备注\nC1/high_risk/2025-09,1,x,y\n', 3, 'is there twice'],
    ['a CSV of bytes', 'x.csv', new Uint8Array([0, 1, 2]), 3, 'not a text file'],
    ['a CSV in no encoding', 'x.csv', new Uint8Array([0x61, 0xff, 0xff, 0x2c]), 3, 'encoding is not known'],
    ['a CSV with a quote that never ends', 'x.csv', 'Task,"Version\n', 3, 'not a CSV'],
    ['a document', 'x.docx', 'x', 2, '.xlsx or .csv'],
  ])('%s is refused', async (_what, name, bytes, status, words) => {
    const store = await deskFolder(deskTask());
    const file = join(await testFolder(), name);
    await writeFile(file, bytes);
    expect(await read(store, file)).toMatchObject({ status, err: expect.stringContaining(words) });
    const chinese = await read(store, file, '--locale', 'zh-CN');
    expect(chinese.err).toMatch(/[：；，]|以 \.xlsx|不是|编码/);
    // No name of a class, and no half in another language.
    for (const { err } of [await read(store, file), chinese]) expect(err).not.toMatch(/[A-Z][a-z]+[A-Z][a-z]+:/);
    expect(chinese.err.replace(/^\S+|CSV|UTF-8|\.xlsx|\.csv/g, '')).not.toMatch(/[a-z]{4}/);
    expect(await storedTask(store)).toEqual(deskTask());
  });
});
