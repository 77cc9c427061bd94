import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { type CustomerSheet, customerSheet } from '../../core/contracts/customer-sheet.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { task } from '../adapters/contract/task-store-contract.ts';
import { testDesk } from './desk-host.ts';

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

const SHEET = {
  period: '2025-09',
  scope: '*',
  currency: 'USD',
  customer_id: 'a',
  name: 'A',
  email: null,
  account_manager: null,
  balance: '15000.01',
  credit_on_account: null,
  payment_rate_pct: null,
  score: null,
  band: null,
  strategy: null,
  reasons: [],
  warning: null,
  history: [],
  ageing: null,
  invoices: null,
  invoices_total: null,
};

/** A customer's sheet in which the plan asks for this step. */
function sheetAsking(step: { stage: string; channel: string } | null): CustomerSheet {
  const next = { template: 'demand', owner_role: 'credit_controller', owner: 'Credit control', due_date: '2025-10-03' };
  return customerSheet.parse({
    ...SHEET,
    parts: {
      collection: {
        stage: step?.stage ?? null,
        age_stage: step?.stage ?? null,
        overdue_amount: '15000.01',
        disputed_amount: '0.00',
        due_soon_amount: '0.00',
        oldest_days: 12,
        group: 'none',
        cause: 'other',
        paused: null,
        paused_until: null,
        broken_word: false,
        next_step: step === null ? null : { ...step, ...next, send: 'never', again: false },
        delivered: [],
        exhausted: false,
        measures: [],
        paid_per_month: null,
        promises: [],
        letter: null,
        not_drafted: null,
        file: null,
      },
    },
  });
}

describe('a contact', () => {
  const call = { do: 'contact', channel: 'phone', result: 'reached' } as const;
  it.each([
    ['is the step that the plan asks for', { stage: '1_30', channel: 'mail' }, '1_30'],
    ['is beside the plan where that asks for a letter', { stage: '61_90', channel: 'letter' }, null],
    ['is beside the plan where that rests', null, null],
  ])('%s', async (_what, step, stage) => {
    const { host, close } = await testDesk([task('a')], [sheetAsking(step)]);
    try {
      const result = await changeTask(host, { taskId: 'a', action: call, actor: ACTOR });
      expect(result).toMatchObject({ done: true, task: { contacts: [{ channel: 'phone', stage }] } });
    } finally {
      close();
    }
  });

  it('of a customer without a sheet is kept as it is', async () => {
    const { host, close } = await testDesk([task('a')], []);
    try {
      expect(await changeTask(host, { taskId: 'a', action: call, actor: ACTOR })).toMatchObject({
        done: true,
        task: { contacts: [{ stage: null }] },
      });
    } finally {
      close();
    }
  });
});

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
