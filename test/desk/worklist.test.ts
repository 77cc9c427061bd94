import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { filtered, placeOf, WORK_GROUPS, type WorklistRules, worklistOf } from '../../core/domain/desk/worklist.ts';
import { task } from '../adapters/contract/task-store-contract.ts';

const RULES: WorklistRules = { today: '2025-10-10', scoreThreshold: 70, smallAmount: '20000' };
const MARK = { at: '2025-10-02T09:00:00.000Z', by: 'Ana' };

function large(changes: Partial<CollectionTask> = {}): CollectionTask {
  return task('a', { outstanding_balance: '90000', score: 55, ...changes });
}

function promise(due_date: string, id = 'p1'): CollectionTask['promises'][number] {
  return { id, amount: '100', due_date, made_on: '2025-10-01', ...MARK, cancelled: null };
}

function finding(words: Record<string, 'kept' | 'broken' | 'open'>): CollectionTask['findings'][number] {
  return { period: '2025-10', balance: '90000', received: null, words, at_risk: true };
}

const dispute = { id: 'd1', opened_on: '2025-10-01', reason: 'short delivery', amount: null, ...MARK, settled: null };
const approval = {
  id: 'a1',
  kind: 'agency' as const,
  period: '2025-10',
  proposal: {},
  requested: MARK,
  decided: null,
};

describe('where a task stands in the worklist', () => {
  it('rests every task of a customer for what was agreed on one of them, but for a broken promise', () => {
    const alert = large({ task_id: 'alert', score: 99 });
    const agreed = large({ task_id: 'agreed', promises: [promise('2025-10-20')] });
    const other = large({ task_id: 'other', customer_id: 'b', score: 99 });
    const places = (tasks: CollectionTask[]) =>
      Object.fromEntries(worklistOf(tasks, RULES).map(({ task: { task_id }, why }) => [task_id, why]));
    expect(places([alert, agreed, other])).toEqual({
      alert: 'promise_open',
      agreed: 'promise_open',
      other: 'over_threshold',
    });
    const broken = large({
      task_id: 'broken',
      promises: [promise('2025-10-05')],
      findings: [finding({ p1: 'broken' })],
    });
    expect(places([broken, agreed])).toEqual({ broken: 'promise_broken', agreed: 'promise_open' });
    expect(places([alert, large({ ...agreed, scope: 'EUR' })])).toMatchObject({ alert: 'over_threshold' });
  });

  const placesOf = (...tasks: CollectionTask[]) =>
    Object.fromEntries(worklistOf(tasks, RULES).map(({ task: { task_id }, why }) => [task_id, why]));

  it('calls no customer a quick win on one task who is over the threshold or broke a promise on another', () => {
    const young = large({ task_id: 'young', score: 40, band: 'lt50' });
    const small = large({ task_id: 'small', outstanding_balance: '20000' });
    const broken = { promises: [promise('2025-10-05')], findings: [finding({ p1: 'broken' })] };
    expect(placesOf(young, small)).toEqual({ young: 'young', small: 'small' });
    expect(placesOf(young, small, large({ task_id: 'alert', score: 70 }))).toEqual({
      alert: 'over_threshold',
      young: 'still_at_risk',
      small: 'still_at_risk',
    });
    expect(placesOf(young, large({ task_id: 'broken', ...broken }))).toMatchObject({ young: 'still_at_risk' });
    expect(placesOf(young, large({ task_id: 'alert', score: 70, customer_id: 'b' }))).toMatchObject({ young: 'young' });
    expect(placesOf(young, large({ task_id: 'forgot', cause: 'forgotten' }))).toMatchObject({ young: 'young' });
    // One call mends a cause, whatever the score.
    const forgot = large({ task_id: 'forgot', cause: 'forgotten' });
    expect(placesOf(forgot, large({ task_id: 'alert', score: 70 }))).toMatchObject({ forgot: 'cause_forgotten' });
  });

  const given = { ...approval, decided: { approved: true, ...MARK, note: null } };

  it('chases nobody on another task whose debt was approved for an agency on one', () => {
    const approved = large({ task_id: 'approved', approvals: [given], score: 99 });
    const alert = large({ task_id: 'alert', score: 99 });
    const broken = large({
      task_id: 'broken',
      promises: [promise('2025-10-05')],
      findings: [finding({ p1: 'broken' })],
    });
    expect(placesOf(approved, alert, broken, large({ task_id: 'other', score: 99, customer_id: 'b' }))).toEqual({
      approved: 'handed_over',
      alert: 'handed_over',
      broken: 'handed_over',
      other: 'over_threshold',
    });
    expect(placeOf(approved, RULES).group).toBe('hold');
    const declined = large({
      task_id: 'declined',
      approvals: [{ ...given, decided: { ...given.decided, approved: false } }],
    });
    expect(placesOf(declined, alert)).toEqual({ declined: 'still_at_risk', alert: 'over_threshold' });
    const limit = large({ task_id: 'limit', approvals: [{ ...given, kind: 'credit_limit' }] });
    expect(placesOf(limit, alert)).toEqual({ limit: 'still_at_risk', alert: 'over_threshold' });
    // What waits for a decision is shown, whatever was decided before.
    expect(placesOf(large({ task_id: 'waits', approvals: [given, approval] }), approved)).toMatchObject({
      waits: 'approval_waiting',
    });
  });

  it.each(['written_off', 'sent_to_agency', 'legal_action'] as const)(
    'chases nobody on another task whose debt ended as %s on one, but what comes up later',
    (outcome) => {
      const closed = { outcome, on: '2025-10-04', ...MARK, note: null };
      const ended = large({ task_id: 'ended', status: 'done', outcome, closed });
      const before = large({ task_id: 'before', score: 99, opened_period: '2025-09' });
      const same = large({ task_id: 'same', score: 99, opened_period: '2025-10' });
      const later = large({ task_id: 'later', score: 99, opened_period: '2025-11' });
      expect(placesOf(ended, before, same, later)).toEqual({
        ended: 'done',
        before: 'handed_over',
        same: 'handed_over',
        later: 'over_threshold',
      });
      const paid = large({ ...ended, outcome: 'paid', closed: { ...closed, outcome: 'other' } });
      expect(placesOf(paid, before)).toMatchObject({ before: 'over_threshold' });
    },
  );

  it.each([
    [
      'a promise that was broken',
      large({ promises: [promise('2025-10-05')], findings: [finding({ p1: 'broken' })] }),
      'at_risk',
      'promise_broken',
    ],
    ['a step that waits for approval', large({ approvals: [approval] }), 'at_risk', 'approval_waiting'],
    ['a score at the threshold', large({ score: 70 }), 'at_risk', 'over_threshold'],
    ['a later month of the episode', large({ episode: '2025-06', band: 'lt50' }), 'at_risk', 'still_at_risk'],
    ['a promise due today', large({ promises: [promise('2025-10-10')] }), 'quick_win', 'promise_due'],
    [
      'a promise past its day that no run has judged',
      large({ promises: [promise('2025-10-03')] }),
      'quick_win',
      'promise_due',
    ],
    ['an error in our account', large({ cause: 'account_error' }), 'quick_win', 'cause_account_error'],
    ['a customer who forgot', large({ cause: 'forgotten', score: 99 }), 'quick_win', 'cause_forgotten'],
    ['a small balance', large({ outstanding_balance: '20000', episode: '2025-06' }), 'quick_win', 'small'],
    ['the first month of an episode in the mildest band', large({ score: 40, band: 'lt50' }), 'quick_win', 'young'],
    ['the first month of an episode in a worse band', large({ band: '50_60' }), 'at_risk', 'still_at_risk'],
    ['a dispute', large({ disputes: [dispute], score: 99 }), 'hold', 'disputed'],
    ['a promise for later', large({ promises: [promise('2025-10-20')], score: 99 }), 'hold', 'promise_open'],
    [
      'instalments for later',
      large({
        plans: [
          {
            id: 'l1',
            agreed_on: '2025-10-01',
            instalments: [{ due_date: '2025-11-01', amount: '90000' }],
            ...MARK,
            cancelled: null,
          },
        ],
      }),
      'hold',
      'plan_open',
    ],
    ['a task that is done', large({ status: 'done', outcome: 'paid', disputes: [dispute] }), 'done', 'done'],
  ])('%s', (_what, given, group, why) => {
    expect(placeOf(given, RULES)).toEqual({ task: given, group, why });
  });

  it('a score that is not known is not over the threshold', () => {
    expect(placeOf(large({ score: null, band: null }), RULES).why).toBe('still_at_risk');
  });
});

