import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqliteSendLedger } from '../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { STORE_SCHEMA } from '../../core/contracts/store-schema.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { STORY_BOOKS } from '../desk/story-books.ts';
import { duewatch } from '../workflow/command.ts';

/** Stores that version 0.1.0 has written: August of the story's books with words typed on tasks, and a sample of marts. */
const KEPT = fileURLToPath(new URL('store-0.1.0', import.meta.url));

let folders: string;
beforeAll(async () => {
  folders = await mkdtemp(join(tmpdir(), 'duewatch-upgrade-'));
});
afterAll(() => rm(folders, { recursive: true, force: true }));

const testFolder = () => mkdtemp(join(folders, 'case-'));

async function olderStore(name: 'books' | 'marts'): Promise<string> {
  const store = join(await testFolder(), 'store');
  await cp(join(KEPT, name), store, { recursive: true });
  return store;
}

async function storyExport(): Promise<string> {
  const folder = join(await testFolder(), 'export');
  await mkdir(folder);
  for (const [name, text] of Object.entries(STORY_BOOKS)) await writeFile(join(folder, name), text);
  return folder;
}

async function tasksOf(store: string): Promise<ReadonlyMap<string, CollectionTask>> {
  const tables = openTables(store);
  try {
    return new Map((await new SqliteTaskStore(tables).list()).map((task) => [task.task_id, task]));
  } finally {
    tables.close();
  }
}

const json = async (path: string) => JSON.parse(await readFile(path, 'utf8'));

