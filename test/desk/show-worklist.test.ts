import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { showWorklist, type WorklistAsk } from '../../core/steps/desk-requests/show-worklist.ts';
import { type TestDesk, testDesk } from './desk-host.ts';
import { deskTask } from './desk-task.ts';

const RULES = { today: '2025-10-06', scoreThreshold: 70, smallAmount: '1000' };
const MARK = { at: '2025-10-02T09:00:00.000Z', by: 'Ann' };

function ended(task_id: string, outcome: 'written_off' | 'not_needed', changes: Partial<CollectionTask> = {}) {
  return deskTask({ task_id, status: 'done', outcome, closed: { outcome, on: '2025-10-02', ...MARK }, ...changes });
}

/** Two that stand, one of them of a customer whose debt was written off on another task; and two that are done. */
const TASKS = [
  deskTask({ task_id: 'own', score: 90, owner: 'Ann' }),
  deskTask({ task_id: 'other', customer_id: 'C2', score: 90, owner: 'Ben', owner_role: 'account_manager' }),
  ended('over', 'written_off', { owner: 'Gone' }),
  ended('old', 'not_needed', { owner: 'Retired', owner_role: 'sales_manager' }),
];

describe('the worklist', () => {
  let desk: TestDesk;
  beforeEach(async () => {
    desk = await testDesk(TASKS);
  });
  afterEach(() => desk.close());

  /** The worklist, and which of the store's lists it was made from. */
  async function shown(ask: Partial<WorklistAsk> = {}) {
    const read: string[] = [];
    const { tasks } = desk.host;
    const store = {
      list: () => {
        read.push('all');
        return tasks.list();
      },
      listForWorklist: () => {
        read.push('worklist');
        return tasks.listForWorklist();
      },
    };
    const view = await showWorklist(store, { filter: {}, ...ask }, RULES);
    const items = view.groups.flatMap(({ group, items }) => items.map(({ task, why }) => [group, task.task_id, why]));
    return { read, items, owners: view.owners, roles: view.roles };
  }

  it('reads what stands, and rests it for a debt that was handed over on a task that is done', async () => {
    expect(await shown()).toEqual({
      read: ['worklist'],
      items: [
        ['at_risk', 'other', 'over_threshold'],
        ['hold', 'own', 'handed_over'],
      ],
      owners: ['Ann', 'Ben'],
      roles: ['account_manager', 'collection_specialist'],
    });
  });

  it.each<Partial<WorklistAsk>>([
    { filter: { owner: 'Ann' } },
    { filter: { role: 'account_manager' } },
    { filter: { status: 'open' } },
    { filter: { text: 'maple' }, group: 'hold' },
  ])('narrowed by %j reads no more, and nobody stands elsewhere for it', async (ask) => {
    const { read, items } = await shown(ask);
    expect(read).toEqual(['worklist']);
    const all = (await shown()).items;
    for (const item of items) expect(all).toContainEqual(item);
    expect(items).toHaveLength(ask.filter?.status === 'open' ? 2 : 1);
  });

  it.each<Partial<WorklistAsk>>([{ group: 'done' }, { filter: { status: 'done' } }])(
    'asked for what is done (%j) reads everything',
    async (ask) => {
      const { read, items, owners, roles } = await shown(ask);
      expect(read).toEqual(['all']);
      expect(items.map(([, id]) => id).sort()).toEqual(['old', 'over']);
      expect(owners).toEqual(['Ann', 'Ben', 'Gone', 'Retired']);
      expect(roles).toEqual(['account_manager', 'collection_specialist', 'sales_manager']);
    },
  );

  it('keeps an owner and a role that were chosen among the choices, though nothing of theirs stands', async () => {
    const { items, owners, roles } = await shown({ filter: { owner: 'Retired', role: 'sales_manager' } });
    expect(items).toEqual([]);
    expect(owners).toEqual(['Ann', 'Ben', 'Retired']);
    expect(roles).toEqual(['account_manager', 'collection_specialist', 'sales_manager']);
  });
});
