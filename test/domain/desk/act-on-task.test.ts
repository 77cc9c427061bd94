import { describe, expect, it } from 'vitest';
import type { CollectionTask, TaskApproval, TaskFinding } from '../../../core/contracts/task.ts';
import { actInOrder } from '../../../core/domain/desk/act-in-order.ts';
import { actOnTask } from '../../../core/domain/desk/act-on-task.ts';
import { approvalRequest } from '../../../core/domain/desk/approval-request.ts';
import { DAY_REFUSALS, type TaskAction } from '../../../core/domain/desk/task-action.ts';
import { fits, isFull } from '../../../core/domain/desk/task-size.ts';
import { acted, deskTask } from '../../desk/desk-task.ts';

const ACTOR = { by: 'Ann', at: '2025-10-10T09:00:00.000Z', today: '2025-10-10' };
const MARK = { at: ACTOR.at, by: 'Ann' };

function taskAfter(action: TaskAction, task = deskTask()): CollectionTask {
  const result = actOnTask(task, action, ACTOR);
  if (!result.done) throw new Error(result.refused);
  return result.task;
}

function refusal(action: TaskAction, task = deskTask()): string | null {
  const result = actOnTask(task, action, ACTOR);
  return result.done ? null : result.refused;
}

const found = (changes: Partial<TaskFinding> = {}): TaskFinding => ({
  period: '2025-09',
  balance: '20000.00',
  received: '0.00',
  words: {},
  at_risk: true,
  ...changes,
});
const promise = (amount: string, due_date: string, more: object = {}): TaskAction => ({
  do: 'promise',
  amount,
  due_date,
  ...more,
});
const plan = (...parts: [string, string][]): TaskAction => ({
  do: 'plan',
  instalments: parts.map(([due_date, amount]) => ({ due_date, amount })),
});
const HALVES = plan(['2025-10-20', '10000'], ['2025-11-20', '10000.00']);

