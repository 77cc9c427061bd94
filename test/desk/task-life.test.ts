import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CollectionTask, collectionTask, type TaskFinding } from '../../core/contracts/task.ts';
import { actOnTask } from '../../core/domain/desk/act-on-task.ts';
import { settleTask, standingOf, taskBefore, withFinding } from '../../core/domain/desk/settle-task.ts';
import type { TaskAction } from '../../core/domain/desk/task-action.ts';
import { acted, deskTask } from './desk-task.ts';

const ACTOR = { by: 'Ann', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };
const PROMISE: TaskAction = { do: 'promise', amount: '5000', due_date: '2025-10-20' };

function found(changes: Partial<TaskFinding> = {}): TaskFinding {
  return { period: '2025-10', balance: '20000.00', received: '0.00', words: {}, at_risk: true, ...changes };
}

function refusal(task = deskTask(), action: TaskAction = PROMISE) {
  const result = actOnTask(task, action, ACTOR);
  return result.done ? null : result.refused;
}

describe('a task', () => {
  it('goes from open to in progress, waits for a promise, and is done when it is closed', () => {
    const statuses = [
      deskTask(),
      acted(deskTask(), [{ do: 'start' }]),
      acted(deskTask(), [{ do: 'start' }, PROMISE]),
      acted(deskTask(), [PROMISE, { do: 'cancel_promise', promise: 'p1' }]),
      acted(deskTask(), [PROMISE, { do: 'close', outcome: 'written_off' }]),
    ].map(({ status, outcome }) => [status, outcome]);
    expect(statuses).toEqual([
      ['open', null],
      ['in_progress', null],
      ['waiting', null],
      ['in_progress', null],
      ['done', 'written_off'],
    ]);
  });

  it('keeps a text once: with the contact, the dispute or the decision, and else in the history', () => {
    const task = acted(deskTask(), [
      { do: 'contact', channel: 'phone', result: 'reached', note: 'Called the owner' },
      { do: 'dispute', reason: 'Wrong colour' },
      { do: 'note', note: 'A quiet month' },
      { do: 'cause', cause: 'other', note: 'Moved house' },
    ]);
    expect(task.history.map(({ change }) => change.replace(/; status .*/, ''))).toEqual([
      'contact; channel=phone; result=reached; note',
      'dispute; reason',
      'note; note=A quiet month',
      'cause; cause=other; note=Moved house',
    ]);
    expect([task.contacts[0]?.note, task.disputes[0]?.reason]).toEqual(['Called the owner', 'Wrong colour']);
  });

  it('is paid when the books know of the money, not before; cleared when nothing is owed', () => {
    const close = (outcome: 'paid' | 'cleared' | 'not_needed'): TaskAction => ({ do: 'close', outcome });
    expect([refusal(deskTask(), close('paid')), refusal(deskTask(), close('cleared'))]).toEqual([
      'balance_open',
      'balance_open',
    ]);
    const part = withFinding(deskTask(), found({ balance: '0.01', received: '19999.99' }));
    expect(refusal(part, close('paid'))).toBe('balance_open');
    // What was owed has come in; what is open is newer.
    const newer = withFinding(deskTask(), found({ balance: '700.00', received: '20000.00' }));
    expect([refusal(newer, close('paid')), refusal(newer, close('cleared'))]).toEqual([null, 'balance_open']);
    const unknown = withFinding(deskTask(), found({ received: null }));
    expect([refusal(unknown, close('paid')), refusal(unknown, close('not_needed'))]).toEqual(['balance_open', null]);
    expect(refusal(deskTask({ outstanding_balance: '0.00' }), close('paid'))).toBeNull();
  });

  it('keeps every change with who made it and when', () => {
    const task = acted(deskTask(), [{ do: 'cause', cause: 'forgotten', note: 'Will pay' }, PROMISE]);
    expect(task.version).toBe(3);
    expect(task.history).toEqual([
      {
        at: '2025-10-03T09:00:00.000Z',
        by: 'Ann',
        change: 'cause; cause=forgotten; note=Will pay; status open → in_progress',
      },
      {
        at: '2025-10-04T09:00:00.000Z',
        by: 'Ann',
        change: 'promise; amount=5000; due_date=2025-10-20; status in_progress → waiting',
      },
    ]);
  });

  it('shrinks by a part payment, is closed by a full one, and by leaving the group when nothing is waited for', () => {
    expect(withFinding(deskTask(), found({ balance: '12000.00' }))).toMatchObject({
      outstanding_balance: '12000.00',
      opened_balance: '20000.00',
      status: 'open',
    });
    expect(withFinding(deskTask(), found({ balance: '0.00', received: '20000.00', at_risk: false }))).toMatchObject({
      status: 'done',
      outcome: 'paid',
    });
    const left = found({ balance: '9000.00', at_risk: false });
    expect(withFinding(deskTask(), left)).toMatchObject({ status: 'done', outcome: 'no_longer_at_risk' });
    expect(withFinding(acted(deskTask(), [PROMISE]), { ...left, words: { p1: 'open' } }).status).toBe('waiting');
  });

  it('waits while a dispute runs, and the disputed amount stays owed', () => {
    const disputed = acted(deskTask(), [{ do: 'dispute', reason: 'Wrong price', amount: '3000' }]);
    expect(disputed).toMatchObject({ status: 'waiting', cause: 'disputed', outstanding_balance: '20000.00' });
    expect(acted(disputed, [{ do: 'settle_dispute', result: 'rejected' }]).status).toBe('in_progress');
  });

  it('comes back to the top when a promise is broken, until a new one is given', () => {
    const broken = withFinding(acted(deskTask(), [PROMISE]), found({ words: { p1: 'broken' } }));
    expect(broken.status).toBe('in_progress');
    expect(standingOf(broken).brokenWords.map(({ id }) => id)).toEqual(['p1']);
    const again = acted(broken, [{ do: 'promise', amount: '5000', due_date: '2025-12-01' }], '2025-11-10');
    expect(again.status).toBe('waiting');
    expect(standingOf(again).brokenWords).toEqual([]);
  });

  it('lets a new promise take the place of one that is not due, where both are more than is owed', () => {
    const all: TaskAction = { do: 'promise', amount: '20000', due_date: '2025-10-20' };
    const twice = acted(deskTask(), [all, { ...all, due_date: '2025-10-27' }]);
    expect(twice.promises.map(({ cancelled }) => cancelled?.note ?? null)).toEqual(['replaced by p2', null]);
    const parts = acted(deskTask(), [PROMISE, { ...PROMISE, due_date: '2025-10-27' }]);
    expect(standingOf(parts).openWords).toHaveLength(2);
    const late = acted(acted(deskTask(), [all]), [{ ...all, due_date: '2025-11-10' }], '2025-10-25');
    expect(late.promises.map(({ cancelled }) => cancelled)).toEqual([null, null]);
  });

  it('is seen by a month without the steps that month asked for, and with the time of earlier ones to be told anew', () => {
    const asked = (id: string, period: string): CollectionTask['approvals'][number] => ({
      id,
      kind: 'agency',
      period,
      proposal: {},
      requested: { at: `${period}-30T00:00:00.000Z`, by: 'duewatch' },
      decided: { approved: false, note: 'timeout', at: '2025-10-14T00:00:00.000Z', by: 'duewatch' },
    });
    const seen = taskBefore(deskTask({ approvals: [asked('a1', '2025-09'), asked('a2', '2025-10')] }), '2025-10');
    expect(seen.approvals.map(({ id, decided }) => [id, decided])).toEqual([['a1', null]]);
  });

  it('refuses what cannot be, and changes nothing by it', () => {
    const paid = withFinding(deskTask(), found({ balance: '0.00', received: '20000.00', at_risk: false }));
    const closed = acted(deskTask(), [{ do: 'close', outcome: 'not_needed' }]);
    expect([
      refusal(paid),
      refusal(paid, { do: 'close', outcome: 'written_off' }),
      refusal(paid, { do: 'reopen' }),
      refusal(closed),
      refusal(deskTask(), { do: 'reopen' }),
      refusal(deskTask(), { ...PROMISE, amount: '20000.01' }),
      refusal(deskTask(), { ...PROMISE, amount: '0.00' }),
      refusal(deskTask(), { ...PROMISE, due_date: '2025-10-09' }),
      refusal(deskTask(), { ...PROMISE, on: '2025-10-11' }),
      refusal(deskTask(), { ...PROMISE, due_date: '2026-01-11' }),
      refusal(deskTask(), { do: 'plan', instalments: [{ due_date: '2025-11-01', amount: '19999.99' }] }),
      refusal(deskTask(), {
        do: 'plan',
        instalments: [
          { due_date: '2025-12-01', amount: '10000' },
          { due_date: '2025-11-01', amount: '10000' },
        ],
      }),
      refusal(deskTask(), { do: 'settle_dispute', result: 'upheld' }),
      refusal(deskTask(), { do: 'cancel_promise', promise: 'p1' }),
      refusal(deskTask(), { do: 'decide', approval: 'a1', approved: true }),
    ]).toEqual([
      'already_paid',
      'already_paid',
      'already_paid',
      'already_done',
      'not_done',
      'more_than_owed',
      'amount_zero',
      'in_the_past',
      'in_the_future',
      'too_far_ahead',
      'instalments_not_the_balance',
      'instalments_not_in_order',
      'no_dispute',
      'promise_unknown',
      'approval_unknown',
    ]);
    expect(refusal(paid, { do: 'note', note: 'Thanked them' })).toBeNull();
    expect(acted(closed, [{ do: 'reopen' }]).status).toBe('in_progress');
  });

  it('is the same after a month is reviewed again, and is seen by a month without what that month found', () => {
    const before = acted(deskTask(), [PROMISE]);
    const once = withFinding(before, found({ balance: '15000.00', words: { p1: 'kept' } }));
    expect(withFinding(once, found({ balance: '15000.00', words: { p1: 'kept' } }))).toEqual(once);
    expect(taskBefore(once, '2025-10')).toEqual(before);
    expect(taskBefore(once, '2025-11')).toEqual(once);
  });

  it('settles to the same status however often it is settled', () => {
    const actions: TaskAction[] = [
      { do: 'start' },
      PROMISE,
      { do: 'dispute', reason: 'x' },
      { do: 'settle_dispute', result: 'upheld' },
      { do: 'close', outcome: 'other' },
      { do: 'reopen' },
      { do: 'cancel_promise', promise: 'p1' },
      { do: 'contact', channel: 'phone', result: 'reached' },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...actions), { maxLength: 12 }), fc.boolean(), (steps, atRisk) => {
        let task = deskTask();
        for (const step of steps) {
          const result = actOnTask(task, step, ACTOR);
          if (!result.done) continue;
          expect(result.task.version).toBe(task.version + 1);
          expect(result.task.history).toHaveLength(task.history.length + 1);
          task = result.task;
        }
        const judged = withFinding(task, found({ at_risk: atRisk }));
        expect(settleTask(judged)).toEqual(judged);
        expect(collectionTask.parse(JSON.parse(JSON.stringify(judged)))).toEqual(judged);
        expect(taskBefore(judged, '2025-10')).toEqual(task);
      }),
    );
  });
});