describe('a store that version 0.1.0 has written', () => {
  it('shows its tasks: what was typed as status, outcome and cause is read as the record it follows from', async () => {
    const store = await olderStore('books');
    const tasks = await tasksOf(store);
    expect(tasks.size).toBe(8);
    expect(tasks.get('A/high_risk/2025-04')).toMatchObject({
      status: 'in_progress',
      started: { by: 'Ann' },
      note: 'Promised 6,000 by 20 September',
      opened_balance: '28000.00',
      version: 2,
    });
    expect(tasks.get('B/high_risk/2025-04')).toMatchObject({
      cause: 'financial_difficulty',
      note: 'Bank has been written to; "urgent"',
      version: 3,
    });
    expect(tasks.get('C/high_risk/2025-04')).toMatchObject({
      status: 'done',
      outcome: 'other',
      closed: { outcome: 'other', by: 'Ben' },
      note: 'Given to the lawyers in Leeds',
    });
    expect(tasks.get('D/high_risk/2025-04')).toMatchObject({
      outcome: 'paid',
      closed: { outcome: 'paid', by: 'Ann' },
      note: 'Cheque came',
    });
    const listed = await duewatch('tasks', 'list', '--store', store);
    expect(listed).toMatchObject({ status: 0, err: '' });
    expect(listed.out).toContain('B/high_risk/2025-04');
    const shown = await duewatch('tasks', 'show', 'C/high_risk/2025-04', '--store', store);
    expect(shown).toMatchObject({ status: 0, err: '' });
    expect(shown.out).toContain('Given to the lawyers in Leeds');
  });

  it('explains a figure of its last run, and says where it stands', async () => {
    const store = await olderStore('books');
    const explained = await duewatch('explain', 'loss.worst_case', '--store', store);
    expect(explained).toMatchObject({ status: 0, err: '' });
    expect(explained.out).toMatch(/112[,.]?000/);
    expect(await duewatch('status', '--store', store)).toMatchObject({ status: 0, err: '' });
    expect(await duewatch('check', '--exports', await storyExport())).toMatchObject({ status: 0 });
  });

  describe('is reviewed on', () => {
    let store: string;
    let out: string;
    beforeAll(async () => {
      store = await olderStore('books');
      out = join(await testFolder(), 'out');
      const run = ['run', '--exports', await storyExport(), '--store', store, '--out', out, '--locale', 'en'];
      expect(await duewatch(...run, '--period', '2025-09')).toMatchObject({ status: 0 });
    });

    it('with the month before as its history and the tasks as they were left', async () => {
      const { figures } = await json(join(out, 'figures.json'));
      expect(figures['desk.tasks.standing.count'].value).toBe(6);
      expect(figures['review.high_risk.left_paid']).toBeDefined();
      expect(figures['overdue.customers.largest'].value).toContainEqual(
        expect.objectContaining({ customer_id: 'B', cause: 'financial_difficulty', rule: 'recorded_on_task' }),
      );
      const tasks = await tasksOf(store);
      const found = tasks.get('A/high_risk/2025-04');
      expect(found).toMatchObject({
        version: 3,
        note: 'Promised 6,000 by 20 September',
        outstanding_balance: '22000.00',
      });
      expect(found?.history.map(({ by }) => by)).toEqual(['Ann', 'duewatch']);
      expect(tasks.get('C/high_risk/2025-04')).toMatchObject({ status: 'done', version: 2 });
    });

    it('opens no task twice and mails each person once', async () => {
      const ids = [...(await tasksOf(store)).keys()];
      expect(ids).toHaveLength(8);
      const tables = openTables(store);
      const sends = new SqliteSendLedger(tables);
      const rows = [...(await sends.list('2025-08')), ...(await sends.list('2025-09'))];
      tables.close();
      expect(rows.filter(({ period }) => period === '2025-08')).toHaveLength(5);
      expect(rows.every(({ status, attempt }) => status === 'SENT' && attempt === 1)).toBe(true);
    });

    it('says which version computed what', async () => {
      const run = async (period: string, tables = openTables(store)) => {
        const row = tables.prepare('SELECT prefix, version FROM runs WHERE period = ?').get(period);
        tables.close();
        const record = await json(join(store, String(row?.['prefix']), 'run.json'));
        const { opened_by: openedBy = row?.['version'] } = record.run;
        return [openedBy, record.versions.duewatch, typeof record.versions.node];
      };
      expect(await run('2025-08')).toEqual(['0.1.0', '0.1.0', 'string']);
      expect(await run('2025-09')).toEqual(['0.0.0-test', '0.0.0-test', 'string']);
      expect(await json(join(store, 'history', 'store.json'))).toEqual({
        schema: STORE_SCHEMA,
        written_by: '0.0.0-test',
      });
    });
  });

  it('of marts is reviewed on in the month after', async () => {
    const store = await olderStore('marts');
    const exports = join(await testFolder(), 'export');
    await writeSample(exports, { customers: 80, months: 14, lastMonth: '2025-10' });
    const out = join(await testFolder(), 'out');
    const run = ['run', '--exports', exports, '--store', store, '--out', out, '--locale', 'en'];
    expect(await duewatch(...run)).toMatchObject({ status: 0 });
    const { figures, run: info } = await json(join(out, 'figures.json'));
    expect(info.period).toBe('2025-10');
    expect(figures['desk.tasks.standing.count'].value).toBe(1);
    expect(await duewatch('explain', 'loss.worst_case', '--store', store)).toMatchObject({ status: 0, err: '' });
  });
});

describe('a store that a newer version has written', () => {
  it('is refused by name before anything is changed, by its tables', async () => {
    const store = await olderStore('books');
    const database = new DatabaseSync(join(store, 'duewatch.sqlite'));
    database.exec(`PRAGMA user_version = ${STORE_SCHEMA + 1}`);
    database.close();
    const before = await readFile(join(store, 'duewatch.sqlite'));
    for (const argv of [
      ['tasks', 'list'],
      ['explain', 'loss.worst_case'],
      ['run', '--exports', await storyExport()],
    ]) {
      const { status, err } = await duewatch(...argv, '--store', store);
      expect([argv[0], status]).toEqual([argv[0], 1]);
      expect(err).toMatch(/StoreNewer: .*install the newer version/);
    }
    expect(await readFile(join(store, 'duewatch.sqlite'))).toEqual(before);
  });

  it('is refused by name by its objects, naming the version, as in a bucket', async () => {
    const store = await olderStore('books');
    const form = { schema: STORE_SCHEMA + 1, written_by: '9.1.0' };
    await writeFile(join(store, 'history', 'store.json'), JSON.stringify(form));
    const { status, err } = await duewatch('run', '--exports', await storyExport(), '--store', store);
    expect(status).toBe(1);
    expect(err).toMatch(/StoreNewer: the store was written by duewatch 9\.1\.0/);
    expect(await json(join(store, 'history', 'store.json'))).toEqual(form);
  });
});
