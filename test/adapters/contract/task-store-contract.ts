import { describe, expect, it } from 'vitest';
import { type CollectionTask, UNTOUCHED_TASK } from '../../../core/contracts/task.ts';
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