describe('a task of an older store', () => {
  const older = {
    task_id: 'C1/high_risk/2025-09',
    customer_id: 'C1',
    customer_name: 'Maple',
    reason: 'high_risk',
    episode: '2025-09',
    opened_period: '2025-09',
    strategy: 'active_collection',
    band: 'ge70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    outstanding_balance: '20000.00',
    currency: 'USD',
    score: 71.25,
    actions: ['demand_in_writing'],
    due_date: '2025-10-05',
    status: 'done',
    outcome: 'sent the bailiff',
    cause: 'forgotten',
    note: 'ask for Bo',
    version: 3,
    history: [{ at: '2025-10-09T10:00:00.000Z', by: 'Ann', change: 'status: open → done' }],
  };

  it('is read as one of today, and nothing that was typed is lost', () => {
    expect(collectionTask.parse(older)).toMatchObject({
      scope: '*',
      opened_balance: '20000.00',
      status: 'done',
      outcome: 'other',
      cause: 'forgotten',
      note: 'ask for Bo · sent the bailiff',
      closed: { outcome: 'other', on: '2025-10-09', by: 'Ann' },
      findings: [],
      version: 3,
    });
  });

  it('stands where its record says, whatever was typed', () => {
    for (const status of ['open', 'in_progress', 'waiting', 'done']) {
      const read = collectionTask.parse({ ...older, status, outcome: null, cause: 'asleep' });
      expect(settleTask(read)).toEqual(read);
      expect(read.note).toContain('asleep');
    }
  });
});
