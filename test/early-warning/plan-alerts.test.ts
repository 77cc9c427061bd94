import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { Rules } from '../../core/contracts/config.ts';
import type { CustomerLine } from '../../core/contracts/report-input.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import type { AlertLine } from '../../core/steps/judge-warnings.ts';
import { planAlerts, readDigests } from '../../core/steps/plan-alerts.ts';
import { readPlannedTasks, writePlannedTasks } from '../../core/steps/planned-tasks.ts';
import { writeWork } from '../../core/steps/work-files.ts';
import { makeCustomers } from '../report/fixtures/customers.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

const run: RunRef = {
  id: 'r',
  period: '2025-09',
  revision: 1,
  prefix: 'runs/2025-09/r/',
  work: 'work/r/',
  exports: '',
  startedAt: '',
  owner: '',
  dryRun: false,
  resend: false,
  version: '0',
};

const alert = (customer_id: string, since: string, change: Partial<AlertLine> = {}): AlertLine => ({
  customer_id,
  name: `Customer ${customer_id}`,
  account_manager: null,
  currency: null,
  score: 80,
  open_amount: 1200.5,
  reasons: ['over_threshold'],
  since,
  since_known: true,
  fresh: since === run.period,
  factors: [{ part: 'event_chance', value: 0.7, points: 35 }],
  ...change,
});

describe('alerts that are put on desks', () => {
  let folder: string;
  let store: FolderObjectStore;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'plan-alerts-'));
    store = new FolderObjectStore(folder);
    await writePlannedTasks(store, run, []);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const plan = async (
    alerts: readonly AlertLine[],
    change: { lastPeriod?: string; rules?: Rules; lines?: ReadonlyMap<string, CustomerLine> } = {},
  ) => {
    await writeWork(store, run, 'warning-alerts.json', alerts);
    const figures = await planAlerts(store, run, {
      rules: change.rules ?? SHIPPED_RULES,
      lines: change.lines ?? new Map(),
      currency: 'USD',
      lastPeriod: change.lastPeriod ?? null,
    });
    return { figures, tasks: await readPlannedTasks(store, run), digests: await readDigests(store, run) };
  };

  it('are those that opened since the last published review, one task an episode', async () => {
    const alerts = [alert('A', '2025-06'), alert('B', '2025-08'), alert('C', '2025-09')];
    const { tasks, digests } = await plan(alerts, { lastPeriod: '2025-07' });
    expect(tasks.map(({ task_id }) => task_id)).toEqual(['B/early_warning/2025-08', 'C/early_warning/2025-09']);
    expect(digests.map(({ total }) => total)).toEqual([2]);
  });

  it('are on a first run all whose beginning the books show', async () => {
    const { tasks } = await plan([alert('A', '2025-06'), alert('B', '2023-10', { since_known: false })]);
    expect(tasks.map(({ customer_id }) => customer_id)).toEqual(['A']);
    expect(tasks[0]).toMatchObject({
      reason: 'early_warning',
      owner_role: 'account_manager',
      outstanding_balance: '1200.50',
      due_date: '2025-10-07',
      actions: ['confirm_balance', 'agree_dated_plan'],
      strategy: null,
    });
  });

  it('go by tier to whoever acts on the customer, with the steps of its strategy', async () => {
    const [line] = makeCustomers(1);
    if (line === undefined) throw new Error('no customer');
    const hard = { ...line, strategy: 'active_collection', owner_role: 'collection_specialist' } as const;
    const { tasks, digests } = await plan([alert(line.customer_id, '2025-09'), alert('Z', '2025-09')], {
      lines: new Map([[`* ${line.customer_id}`, hard]]),
    });
    expect(tasks.map(({ owner_role }) => owner_role)).toEqual(['collection_specialist', 'account_manager']);
    expect(digests.map(({ recipient, total }) => [recipient.email, total])).toEqual([
      ['accounts@example.com', 1],
      ['collections@example.com', 1],
    ]);
    expect(tasks[0]?.actions[0]).toBe('demand_in_writing');
  });

  it('are tasks all the same where a desk has no address: nobody is written to, and that is said', async () => {
    const rules = SHIPPED_RULES;
    const quiet = { ...rules.people.desks, account_manager: { name: 'Account managers' } };
    const { figures, tasks, digests } = await plan([alert('A', '2025-09')], {
      rules: { ...rules, people: { ...rules.people, desks: quiet } },
    });
    expect(tasks).toHaveLength(1);
    expect(digests).toEqual([]);
    expect(figures['warning.digests.count']).toMatchObject({ value: 0, reason: 'no_desk_address' });
    expect(figures['warning.digests.off']?.value).toEqual([{ role: 'account_manager' }]);
  });

  it('are planned again after a crash without a second task beside the first, and the group’s tasks stay', async () => {
    const first = await plan([alert('A', '2025-09')]);
    await writePlannedTasks(store, run, [
      ...first.tasks,
      { ...first.tasks[0], task_id: 'A/high_risk/2025-09', reason: 'high_risk' } as (typeof first.tasks)[0],
    ]);
    const again = await plan([alert('A', '2025-09')]);
    expect(again.tasks.map(({ task_id }) => task_id)).toEqual(['A/high_risk/2025-09', 'A/early_warning/2025-09']);
  });

  it('come the most alarming first, thirty at most, and say how many there are', async () => {
    const many = Array.from({ length: 45 }, (_, i) => alert(`C${i}`, '2025-09', { score: 70 + (i % 30) }));
    const [digest] = (await plan(many)).digests;
    expect(digest?.total).toBe(45);
    expect(digest?.alerts).toHaveLength(30);
    const scores = digest?.alerts.map(({ score }) => score) ?? [];
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});