describe('a record of what was done', () => {
  it('stands on the task with who did it, when, and on which day it happened', () => {
    expect(
      taskAfter({ do: 'contact', channel: 'mail', result: 'delivered', stage: '1_30', on: '2025-10-08', note: 'n' })
        .contacts,
    ).toEqual([{ on: '2025-10-08', channel: 'mail', stage: '1_30', result: 'delivered', note: 'n', ...MARK }]);
    expect(taskAfter({ do: 'contact', channel: 'phone', result: 'reached' }).contacts).toEqual([
      { on: '2025-10-10', channel: 'phone', stage: null, result: 'reached', note: null, ...MARK },
    ]);
    expect(taskAfter(promise('5', '2025-10-20', { on: '2025-10-08' })).promises).toEqual([
      { id: 'p1', amount: '5', due_date: '2025-10-20', made_on: '2025-10-08', ...MARK, cancelled: null },
    ]);
    expect(taskAfter(HALVES).plans).toMatchObject([{ id: 'l1', agreed_on: '2025-10-10', ...MARK, cancelled: null }]);
    expect(taskAfter({ do: 'dispute', reason: 'short', amount: '7' }).disputes).toEqual([
      { id: 'd1', opened_on: '2025-10-10', reason: 'short', amount: '7', ...MARK, settled: null },
    ]);
    expect(taskAfter({ do: 'dispute', reason: 'short' }).disputes).toMatchObject([{ amount: null }]);
    expect(taskAfter({ do: 'close', outcome: 'not_needed', on: '2025-10-08' }).closed).toEqual({
      outcome: 'not_needed',
      on: '2025-10-08',
      ...MARK,
    });
  });

  it('counts promises, plans and disputes on, also those that were withdrawn', () => {
    const promised = acted(deskTask(), [
      promise('5', '2025-10-20'),
      { do: 'cancel_promise', promise: 'p1' },
      promise('6', '2025-10-21'),
    ]);
    expect(promised.promises.map(({ id, cancelled }) => [id, cancelled !== null])).toEqual([
      ['p1', true],
      ['p2', false],
    ]);
    const planned = acted(deskTask(), [HALVES, { do: 'cancel_plan', plan: 'l1', note: 'off' }, HALVES]);
    expect(planned.plans.map(({ id, cancelled }) => [id, cancelled?.note])).toEqual([
      ['l1', 'off'],
      ['l2', undefined],
    ]);
    const settled = acted(deskTask(), [
      { do: 'dispute', reason: 'a' },
      { do: 'settle_dispute', result: 'rejected', on: '2025-10-04' },
      { do: 'dispute', reason: 'b' },
    ]);
    expect(settled.disputes.map(({ id, settled: end }) => [id, end?.result, end?.on])).toEqual([
      ['d1', 'rejected', '2025-10-04'],
      ['d2', undefined, undefined],
    ]);
  });

  it('leaves a dispute as it ended when the next one ends', () => {
    const twice = acted(deskTask(), [
      { do: 'dispute', reason: 'a' },
      { do: 'settle_dispute', result: 'rejected' },
      { do: 'dispute', reason: 'b' },
      { do: 'settle_dispute', result: 'upheld' },
    ]);
    expect(twice.disputes.map(({ settled }) => [settled?.result, settled?.on])).toEqual([
      ['rejected', '2025-10-04'],
      ['upheld', '2025-10-06'],
    ]);
  });

  it('takes the task up, once; a note, an owner and another day do not', () => {
    const started = (action: TaskAction) => taskAfter(action).started;
    for (const action of [
      { do: 'start' },
      { do: 'cause', cause: 'other' },
      { do: 'contact', channel: 'phone', result: 'not_reached' },
      promise('5', '2025-10-20'),
      HALVES,
      { do: 'dispute', reason: 'short' },
      { do: 'close', outcome: 'not_needed' },
    ] as TaskAction[])
      expect(started(action), action.do).toEqual(MARK);
    for (const action of [
      { do: 'note', note: 'x' },
      { do: 'assign', owner: 'Bo' },
      { do: 'postpone', due_date: '2025-10-20' },
    ] as TaskAction[])
      expect(started(action), action.do).toBeNull();
    expect(acted(deskTask(), [{ do: 'start' }, { do: 'start' }]).started?.at).toBe('2025-10-03T09:00:00.000Z');
  });

  it('names another owner, another day and a cause; a dispute is a cause where none is known', () => {
    expect(taskAfter({ do: 'assign', owner: 'Bo' }).owner).toBe('Bo');
    expect(taskAfter({ do: 'postpone', due_date: '2025-10-20' }).due_date).toBe('2025-10-20');
    expect(taskAfter({ do: 'cause', cause: 'forgotten' }).cause).toBe('forgotten');
    expect(taskAfter({ do: 'dispute', reason: 'short' }).cause).toBe('disputed');
    expect(taskAfter({ do: 'dispute', reason: 'short' }, deskTask({ cause: 'forgotten' })).cause).toBe('forgotten');
  });

  it('is a line of history that tells the row of a sheet it came from', () => {
    const line = (row?: string) => {
      const result = actOnTask(deskTask(), { do: 'start' }, row === undefined ? ACTOR : { ...ACTOR, row });
      return result.done ? result.task.history.at(-1) : undefined;
    };
    expect(line()).toStrictEqual({ ...MARK, change: 'start; status open → in_progress' });
    expect(line('abc')).toEqual({ ...MARK, change: 'start; status open → in_progress', row: 'abc' });
    expect(taskAfter({ do: 'note', note: 'x' })).toMatchObject({
      version: 2,
      note: 'x',
      history: [{ change: 'note; note=x' }],
    });
    expect(taskAfter(plan(['2025-10-20', '20000'])).history.at(-1)?.change).toBe(
      'plan; instalments=[{"due_date":"2025-10-20","amount":"20000"}]; status open → waiting',
    );
  });

  it('tells what was said, not what was left out', () => {
    const call: TaskAction = { do: 'contact', channel: 'phone', result: 'reached', on: undefined, stage: undefined };
    expect(taskAfter(call).history.at(-1)?.change).toBe(
      'contact; channel=phone; result=reached; status open → in_progress',
    );
  });

  it('names texts that the record keeps by their field only', () => {
    const change = (action: TaskAction, task?: CollectionTask) => taskAfter(action, task).history.at(-1)?.change;
    const planned = taskAfter(HALVES);
    expect(change({ do: 'cancel_plan', plan: 'l1', note: 'secret' }, planned)).toBe(
      'cancel_plan; plan=l1; note; status waiting → in_progress',
    );
    const promised = taskAfter(promise('5', '2025-10-20'));
    expect(change({ do: 'cancel_promise', promise: 'p1', note: 'secret' }, promised)).toContain('promise=p1; note; ');
    const asked = deskTask({ approvals: [approvalRequest('agency', '2025-09', {})] });
    expect(change({ do: 'decide', approval: 'agency.2025-09', approved: true, note: 'secret' }, asked)).toBe(
      'decide; approval=agency.2025-09; approved=true; note',
    );
  });
});

