import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { concernsWorklist, isToBeHandedOver } from '../../../core/domain/desk/handed-over.ts';
import { filtered, placeOf, type WorklistRules, worklistOf } from '../../../core/domain/desk/worklist.ts';
import { deskTask } from '../../desk/desk-task.ts';

const RULES: WorklistRules = { today: '2025-10-10', scoreThreshold: 70, smallAmount: '1000' };
const MARK = { at: '2025-10-02T09:00:00.000Z', by: 'Ann' };
const promised = (due_date: string): CollectionTask['promises'] => [
  { id: 'p1', amount: '100', due_date, made_on: '2025-10-01', ...MARK, cancelled: null },
];
const approval: CollectionTask['approvals'][number] = {
  id: 'agency.2025-09',
  kind: 'agency',
  period: '2025-09',
  proposal: {},
  requested: MARK,
  decided: null,
};

/** Tasks of one customer by what they would each be alone. */
const ALONE = {
  over_threshold: deskTask({ score: 90 }),
  still_at_risk: deskTask({ score: 55 }),
  small: deskTask({ score: 55, outstanding_balance: '1000' }),
  young: deskTask({ score: 40, band: 'lt50' }),
  cause_account_error: deskTask({ cause: 'account_error' }),
  cause_forgotten: deskTask({ cause: 'forgotten' }),
  promise_due: deskTask({ promises: promised('2025-10-10') }),
  promise_open: deskTask({ promises: promised('2025-10-11') }),
  plan_open: deskTask({
    plans: [
      {
        id: 'l1',
        agreed_on: '2025-10-01',
        instalments: [{ due_date: '2025-11-01', amount: '20000' }],
        ...MARK,
        cancelled: null,
      },
    ],
  }),
  disputed: deskTask({
    disputes: [{ id: 'd1', opened_on: '2025-10-01', reason: 'short', amount: null, ...MARK, settled: null }],
  }),
  promise_broken: deskTask({
    promises: promised('2025-10-05'),
    findings: [{ period: '2025-09', balance: '20000.00', received: '0.00', words: { p1: 'broken' }, at_risk: true }],
  }),
  approval_waiting: deskTask({ approvals: [approval] }),
  done: deskTask({ status: 'done', outcome: 'paid' }),
} as const;
type Alone = keyof typeof ALONE;
const KINDS = Object.keys(ALONE) as Alone[];
/** What people agreed with a customer, the first that counts first. */
const AGREED = ['promise_due', 'disputed', 'plan_open', 'promise_open'] as const;
/** What a task says of itself alone. */
const OF_ITSELF: readonly Alone[] = [
  'over_threshold',
  'still_at_risk',
  'cause_account_error',
  'cause_forgotten',
  'small',
  'young',
];

/** Where tasks of one customer stand beside each other, by what they were alone. */
function beside(...kinds: Alone[]): string[] {
  const tasks = kinds.map((kind, at) => ({ ...ALONE[kind], task_id: `t${at}` }));
  const items = new Map(worklistOf(tasks, RULES).map(({ task, why }) => [task.task_id, why]));
  return tasks.map(({ task_id }) => items.get(task_id) ?? 'lost');
}

describe('a task alone', () => {
  it.each(KINDS)('is %s', (kind) => {
    expect(placeOf(ALONE[kind], RULES).why).toBe(kind);
  });

  it('is not over a threshold of nothing where the customer has no score', () => {
    const everybody = { ...RULES, scoreThreshold: 0 };
    expect(placeOf(deskTask({ score: 0 }), everybody).why).toBe('over_threshold');
    expect(placeOf(deskTask({ score: null }), everybody).why).toBe('still_at_risk');
  });

  it('does not wait for a step that was decided, but for one of two that was not', () => {
    const declined = { ...approval, id: 'legal.2025-08', decided: { approved: false, note: null, ...MARK } };
    expect(placeOf(deskTask({ score: 55, approvals: [declined] }), RULES).why).toBe('still_at_risk');
    expect(placeOf(deskTask({ score: 55, approvals: [declined, approval] }), RULES).why).toBe('approval_waiting');
  });

  it('is young until a month after that of its episode was found, and never in a worse band', () => {
    const finding = (period: string) => [{ period, balance: '20000.00', received: null, words: {}, at_risk: true }];
    const young = (changes: Partial<CollectionTask>) => placeOf({ ...ALONE.young, ...changes }, RULES).why;
    expect(young({ findings: finding('2025-09') })).toBe('young');
    expect(young({ findings: [...finding('2025-09'), ...finding('2025-10')] })).toBe('still_at_risk');
    expect(young({ findings: finding('2025-10') })).toBe('still_at_risk');
    expect(young({ opened_period: '2025-10' })).toBe('still_at_risk');
    expect(young({ band: '50_60' })).toBe('still_at_risk');
  });
});

