import { type CollectionTask, UNTOUCHED_TASK } from '../../core/contracts/task.ts';
import { actOnTask } from '../../core/domain/desk/act-on-task.ts';
import type { TaskAction } from '../../core/domain/desk/task-action.ts';

/** A task of September 2025: 20,000 owed by a customer of the high-risk group. */
export function deskTask(changes: Partial<CollectionTask> = {}): CollectionTask {
  return {
    task_id: 'C1/high_risk/2025-09',
    customer_id: 'C1',
    customer_name: 'Maple & 王 Ltd',
    reason: 'high_risk',
    episode: '2025-09',
    opened_period: '2025-09',
    scope: '*',
    strategy: 'active_collection',
    band: 'ge70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    outstanding_balance: '20000.00',
    opened_balance: '20000.00',
    currency: 'USD',
    score: 71.25,
    actions: ['demand_in_writing'],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
    ...changes,
  };
}

/** The task after these actions, one a day from a day on; fails where one is refused. */
export function acted(task: CollectionTask, actions: readonly TaskAction[], from = '2025-10-03'): CollectionTask {
  return actions.reduce((now, action, day) => {
    const today = new Date(Date.parse(from) + day * 86_400_000).toISOString().slice(0, 10);
    const result = actOnTask(now, action, { by: 'Ann', at: `${today}T09:00:00.000Z`, today });
    if (!result.done) throw new Error(`${action.do} was refused: ${result.refused}`);
    return result.task;
  }, task);
}