describe('what is refused', () => {
  it('is a day that has not come, or one that is past where something is to come', () => {
    expect(refusal({ do: 'contact', channel: 'phone', result: 'reached', on: '2025-10-11' })).toBe('in_the_future');
    expect(refusal({ do: 'contact', channel: 'phone', result: 'reached', on: '2025-10-10' })).toBeNull();
    expect(refusal({ do: 'postpone', due_date: '2025-10-09' })).toBe('in_the_past');
    expect(refusal({ do: 'postpone', due_date: '2025-10-10' })).toBeNull();
    expect(refusal(promise('5', '2025-10-09'))).toBe('in_the_past');
    expect(refusal(promise('5', '2025-10-10'))).toBeNull();
    expect(refusal(promise('5', '2025-10-09', { on: '2025-10-08' }))).toBeNull();
    expect(refusal(promise('5', '2026-01-10'))).toBeNull();
    expect(refusal(promise('5', '2026-01-11'))).toBe('too_far_ahead');
  });

  it('is an amount of nothing or of more than is owed', () => {
    for (const ask of [
      (amount: string) => promise(amount, '2025-10-20'),
      (amount: string): TaskAction => ({ do: 'dispute', reason: 'x', amount }),
    ])
      expect(['0', '0.00', '0.01', '20000.00', '20000.01'].map((amount) => refusal(ask(amount)))).toEqual([
        'amount_zero',
        'amount_zero',
        null,
        null,
        'more_than_owed',
      ]);
  });

  it('is a plan whose days do not follow one another, or that does not come to the balance', () => {
    expect(refusal(HALVES)).toBeNull();
    expect(refusal(plan(['2025-10-20', '10000'], ['2025-10-20', '10000']))).toBe('instalments_not_in_order');
    expect(refusal(plan(['2025-10-21', '10000'], ['2025-10-20', '10000']))).toBe('instalments_not_in_order');
    expect(refusal(plan(['2025-10-09', '20000']))).toBe('in_the_past');
    expect(refusal(plan(['2025-10-09', '10000'], ['2025-11-09', '10000']))).toBe('in_the_past');
    expect(refusal(plan(['2025-10-10', '20000']))).toBeNull();
    expect(refusal({ ...plan(['2025-10-09', '20000']), on: '2025-10-09' } as TaskAction)).toBeNull();
    expect(refusal(plan(['2025-10-20', '20000'], ['2025-11-20', '0']))).toBe('amount_zero');
    expect(refusal(plan(['2025-10-20', '19999.99']))).toBe('instalments_not_the_balance');
  });

  it('is a second plan, or a promise beside one, while instalments are waited for', () => {
    const planned = taskAfter(HALVES);
    expect(refusal(HALVES, planned)).toBe('plan_running');
    expect(refusal(promise('5', '2025-10-20'), planned)).toBe('plan_running');
    const broken = { ...planned, findings: [found({ words: { 'l1.1': 'broken', 'l1.2': 'broken' } })] };
    expect(refusal(promise('5', '2025-10-20'), broken)).toBeNull();
    const cancelled = taskAfter({ do: 'cancel_plan', plan: 'l1' }, planned);
    expect(refusal(HALVES, cancelled)).toBeNull();
    expect(refusal(HALVES, taskAfter(promise('5', '2025-10-20')))).toBeNull();
  });

  it('is what names a promise, plan, dispute or step that is not there, or no longer', () => {
    const promised = taskAfter(promise('5', '2025-10-20'));
    expect(refusal({ do: 'cancel_promise', promise: 'p2' }, promised)).toBe('promise_unknown');
    expect(refusal({ do: 'cancel_promise', promise: 'p1' }, promised)).toBeNull();
    expect(
      refusal({ do: 'cancel_promise', promise: 'p1' }, taskAfter({ do: 'cancel_promise', promise: 'p1' }, promised)),
    ).toBe('promise_unknown');
    const planned = taskAfter(HALVES);
    expect(refusal({ do: 'cancel_plan', plan: 'l2' }, planned)).toBe('plan_unknown');
    expect(refusal({ do: 'cancel_plan', plan: 'l1' }, taskAfter({ do: 'cancel_plan', plan: 'l1' }, planned))).toBe(
      'plan_unknown',
    );
    const replanned = taskAfter(HALVES, taskAfter({ do: 'cancel_plan', plan: 'l1' }, planned));
    expect(refusal({ do: 'cancel_plan', plan: 'l2' }, replanned)).toBeNull();
    expect(refusal({ do: 'settle_dispute', result: 'upheld' })).toBe('no_dispute');
    expect(refusal({ do: 'dispute', reason: 'again' }, taskAfter({ do: 'dispute', reason: 'short' }))).toBe(
      'dispute_running',
    );
    const asked = deskTask({ approvals: [approvalRequest('agency', '2025-09', {})] });
    const decide: TaskAction = { do: 'decide', approval: 'agency.2025-09', approved: true };
    expect(refusal(decide)).toBe('approval_unknown');
    expect(refusal(decide, asked)).toBeNull();
    expect(refusal(decide, taskAfter(decide, asked))).toBe('approval_decided');
    const second = { ...asked, approvals: [...asked.approvals, approvalRequest('legal', '2025-09', {})] };
    const legal: TaskAction = { do: 'decide', approval: 'legal.2025-09', approved: false };
    expect(taskAfter(legal, taskAfter(decide, second)).approvals.map((each) => each.decided?.approved)).toEqual([
      true,
      false,
    ]);
  });

  it('is everything but a note on a done task, and opening again what the books closed', () => {
    const closed = taskAfter({ do: 'close', outcome: 'not_needed' });
    expect(refusal({ do: 'start' }, closed)).toBe('already_done');
    expect(refusal({ do: 'note', note: 'x' }, closed)).toBeNull();
    expect(refusal({ do: 'reopen' }, closed)).toBeNull();
    expect(refusal({ do: 'reopen' })).toBe('not_done');
    const paid = deskTask({ status: 'done', outcome: 'paid' });
    expect([refusal({ do: 'start' }, paid), refusal({ do: 'reopen' }, paid)]).toEqual(['already_paid', 'already_paid']);
    const gone = deskTask({ status: 'done', outcome: 'no_longer_at_risk' });
    expect(refusal({ do: 'reopen' }, gone)).toBe('already_done');
    expect(taskAfter({ do: 'reopen' }, closed)).toMatchObject({ closed: null, status: 'in_progress', outcome: null });
  });

  it('is closing as paid or cleared what the books still hold open', () => {
    const close = (outcome: 'paid' | 'cleared' | 'written_off', task?: CollectionTask) =>
      refusal({ do: 'close', outcome }, task);
    expect([close('paid'), close('cleared'), close('written_off')]).toEqual(['balance_open', 'balance_open', null]);
    const nothing = deskTask({ outstanding_balance: '0.00' });
    expect([close('paid', nothing), close('cleared', nothing)]).toEqual([null, null]);
    const came = (received: string | null) => deskTask({ findings: [found({ received })] });
    expect([close('paid', came('20000.00')), close('paid', came('19999.99')), close('paid', came(null))]).toEqual([
      null,
      'balance_open',
      'balance_open',
    ]);
    expect(close('cleared', came('20000.00'))).toBe('balance_open');
  });
});