describe('a customer with several tasks', () => {
  it.each(AGREED)('is %s with every task that says nothing else', (why) => {
    for (const kind of OF_ITSELF) {
      expect(beside(kind, why), kind).toEqual([why, why]);
      expect(beside(why, kind), kind).toEqual([why, why]);
    }
  });

  it.each(['promise_broken', 'approval_waiting', 'done'] as const)('is pressed for what is %s all the same', (why) => {
    for (const agreed of AGREED) expect(beside(why, agreed), agreed).toEqual([why, agreed]);
    expect(beside(why, 'still_at_risk')).toEqual([why, 'still_at_risk']);
  });

  it('has, of several things agreed, the most pressing for its other tasks', () => {
    for (const [at, first] of AGREED.entries())
      for (const second of AGREED.slice(at + 1)) {
        expect(beside('still_at_risk', first, second)).toEqual([first, first, second]);
        expect(beside('still_at_risk', second, first)).toEqual([first, second, first]);
      }
  });

  it('whose debt was handed over twice is chased for what came up after the later time', () => {
    const ended = (task_id: string, on: string) =>
      deskTask({
        task_id,
        status: 'done',
        outcome: 'written_off',
        closed: { outcome: 'written_off', on, ...MARK },
      });
    const [early, late] = [ended('early', '2025-06-04'), ended('late', '2025-09-04')];
    const why = (opened_period: string, ...others: CollectionTask[]) =>
      worklistOf([...others, deskTask({ task_id: 'own', opened_period, score: 90 })], RULES).find(
        ({ task }) => task.task_id === 'own',
      )?.why;
    for (const both of [
      [early, late],
      [late, early],
    ])
      expect([why('2025-09', ...both), why('2025-10', ...both)]).toEqual(['handed_over', 'over_threshold']);
    expect(why('2025-09', early)).toBe('over_threshold');
  });

  it('is not handed over any more by a step that was approved on a task since closed', () => {
    const approved = { approvals: [{ ...approval, decided: { approved: true, note: null, ...MARK } }] };
    expect(isToBeHandedOver(deskTask(approved))).toBe(true);
    expect(isToBeHandedOver(deskTask({ ...approved, status: 'done', outcome: 'paid' }))).toBe(false);
  });

  it('stands the same in whatever order its tasks are read', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...KINDS), { maxLength: 6 }), (kinds) => {
        expect(beside(...kinds.toReversed())).toEqual(beside(...kinds).toReversed());
      }),
    );
  });

  it('stands the same without the tasks that are done, but for those on which its debt was handed over', () => {
    const outcomes = ['paid', 'not_needed', 'sent_to_agency', 'legal_action', 'written_off'] as const;
    const months = fc.constantFrom('2025-07', '2025-08', '2025-09');
    const who = { customer_id: fc.constantFrom('C1', 'C2'), scope: fc.constantFrom('*', 'EUR') };
    const standing = fc.record({ ...who, kind: fc.constantFrom(...KINDS), opened_period: months });
    const closed = fc.record({ ...who, outcome: fc.constantFrom(...outcomes), month: months });
    const arbitrary = fc.tuple(fc.array(standing, { maxLength: 6 }), fc.array(closed, { maxLength: 6 }));
    fc.assert(
      fc.property(arbitrary, ([some, ended]) => {
        const tasks = [
          ...some.map(({ kind, ...changes }, at) => ({ ...ALONE[kind], ...changes, task_id: `s${at}` })),
          ...ended.map(({ outcome, month, ...of }, at) =>
            deskTask({
              ...{ ...of, outcome, task_id: `e${at}`, status: 'done' },
              closed: { outcome, on: `${month}-20`, ...MARK },
            }),
          ),
        ];
        const places = (of: readonly CollectionTask[]) =>
          worklistOf(of, RULES).flatMap(({ task, why }) => (why === 'done' ? [] : [[task.task_id, why]]));
        expect(places(tasks.filter(concernsWorklist))).toEqual(places(tasks));
      }),
    );
  });

  it('is no other customer, and is itself in one currency only', () => {
    const why = (changes: Partial<CollectionTask>) =>
      worklistOf([{ ...ALONE.small, task_id: 'b', ...changes }, ALONE.disputed], RULES).find(
        ({ task }) => task.task_id === 'b',
      )?.why;
    expect([why({}), why({ customer_id: 'C2' }), why({ scope: 'EUR' })]).toEqual(['disputed', 'small', 'small']);
  });
});

describe('a text that a reader looks for', () => {
  it('is found in name and number, in any case, also of letters that change their number with it', () => {
    const items = worklistOf([deskTask({ customer_id: 'X-7', customer_name: 'Straße & Söhne' })], RULES);
    const finds = (text: string) => filtered(items, { text }).length === 1;
    expect(['STRAßE', 'söhne', 'SÖHNE x-7', 'x-7', ''].map(finds)).toEqual([true, true, true, true, true]);
    expect(['strasse', 'x-8'].map(finds)).toEqual([false, false]);
  });
});

describe('what a worklist needs', () => {
  const closed = (outcome: 'paid' | 'sent_to_agency') =>
    deskTask({ status: 'done', closed: { outcome, on: '2025-10-08', ...MARK } });

  it('is what stands, and what was handed over; not what was done otherwise', () => {
    expect(concernsWorklist(deskTask({ status: 'waiting' }))).toBe(true);
    expect(concernsWorklist(closed('sent_to_agency'))).toBe(true);
    expect(concernsWorklist(closed('paid'))).toBe(false);
    expect(concernsWorklist(deskTask({ status: 'done', closed: null }))).toBe(false);
  });
});
