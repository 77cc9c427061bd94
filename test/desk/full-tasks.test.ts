import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { actOnTask } from '../../core/domain/desk/act-on-task.ts';
import type { TaskAction } from '../../core/domain/desk/task-action.ts';
import { fits } from '../../core/domain/desk/task-size.ts';
import { addMonths } from '../../core/domain/month.ts';
import { type TaskNews, withNews } from '../../core/steps/desk-findings.ts';
import { openTasks } from '../../core/steps/open-tasks.ts';
import { writeWork } from '../../core/steps/work-files.ts';
import { acted, deskTask } from './desk-task.ts';

const LONG = '王'.repeat(2_000);
const CALL: TaskAction = { do: 'contact', channel: 'phone', result: 'reached', note: LONG };
const ACTOR = { by: 'Ann', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };

/** A task on which somebody wrote until it took no more. */
function filled(task: CollectionTask = deskTask()): CollectionTask {
  let now = task;
  for (;;) {
    const result = actOnTask(now, CALL, ACTOR);
    if (!result.done) return now;
    now = result.task;
  }
}

function news(task_id: string, period: string): TaskNews {
  const finding = { period, balance: '20000.00', received: '0.00', words: {}, at_risk: true };
  return { task_id, finding, approvals: [] };
}

function bytes(task: CollectionTask): number {
  return Buffer.byteLength(JSON.stringify(task));
}

describe('a full task', () => {
  it('takes no more than being closed, and says so, long before a table would refuse it', () => {
    const full = filled();
    expect(full.contacts.length).toBeGreaterThan(45);
    expect(bytes(full)).toBeLessThanOrEqual(300_000);
    for (const action of [CALL, { do: 'note', note: LONG } as const])
      expect(actOnTask(full, action, ACTOR)).toEqual({ done: false, refused: 'task_full' });
    expect(bytes(acted(full, [{ do: 'close', outcome: 'other', note: LONG }]))).toBeLessThan(320_000);
  });

  it('has room for what twenty years of reviews find', () => {
    const months = Array.from({ length: 240 }, (_each, month) => addMonths('2025-10', month));
    const after = months.reduce(
      (task, period) => withNews(task, news(task.task_id, period), { at: `${period}-28T06:00:00.000Z`, period }),
      filled(),
    );
    expect(after.findings).toHaveLength(240);
    expect(fits(after)).toBe(true);
  });
});

describe('a review with a task that no table takes any more of', () => {
  let folder: string;
  let close: () => void;
  let ports: { store: FolderObjectStore; tasks: SqliteTaskStore; events: SqliteEventBus };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'duewatch-full-'));
    const tables = openTables(folder);
    close = () => tables.close();
    ports = {
      store: new FolderObjectStore(folder),
      tasks: new SqliteTaskStore(tables),
      events: new SqliteEventBus(tables),
    };
  });
  afterEach(async () => {
    close();
    await rm(folder, { recursive: true, force: true });
  });

  it('writes its news on the others, opens what is new, and names the one', async () => {
    const [a, huge, b, fresh] = ['a', 'huge', 'b', 'fresh'].map((task_id) => deskTask({ task_id }));
    if (a === undefined || huge === undefined || b === undefined || fresh === undefined) throw new Error('four tasks');
    const history = Array.from({ length: 1_000 }, () => ({ at: ACTOR.at, by: 'Ann', change: 'x'.repeat(400) }));
    await ports.tasks.openMany([a, { ...huge, history }, b]);
    const run: RunRef = {
      id: '2025-10-aa',
      period: '2025-10',
      revision: 1,
      prefix: 'runs/2025-10/2025-10-aa/',
      work: 'work/2025-10-aa/',
      exports: '',
      startedAt: '2025-11-03T06:00:00.000Z',
      owner: 'me',
      dryRun: false,
      resend: false,
      version: '1',
    };
    const named = 'N'.repeat(400_000);
    await writeWork(ports.store, run, 'tasks.json', [fresh, deskTask({ task_id: 'name', customer_name: named })]);
    await writeWork(
      ports.store,
      run,
      'desk-findings.json',
      ['a', 'huge', 'b'].map((id) => news(id, '2025-10')),
    );
    const opened = { planned: 1, opened: 1, changed: 2, full: ['name', 'huge'] };
    expect(await openTasks(ports, { run })).toEqual(opened);
    const found = (await ports.tasks.list()).map(({ task_id, findings }) => [task_id, findings.length]);
    expect(found).toEqual([
      ['a', 1],
      ['b', 1],
      ['fresh', 0],
      ['huge', 0],
    ]);
    expect(await openTasks(ports, { run })).toEqual({ ...opened, opened: 0, changed: 0 });
  });
});
