import { describe, expect, it } from 'vitest';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { planCollection } from '../../core/steps/desk/plan-collection.ts';
import { LETTER_WRITER } from '../../report/letters/letter-writer.ts';
import { acted, deskTask } from './desk-task.ts';

const RULES = loadRules(readShippedRules(new URL('../../config/', import.meta.url)), [
  { name: 'letters-leave.yaml', text: 'plans:\n  stages:\n    1_30: { send: always }\n' },
]);
/** C1 owes 20,000 of one invoice, 20 days overdue at the end of October. */
const ROW = {
  customers: '1',
  place: '1',
  customer_id: 'C1',
  customer_name: 'Maple',
  email: 'payables@example.com',
  account_manager: null,
  overdue_amount: '20000.00',
  disputed_amount: '0',
  due_soon_amount: '0',
  oldest_days: '20',
  credit_on_account: null,
  paid: '0',
  invoice_id: 'I1',
  invoice_date: '2025-09-11',
  due_date: '2025-10-11',
  days_overdue: '20',
  disputed: 'false',
  open_amount: '20000.00',
  invoice_currency: 'USD',
  own_total: '20000.00',
  own_open: '20000.00',
};

async function planned(tasks: readonly CollectionTask[], startedAt = '2025-11-01T06:00:00.000Z') {
  const rows = async (query: string) => (query === 'desk_invoices' ? [ROW] : []);
  const scopes = [{ scope: '*', currency: 'USD', customers: [], alerts: [], rows }];
  const found = await planCollection(
    { period: '2025-10', rules: RULES, ledger: true, scopes, tasks },
    { letters: LETTER_WRITER, startedAt, reliable: true },
  );
  const part = found.sheets.get('* C1');
  if (part === undefined) throw new Error('C1 is not in the plan');
  return { part, left: found.mails.map(({ sendAs }) => sendAs), files: [...(found.files?.keys() ?? [])] };
}

const WROTE = { do: 'contact', channel: 'mail', result: 'delivered', stage: '1_30' } as const;

describe('a letter that the rules let leave by itself', () => {
  it('leaves where nobody has written yet, or the interval since had passed at the month’s end', async () => {
    expect((await planned([deskTask()])).left).toEqual(['letter:*:1_30:C1']);
    expect((await planned([acted(deskTask(), [WROTE], '2025-10-17')])).left).toEqual(['letter:*:1_30:C1']);
  });

  it('stays a draft where the interval had not passed at the month’s end, whenever the run is', async () => {
    const task = acted(deskTask(), [WROTE], '2025-10-29');
    const soon = await planned([task]);
    expect(soon.left).toEqual([]);
    expect(soon.part).toMatchObject({ next_step: { due_date: '2025-11-12', send: 'always' } });
    expect(soon.files).toContain('letters/1_30/00001-C1.eml');
    expect((await planned([task], '2025-11-30T06:00:00.000Z')).left).toEqual([]);
    expect((await planned([acted(deskTask(), [WROTE], '2025-10-18')])).left).toEqual([]);
  });

  it('need not wait after a try that failed', async () => {
    const tried = acted(deskTask(), [{ ...WROTE, channel: 'phone', result: 'not_reached' }], '2025-10-30');
    expect((await planned([tried])).left).toEqual(['letter:*:1_30:C1']);
  });

  it('does not leave once an agency is approved', async () => {
    const asked = { id: 'agency.2025-09', kind: 'agency' as const, period: '2025-09', proposal: {}, decided: null };
    const task = deskTask({ approvals: [{ ...asked, requested: { at: '2025-09-30T00:00:00.000Z', by: 'duewatch' } }] });
    const approved = acted(task, [{ do: 'decide', approval: asked.id, approved: true }]);
    expect(await planned([approved])).toMatchObject({
      left: [],
      part: { paused: 'handed_over', not_drafted: 'paused' },
    });
  });
});

describe('the cause that the plan goes by', () => {
  const done = acted(
    deskTask({ task_id: 'C1/high_risk/2024-01', episode: '2024-01', opened_period: '2024-01', due_date: '2025-12-31' }),
    [
      { do: 'cause', cause: 'forgotten' },
      { do: 'close', outcome: 'not_needed' },
    ],
    '2024-02-01',
  );
  const now = acted(deskTask(), [{ do: 'cause', cause: 'financial_difficulty' }]);
  const newer = acted(
    deskTask({
      task_id: 'C1/early_warning/2025-10',
      reason: 'early_warning',
      episode: '2025-10',
      opened_period: '2025-10',
    }),
    [{ do: 'cause', cause: 'account_error' }],
  );

  it('is what stands on a task, not what stood on one that is done, in whatever order they come', async () => {
    for (const tasks of [
      [now, done],
      [done, now],
    ])
      expect((await planned(tasks)).part).toMatchObject({ cause: 'financial_difficulty' });
  });

  it('is that of the newest where several stand', async () => {
    for (const tasks of [
      [now, newer],
      [newer, now],
    ])
      expect((await planned(tasks)).part).toMatchObject({ cause: 'account_error' });
  });
});