describe('a refusal', () => {
  it('is one of the day where another day would have done', () => {
    const day = (action: TaskAction) => {
      const code = actOnTask(deskTask(), action, ACTOR);
      return !code.done && DAY_REFUSALS.has(code.refused);
    };
    expect(day({ do: 'contact', channel: 'phone', result: 'reached', on: '2025-10-11' })).toBe(true);
    expect(day({ do: 'postpone', due_date: '2025-10-09' })).toBe(true);
    expect(day(promise('5', '2026-01-11'))).toBe(true);
    expect(day(promise('0', '2025-10-20'))).toBe(false);
    expect(day({ do: 'reopen' })).toBe(false);
  });
});

describe('promises that together are more than is owed', () => {
  const promised = acted(deskTask(), [promise('12000', '2025-10-20'), promise('8000', '2025-10-25')]);
  const cancelled = (task: CollectionTask) => task.promises.map(({ id, cancelled: off }) => [id, off?.note]);

  it('stand beside each other up to what is owed', () => {
    expect(cancelled(promised)).toEqual([
      ['p1', undefined],
      ['p2', undefined],
    ]);
  });

  it('give way to the newest, which says so', () => {
    expect(cancelled(taskAfter(promise('0.01', '2025-10-30'), promised))).toEqual([
      ['p1', 'replaced by p3'],
      ['p2', 'replaced by p3'],
      ['p3', undefined],
    ]);
  });

  it('give way on the day they are due, when the customer calls to ask for more time', () => {
    const later = actOnTask(promised, promise('20000', '2025-11-10'), { ...ACTOR, today: '2025-10-20' });
    expect(later.done && cancelled(later.task).map(([, note]) => note)).toEqual([
      'replaced by p3',
      'replaced by p3',
      undefined,
    ]);
  });

  it('stay to be judged once their day has passed', () => {
    const later = actOnTask(promised, promise('10000', '2025-11-10'), { ...ACTOR, today: '2025-10-21' });
    if (!later.done) throw new Error(later.refused);
    expect(cancelled(later.task)).toEqual([
      ['p1', undefined],
      ['p2', undefined],
      ['p3', undefined],
    ]);
    const more = actOnTask(promised, promise('12000.01', '2025-11-10'), { ...ACTOR, today: '2025-10-21' });
    expect(more.done && cancelled(more.task).map(([, note]) => note)).toEqual([undefined, 'replaced by p3', undefined]);
  });
});

