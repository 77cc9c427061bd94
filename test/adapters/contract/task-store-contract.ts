import { describe, expect, it } from 'vitest';
import { type CollectionTask, type TaskOutcome, UNTOUCHED_TASK } from '../../../core/contracts/task.ts';
import { compareIds } from '../../../core/domain/customer-order.ts';
import type { TaskStore } from '../../../core/ports/task-store.ts';

/** A task of a customer. */
export function task(id: string, changes: Partial<CollectionTask> = {}): CollectionTask {
  return {
    task_id: id,
    customer_id: id,
    customer_name: `Müller & 王 ${id}`,
    reason: 'high_risk',
    episode: '2025-09',
    opened_period: '2025-09',
    strategy: 'active_collection',
    band: 'ge70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    scope: '*',
    outstanding_balance: '15000.01',
    opened_balance: '15000.01',
    currency: 'USD',
    score: 71.25,
    actions: ['call'],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
    ...changes,
  };
}

function byId(tasks: readonly CollectionTask[]): readonly CollectionTask[] {
  return tasks.toSorted((a, b) => compareIds(a.task_id, b.task_id));
}

/** What every task store does. */
export function taskStoreContract(name: string, open: () => Promise<TaskStore>): void {
  describe(`a task store: ${name}`, () => {
    it('opens each task once, however often it is asked', async () => {
      const store = await open();
      expect(await store.openMany([task('a'), task('b')])).toEqual(['a', 'b']);
      expect(await store.openMany([task('b', { note: 'again' }), task('c')])).toEqual(['c']);
      expect((await store.get('b'))?.note).toBeNull();
    });

    it('opens hundreds at a time', async () => {
      const store = await open();
      const tasks = Array.from({ length: 120 }, (_each, index) => task(`t${String(index).padStart(3, '0')}`));
      expect(await store.openMany(tasks)).toHaveLength(120);
      expect(await store.list()).toHaveLength(120);
    });

    it('gives a task back whole, and nothing for an id it does not know', async () => {
      const store = await open();
      await store.openMany([task('a')]);
      expect(await store.get('a')).toEqual(task('a'));
      expect(await store.get('z')).toBeUndefined();
    });

    it('lists by due date, then id', async () => {
      const store = await open();
      await store.openMany([task('b'), task('a'), task('c', { due_date: '2025-10-01' })]);
      expect((await store.list()).map(({ task_id }) => task_id)).toEqual(['c', 'a', 'b']);
    });

    it('takes ids of customers whose numbers are long names', async () => {
      const store = await open();
      const long = task(`${'x'.repeat(1_900)}/high_risk/2025-09`);
      expect(await store.openMany([long])).toEqual([long.task_id]);
      expect([await store.get(long.task_id), ...(await store.listForWorklist())]).toEqual([long, long]);
    });

    it('gives many tasks by their ids, each once and whole, and passes over ids it does not know', async () => {
      const store = await open();
      const tasks = Array.from({ length: 230 }, (_each, index) => task(`t${String(index).padStart(3, '0')}`));
      await store.openMany(tasks);
      const asked = [...tasks.slice(5).map(({ task_id }) => task_id), 't005', 'z', '', 'x'.repeat(3_000), '\ud800'];
      expect(byId(await store.getMany(asked))).toEqual(tasks.slice(5));
      expect(await store.getMany([])).toEqual([]);
      expect(await store.get('x'.repeat(3_000))).toBeUndefined();
    });

    it('gives a worklist what stands and what was handed over, by due date, then id, and nothing else that is done', async () => {
      const store = await open();
      const mark = { at: '2025-10-02T09:00:00.000Z', by: 'Ann' };
      const closed = (id: string, outcome: TaskOutcome) =>
        task(id, { status: 'done', outcome, closed: { outcome, on: '2025-10-02', ...mark } });
      await store.openMany([
        task('b'),
        task('a', { status: 'waiting' }),
        task('c', { status: 'in_progress', due_date: '2025-10-01' }),
        closed('agency', 'sent_to_agency'),
        closed('court', 'legal_action'),
        closed('lost', 'written_off'),
        closed('mistaken', 'not_needed'),
        task('paid', { status: 'done', outcome: 'paid' }),
      ]);
      const ids = async () => (await store.listForWorklist()).map(({ task_id }) => task_id);
      expect(await ids()).toEqual(['c', 'a', 'agency', 'b', 'court', 'lost']);
      await store.replace({ ...closed('a', 'other'), version: 2 }, 1);
      await store.replace({ ...closed('b', 'legal_action'), version: 2 }, 1);
      await store.replace(task('mistaken', { version: 2 }), 1);
      expect(await ids()).toEqual(['c', 'agency', 'b', 'court', 'lost', 'mistaken']);
      expect((await store.listForWorklist()).at(-1)).toEqual(task('mistaken', { version: 2 }));
    });

    it('replaces a task only over the version that was read', async () => {
      const store = await open();
      await store.openMany([task('a')]);
      expect(await store.replace(task('a', { version: 2, note: 'called' }), 1)).toBe(true);
      expect(await store.replace(task('a', { version: 2, note: 'lost' }), 1)).toBe(false);
      expect((await store.get('a'))?.note).toBe('called');
      expect(await store.replace(task('unknown', { version: 2 }), 1)).toBe(false);
    });
  });
}
