import type { RunRef } from '../../core/contracts/states.ts';
import { type CollectionTask, UNTOUCHED_TASK } from '../../core/contracts/task.ts';

/** The run that opens the tasks. */
export const RUN: RunRef = {
  id: '2025-09-aaaa1111',
  period: '2025-09',
  revision: 1,
  prefix: 'runs/2025-09/2025-09-aaaa1111/',
  work: 'work/2025-09-aaaa1111/',
  exports: '',
  startedAt: '2025-10-03T06:00:00.000Z',
  owner: 'bench',
  dryRun: false,
  resend: false,
  version: 'bench',
};

/** A task as a review opens it. */
export function newTask(at: number): CollectionTask {
  const balance = `${15_000 + ((at * 7_919) % 100_000)}.50`;
  return {
    task_id: `C${String(at).padStart(7, '0')}/high_risk/2025-09`,
    customer_id: `C${String(at).padStart(7, '0')}`,
    customer_name: `天青河马照明有限责任公司 ${at}`,
    reason: 'high_risk',
    episode: '2025-09',
    opened_period: '2025-09',
    scope: '*',
    strategy: 'active_collection',
    band: 'ge70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    outstanding_balance: balance,
    opened_balance: balance,
    currency: 'USD',
    score: 40 + (at % 60),
    actions: ['demand_in_writing', 'call_within_two_days', 'prepare_escalation', 'freeze_credit'],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
  };
}

/** A task closed over the version that was read. */
export function closedTask(task: CollectionTask): { readonly task: CollectionTask; readonly expectedVersion: number } {
  const mark = { at: RUN.startedAt, by: 'Collections' };
  const closed = { outcome: 'not_needed', on: RUN.startedAt.slice(0, 10), ...mark } as const;
  const version = task.version + 1;
  const history = [...task.history, { ...mark, change: 'close; outcome=not_needed' }];
  return {
    task: { ...task, status: 'done', outcome: 'not_needed', closed, version, history },
    expectedVersion: task.version,
  };
}