describe('a step that was decided', () => {
  const asked = (kind: TaskApproval['kind'], changes: Partial<CollectionTask> = {}) =>
    deskTask({
      actions: ['demand_in_writing'],
      due_date: '2025-10-31',
      approvals: [approvalRequest(kind, '2025-09', {}), approvalRequest(kind, '2025-08', {})],
      ...changes,
    });
  const decided = (kind: TaskApproval['kind'], approved: boolean, changes?: Partial<CollectionTask>) =>
    taskAfter({ do: 'decide', approval: `${kind}.2025-09`, approved, note: 'go' }, asked(kind, changes));

  it('is kept with who decided, and no other', () => {
    expect(decided('agency', true).approvals.map((each) => each.decided)).toEqual([
      { approved: true, note: 'go', ...MARK },
      null,
    ]);
  });

  it('takes the place of the desk’s own steps where it is an agency or a suit, within a week', () => {
    expect(decided('agency', true)).toMatchObject({
      actions: ['hand_to_agency', 'stop_own_dunning'],
      due_date: '2025-10-17',
    });
    expect(decided('legal', true)).toMatchObject({
      actions: ['hand_to_counsel', 'stop_own_dunning'],
      due_date: '2025-10-17',
    });
    expect(decided('agency', true, { due_date: '2025-10-11' }).due_date).toBe('2025-10-17');
  });

  it('comes before the others where it is a limit, once, and never puts the task off', () => {
    expect(decided('credit_limit', true)).toMatchObject({
      actions: ['enter_credit_limit', 'demand_in_writing'],
      due_date: '2025-10-17',
    });
    const again = { actions: ['enter_credit_limit', 'demand_in_writing'], due_date: '2025-10-11' };
    expect(decided('credit_limit', true, again)).toMatchObject(again);
  });

  it('leaves the steps as they are where it was declined', () => {
    expect(decided('agency', false)).toMatchObject({ actions: ['demand_in_writing'], due_date: '2025-10-31' });
  });
});

describe('several things done at once', () => {
  it('stand on one another, or none of them', () => {
    const both = actInOrder(deskTask(), [{ do: 'start' }, promise('5', '2025-10-20')], ACTOR);
    expect(both.done && [both.task.version, both.task.status]).toEqual([3, 'waiting']);
    const task = deskTask();
    expect(actInOrder(task, [{ do: 'start' }, promise('0', '2025-10-20')], ACTOR)).toEqual({
      done: false,
      refused: 'amount_zero',
    });
    expect(task).toEqual(deskTask());
  });
});

describe('a task that is full', () => {
  const filled = (bytes: number) => {
    const size = (task: CollectionTask) => Buffer.byteLength(JSON.stringify(task));
    return deskTask({ note: '王'.repeat(10) + 'x'.repeat(bytes - size(deskTask({ note: '王'.repeat(10) }))) });
  };

  it('takes nothing more from people than that it is closed', () => {
    expect(refusal({ do: 'note', note: 'x' }, filled(301_000))).toBeNull();
    const history = [{ at: MARK.at, by: 'Ann', change: 'x'.repeat(300_000) }];
    expect(refusal({ do: 'start' }, deskTask({ history }))).toBe('task_full');
    expect(refusal({ do: 'close', outcome: 'not_needed' }, deskTask({ history }))).toBeNull();
  });

  it('is measured in bytes of what stores hold', () => {
    expect([isFull(filled(300_000)), isFull(filled(300_001))]).toEqual([false, true]);
    expect([fits(filled(380_000)), fits(filled(380_001))]).toEqual([true, false]);
  });
});