describe('the order of the worklist', () => {
  it('puts broken promises first, then the largest balance, and never compares currencies', () => {
    const tasks = [
      task('small', { outstanding_balance: '90' }),
      task('eur', { outstanding_balance: '999999', currency: 'EUR', score: 90 }),
      task('big', { outstanding_balance: '100000.5', score: 90 }),
      task('bigger', { outstanding_balance: '1000000', score: 90 }),
      task('broken', {
        outstanding_balance: '21',
        promises: [promise('2025-10-05')],
        findings: [finding({ p1: 'broken' })],
      }),
      task('done', { status: 'done', outcome: 'paid' }),
    ];
    expect(worklistOf(tasks, RULES).map((item) => item.task.task_id)).toEqual([
      'broken',
      'eur',
      'bigger',
      'big',
      'small',
      'done',
    ]);
  });

  it('loses and doubles no task, whatever the order they come in', () => {
    const some = fc.record({
      score: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
      balance: fc.integer({ min: 0, max: 10 ** 9 }).map((cents) => (cents / 100).toFixed(2)),
      status: fc.constantFrom('open' as const, 'waiting' as const, 'done' as const),
      currency: fc.constantFrom('USD', 'EUR', 'JPY'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 60 }), (all) => {
        const tasks = all.map(({ balance, ...rest }, at) => task(`t${at}`, { outstanding_balance: balance, ...rest }));
        const forwards = worklistOf(tasks, RULES);
        const backwards = worklistOf(tasks.toReversed(), RULES);
        expect(backwards).toEqual(forwards);
        expect(forwards.map((item) => item.task.task_id).sort()).toEqual(tasks.map(({ task_id }) => task_id).sort());
        const groups = forwards.map(({ group }) => WORK_GROUPS.indexOf(group));
        expect(groups).toEqual(groups.toSorted((a, b) => a - b));
      }),
    );
  });
});

describe('narrowing the worklist', () => {
  const items = worklistOf(
    [
      task('C1', { customer_name: 'ＡＣＭＥ Ltd', owner: 'Ana' }),
      task('C2', { customer_name: 'Beta', owner_role: 'legal' }),
      task('C3', { customer_name: 'Gamma', status: 'done', outcome: 'paid' }),
    ],
    RULES,
  );
  const ids = (filter: Parameters<typeof filtered>[1]) => filtered(items, filter).map(({ task: of }) => of.task_id);

  it('by owner, role, status and text, in any case and width of letters', () => {
    expect(ids({})).toEqual(['C1', 'C2', 'C3']);
    expect(ids({ owner: 'Ana' })).toEqual(['C1']);
    expect(ids({ role: 'legal' })).toEqual(['C2']);
    expect(ids({ status: 'done' })).toEqual(['C3']);
    expect(ids({ text: 'acme' })).toEqual(['C1']);
    expect(ids({ text: 'c3', status: 'open' })).toEqual([]);
  });
});
