import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { task } from '../adapters/contract/task-store-contract.ts';

const ACTOR = { by: 'Ana', at: '2025-10-02T09:00:00.000Z', today: '2025-10-02' };
const PROMISE = { do: 'promise', amount: '15000.01', due_date: '2025-10-09' } as const;

async function desk(...tasks: readonly CollectionTask[]) {
  const database = openTables(await mkdtemp(join(tmpdir(), 'duewatch-change-')));
  const ports = { tasks: new SqliteTaskStore(database), events: new SqliteEventBus(database) };
  await ports.tasks.openMany(tasks);
  const announced = () =>
    database
      .prepare('SELECT id, type FROM events ORDER BY rowid')
      .all()
      .map((row) => ({ ...row }));
  return { ...ports, announced };
}

describe('a person changes a task', () => {
  it('the change is stored as the next version and announced once under its own id', async () => {
    const ports = await desk(task('a'));
    const result = await changeTask(ports, { taskId: 'a', action: PROMISE, actor: ACTOR, seenVersion: 1 });
    expect(result).toMatchObject({ done: true, task: { version: 2, status: 'waiting' } });
    expect(await ports.tasks.get('a')).toMatchObject({ version: 2, promises: [{ id: 'p1', by: 'Ana' }] });
    expect(ports.announced()).toEqual([{ id: 'changed/a/2', type: 'CollectionTaskChanged' }]);
  });

  it('the second of two at one version is refused, and shown what the first left', async () => {
    const ports = await desk(task('a'));
    await changeTask(ports, { taskId: 'a', action: { do: 'note', note: 'mine' }, actor: ACTOR, seenVersion: 1 });
    const second = await changeTask(ports, { taskId: 'a', action: PROMISE, actor: ACTOR, seenVersion: 1 });
    expect(second).toMatchObject({ done: false, refused: 'changed_meanwhile', task: { version: 2, note: 'mine' } });
    expect((await ports.tasks.get('a'))?.promises).toEqual([]);
    expect(ports.announced()).toHaveLength(1);
  });

  it('of many at the same instant one is written, and nothing of the others is lost in silence', async () => {
    const ports = await desk(task('a'));
    const results = await Promise.all(
      ['Ana', 'Bo', 'Cy', 'Di'].map((by) =>
        changeTask(ports, { taskId: 'a', action: { do: 'note', note: by }, actor: { ...ACTOR, by }, seenVersion: 1 }),
      ),
    );
    expect(results.filter(({ done }) => done)).toHaveLength(1);
    expect(results.filter((result) => !result.done && result.refused === 'changed_meanwhile')).toHaveLength(3);
    expect((await ports.tasks.get('a'))?.history).toHaveLength(1);
  });

  it('a refused action leaves the task and the bus as they were', async () => {
    const paid = task('a', { status: 'done', outcome: 'paid' });
    const ports = await desk(paid);
    const result = await changeTask(ports, { taskId: 'a', action: PROMISE, actor: ACTOR });
    expect(result).toEqual({ done: false, refused: 'already_paid', task: paid });
    expect(await ports.tasks.get('a')).toEqual(paid);
    expect(ports.announced()).toEqual([]);
  });

  it('an id that no task has is refused', async () => {
    const ports = await desk();
    expect(await changeTask(ports, { taskId: 'x', action: PROMISE, actor: ACTOR })).toEqual({
      done: false,
      refused: 'unknown_task',
      task: null,
    });
  });
});
