import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLAN_STAGES, type PlanStage } from '../../../core/contracts/plan-settings.ts';
import type { CollectionTask, TaskApproval } from '../../../core/contracts/task.ts';
import { type PlanFacts, placeCustomer } from '../../../core/domain/collection-plan/place-customer.ts';
import { OVERDUE_STAGES, stageOfAge } from '../../../core/domain/collection-plan/stage-of-age.ts';
import { stagesExhausted } from '../../../core/domain/collection-plan/stages-exhausted.ts';
import { addDays } from '../../../core/domain/days.ts';
import { approvalRequest } from '../../../core/domain/desk/approval-request.ts';
import { settleTask } from '../../../core/domain/desk/settle-task.ts';
import { deskTask } from '../../desk/desk-task.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const PLANS = SHIPPED_RULES.plans;
const END = '2026-03-31';
const MARK = { at: '2026-03-20T10:00:00.000Z', by: 'Ada' };

function facts(change: Partial<PlanFacts> = {}): PlanFacts {
  return {
    periodEnd: END,
    overdue: '100',
    disputed: '0',
    dueSoon: '0',
    creditOnAccount: '0',
    oldestDays: 20,
    group: 'none',
    cause: 'unknown',
    reachableByMail: true,
    tasks: [],
    ...change,
  };
}

function contact(
  stage: PlanStage,
  daysAgo: number,
  result: CollectionTask['contacts'][number]['result'] = 'delivered',
) {
  return { on: addDays(END, -daysAgo), channel: 'mail' as const, stage, result, note: null, ...MARK };
}

function task(change: Partial<CollectionTask>): CollectionTask {
  return settleTask({ ...deskTask(), opened_period: '2026-01', ...change });
}

function decided(asked: TaskApproval, approved: boolean | null): TaskApproval {
  return approved === null ? asked : { ...asked, decided: { approved, note: null, ...MARK } };
}

describe('the stage of a customer', () => {
  it.each([
    [1, '1_30'],
    [30, '1_30'],
    [31, '31_60'],
    [60, '31_60'],
    [61, '61_90'],
    [90, '61_90'],
    [91, 'over_90'],
  ] as const)('%i days overdue is the stage %s', (days, stage) => {
    expect(stageOfAge(days)).toBe(stage);
  });

  it('is before_due where something falls due soon and nothing is overdue, and none where nothing does', () => {
    expect(placeCustomer(PLANS, facts({ overdue: '0', oldestDays: null, dueSoon: '5' })).stage).toBe('before_due');
    expect(placeCustomer(PLANS, facts({ overdue: '0', oldestDays: null })).stage).toBeNull();
  });

  it('goes no further than the stage after the last that was delivered', () => {
    const at = (oldestDays: number, contacts: CollectionTask['contacts']) =>
      placeCustomer(PLANS, facts({ oldestDays, tasks: [task({ contacts })] }));
    // Opened at the end of January, 59 days before: an invoice 70 days overdue now was 11 days overdue then.
    expect(at(70, [])).toMatchObject({ stage: '1_30', ageStage: '61_90' });
    expect(at(70, [contact('1_30', 40, 'not_reached')])).toMatchObject({ stage: '1_30', next: { again: true } });
    expect(at(70, [contact('1_30', 40)])).toMatchObject({ stage: '31_60', next: { again: false } });
    expect(at(70, [contact('1_30', 40), contact('31_60', 20, 'reached')]).stage).toBe('61_90');
  });

  it('begins no later than the settings say, whatever the age', () => {
    expect(placeCustomer(PLANS, facts({ oldestDays: 400 })).stage).toBe('61_90');
    expect(placeCustomer({ ...PLANS, begins_at_most_with: '1_30' }, facts({ oldestDays: 400 })).stage).toBe('1_30');
  });

  it('forgets what was said of debts that are settled', () => {
    const old = task({ contacts: [contact('61_90', 50)] });
    expect(placeCustomer(PLANS, facts({ oldestDays: 35, tasks: [old] })).delivered).toEqual([]);
  });
});

describe('the next step', () => {
  it('waits for the interval since the last contact', () => {
    const wait = (daysAgo: number) =>
      placeCustomer(PLANS, facts({ tasks: [task({ contacts: [contact('1_30', daysAgo)] })] })).next?.due_date;
    expect(wait(15)).toBe(addDays(END, 5));
    expect(wait(2)).toBe(addDays(END, 12));
  });

  it('does not wait after a try that failed', () => {
    const failed = task({ contacts: [contact('1_30', 1, 'not_reached')] });
    expect(placeCustomer(PLANS, facts({ tasks: [failed] })).next?.due_date).toBe(addDays(END, 5));
  });

  it('is a call after a mail bounced, and a letter where there is no address', () => {
    const bounced = task({ contacts: [contact('1_30', 3, 'bounced')] });
    expect(placeCustomer(PLANS, facts({ tasks: [bounced] })).next?.channel).toBe('phone');
    expect(placeCustomer(PLANS, facts({ reachableByMail: false })).next?.channel).toBe('letter');
  });

  it('is changed by the strategy, and by the cause on top of it', () => {
    const next = (group: PlanFacts['group'], cause: PlanFacts['cause']) =>
      placeCustomer(PLANS, facts({ group, cause })).next;
    expect(next('none', 'unknown')).toMatchObject({ channel: 'mail', owner_role: 'collection_specialist' });
    expect(next('strategic_retention', 'unknown')).toMatchObject({ channel: 'phone', owner_role: 'account_manager' });
    expect(next('strategic_retention', 'account_error')).toMatchObject({ owner_role: 'credit_controller' });
  });
});

describe('chasing rests', () => {
  const promise = { id: 'p1', amount: '50', due_date: '2026-04-10', made_on: '2026-03-20', ...MARK, cancelled: null };
  const finding = (words: Record<string, 'kept' | 'broken' | 'open'>) => ({
    period: '2026-03',
    balance: '100',
    received: '0',
    words,
    at_risk: true,
  });

  it('while a promise is open, and no longer once it is broken', () => {
    const open = task({ promises: [promise] });
    expect(placeCustomer(PLANS, facts({ tasks: [open] }))).toMatchObject({
      paused: 'promise_open',
      pausedUntil: '2026-04-10',
      next: null,
    });
    const broken = task({ promises: [{ ...promise, due_date: '2026-03-25' }], findings: [finding({ p1: 'broken' })] });
    expect(placeCustomer(PLANS, facts({ tasks: [broken] }))).toMatchObject({ paused: null, brokenWord: true });
  });

  it('while instalments run, and no longer once one is broken', () => {
    const plan = {
      id: 'l1',
      agreed_on: '2026-02-10',
      instalments: [
        { due_date: '2026-03-10', amount: '50' },
        { due_date: '2026-04-10', amount: '50' },
      ],
      ...MARK,
      cancelled: null,
    };
    const paused = (words: Record<string, 'kept' | 'broken' | 'open'>) =>
      placeCustomer(PLANS, facts({ tasks: [task({ plans: [plan], findings: [finding(words)] })] })).paused;
    expect(paused({ 'l1.1': 'kept', 'l1.2': 'open' })).toBe('plan_running');
    expect(paused({ 'l1.1': 'broken', 'l1.2': 'open' })).toBeNull();
  });

  it('while a dispute is open, or all that is overdue is contested in the books', () => {
    const dispute = { id: 'd1', opened_on: '2026-03-01', reason: 'price', amount: null, ...MARK, settled: null };
    expect(placeCustomer(PLANS, facts({ tasks: [task({ disputes: [dispute] })] })).paused).toBe('disputed');
    expect(placeCustomer(PLANS, facts({ overdue: '0', oldestDays: null, disputed: '70' })).paused).toBe('disputed');
    expect(placeCustomer(PLANS, facts({ disputed: '70' })).paused).toBeNull();
    // With nothing left to ask for, nothing rests.
    const paid = facts({ overdue: '0', oldestDays: null, tasks: [task({ disputes: [dispute] })] });
    expect(placeCustomer(PLANS, paid)).toMatchObject({ stage: null, paused: null });
  });

  it('while money on account covers what is overdue', () => {
    expect(placeCustomer(PLANS, facts({ creditOnAccount: '100' })).paused).toBe('money_on_account');
    expect(placeCustomer(PLANS, facts({ creditOnAccount: '99.99' })).paused).toBeNull();
  });

  it.each(['agency', 'legal'] as const)('once the %s is approved on a task that stands, and not before', (kind) => {
    const asked = approvalRequest(kind, '2026-02', { claim: '100' });
    const paused = (approved: boolean | null) =>
      placeCustomer(PLANS, facts({ tasks: [task({ approvals: [decided(asked, approved)] })] }));
    expect(paused(true)).toMatchObject({ paused: 'handed_over', next: null });
    expect(paused(false).paused).toBeNull();
    expect(paused(null).paused).toBeNull();
    const limit = approvalRequest('credit_limit', '2026-02', { proposed: '100' });
    expect(placeCustomer(PLANS, facts({ tasks: [task({ approvals: [decided(limit, true)] })] })).paused).toBeNull();
  });

  it('once the claim has left the desk, but not for debts that came later', () => {
    const closed = (on: string) => task({ closed: { outcome: 'sent_to_agency', on, ...MARK }, contacts: [] });
    expect(placeCustomer(PLANS, facts({ tasks: [closed('2026-03-20')] })).paused).toBe('handed_over');
    expect(placeCustomer(PLANS, facts({ tasks: [closed('2025-03-20')] })).paused).toBeNull();
  });
});

describe('what is no longer said or asked', () => {
  const promise = (id: string, due_date: string) => ({
    id,
    amount: '50',
    due_date,
    made_on: '2026-03-20',
    ...MARK,
    cancelled: null,
  });
  const place = (change: Partial<PlanFacts>) => placeCustomer(PLANS, facts(change));

  it('is what stands on tasks that are done: their words and disputes are history', () => {
    const done = { closed: { outcome: 'paid' as const, on: '2025-12-20', ...MARK } };
    expect(task(done).status).toBe('done');
    expect(place({ tasks: [task({ ...done, promises: [promise('p1', '2026-04-10')] })] }).paused).toBeNull();
    const words = { period: '2026-03', balance: '100', received: '0', words: { p1: 'broken' as const }, at_risk: true };
    const broken = { promises: [promise('p1', '2026-03-25')], findings: [words] };
    expect(place({ tasks: [task({ ...done, ...broken })] }).brokenWord).toBe(false);
    expect(place({ tasks: [task(broken)] }).brokenWord).toBe(true);
    expect(place({ tasks: [task({})] }).brokenWord).toBe(false);
  });

  it('is anything once a claim went to an agency, to court or was written off, from the day after it fell due', () => {
    const closed = (outcome: 'sent_to_agency' | 'legal_action' | 'written_off' | 'paid', on: string) =>
      place({ tasks: [task({ closed: { outcome, on, ...MARK } })] }).paused;
    for (const outcome of ['sent_to_agency', 'legal_action', 'written_off'] as const)
      expect(closed(outcome, '2026-03-20'), outcome).toBe('handed_over');
    expect(closed('paid', '2026-03-20')).toBeNull();
    // Twenty days overdue: what was closed on the due date itself was about something older.
    expect(closed('written_off', '2026-03-11')).toBeNull();
    expect(closed('written_off', '2026-03-12')).toBe('handed_over');
  });

  it('rests until the first of several words, and as a plan where one of them is an instalment', () => {
    const plan = {
      id: 'l1',
      agreed_on: '2026-03-20',
      instalments: [{ due_date: '2026-05-10', amount: '50' }],
      ...MARK,
      cancelled: null,
    };
    const tasks = [
      task({ promises: [promise('p1', '2026-04-20')] }),
      task({ promises: [promise('p1', '2026-04-10')], plans: [plan] }),
    ];
    expect(place({ tasks })).toMatchObject({ paused: 'plan_running', pausedUntil: '2026-04-10' });
    expect(place({ tasks: tasks.slice(0, 1) })).toMatchObject({ paused: 'promise_open', pausedUntil: '2026-04-20' });
  });

  it('does not rest for an open word while another was broken, on whichever task', () => {
    const words = { period: '2026-03', balance: '100', received: '0', words: { p1: 'broken' as const }, at_risk: true };
    const broken = task({ promises: [promise('p1', '2026-03-25')], findings: [words] });
    const open = task({ promises: [promise('p1', '2026-04-10')] });
    expect(place({ tasks: [open, broken] }).paused).toBeNull();
    expect(place({ tasks: [broken, open] }).paused).toBeNull();
  });

  it('is not covered by money on account where nothing is overdue, or where there is none', () => {
    expect(place({ overdue: '0', oldestDays: null, dueSoon: '5', creditOnAccount: '100' }).paused).toBeNull();
    expect(place({ overdue: '0', creditOnAccount: '0', dueSoon: '5' }).paused).toBeNull();
  });
});

describe('the notice before something is due', () => {
  const soon = { overdue: '0', oldestDays: null, dueSoon: '5' };

  it('is said once within its interval, and again for what falls due later', () => {
    const saidAgo = (daysAgo: number) => {
      const found = placeCustomer(
        PLANS,
        facts({ ...soon, tasks: [task({ contacts: [contact('before_due', daysAgo)] })] }),
      );
      return [found.stage, found.delivered.length, found.next?.due_date];
    };
    expect(saidAgo(20)).toEqual(['before_due', 1, addDays(END, 3)]);
    expect(saidAgo(2)).toEqual(['before_due', 1, addDays(END, 19)]);
    expect(saidAgo(21)).toEqual(['before_due', 0, addDays(END, 3)]);
  });

  it('needs something that falls due: age alone is no debt', () => {
    expect(placeCustomer(PLANS, facts({ overdue: '0', oldestDays: 40 })).stage).toBeNull();
    expect(placeCustomer(PLANS, facts({ overdue: '10', oldestDays: null })).stage).toBeNull();
  });
});

describe('what was tried', () => {
  it('is listed where it arrived, and is tried again where it did not', () => {
    const found = placeCustomer(
      PLANS,
      facts({
        tasks: [task({ contacts: [contact('1_30', 9, 'sent'), contact('1_30', 5), contact('1_30', 2, 'bounced')] })],
      }),
    );
    expect(found.delivered).toEqual([{ stage: '1_30', on: addDays(END, -5) }]);
    expect(found.next).toMatchObject({ again: false, channel: 'phone' });
  });

  it('at another stage is no try of this one', () => {
    const notice = task({ contacts: [contact('before_due', 9, 'bounced')] });
    expect(placeCustomer(PLANS, facts({ tasks: [notice] })).next).toMatchObject({ again: false, channel: 'mail' });
  });

  it('does not let a plan begin later than its first task was opened', () => {
    // 100 days overdue now; when the first task was opened, at the end of January, it was 41.
    const tasks = [task({ opened_period: '2026-02' }), task({ opened_period: '2026-01' })];
    expect(placeCustomer(PLANS, facts({ oldestDays: 100, tasks })).stage).toBe('31_60');
    expect(placeCustomer(PLANS, facts({ oldestDays: 100, tasks: tasks.toReversed() })).stage).toBe('31_60');
    expect(placeCustomer(PLANS, facts({ oldestDays: 100, tasks: tasks.slice(0, 1) })).stage).toBe('61_90');
  });
});

describe('all stages are through', () => {
  it('when the last has arrived and its interval has passed', () => {
    const exhausted = (daysAgo: number, result: CollectionTask['contacts'][number]['result']) =>
      placeCustomer(
        PLANS,
        facts({
          oldestDays: 150,
          tasks: [task({ contacts: [contact('61_90', 60), contact('over_90', daysAgo, result)] })],
        }),
      ).exhausted;
    expect(exhausted(14, 'delivered')).toBe(true);
    expect(exhausted(13, 'delivered')).toBe(false);
    expect(exhausted(20, 'bounced')).toBe(false);
  });

  it('only at the last stage, for what is overdue now', () => {
    const tasks = [task({ contacts: [contact('61_90', 60), contact('over_90', 30)] })];
    expect(placeCustomer(PLANS, facts({ oldestDays: 150, tasks })).exhausted).toBe(true);
    expect(placeCustomer(PLANS, facts({ oldestDays: 20, tasks })).exhausted).toBe(false);
    expect(placeCustomer(PLANS, facts({ oldestDays: 80, tasks })).exhausted).toBe(false);
  });

  it('never where nothing is overdue, or the books do not say how long', () => {
    const contacts = [contact('61_90', 60), contact('over_90', 30)];
    const judged = { periodEnd: END, group: 'none', cause: 'unknown', contacts } as const;
    expect(stagesExhausted(PLANS, { ...judged, oldestDays: 150 })).toBe(true);
    expect(stagesExhausted(PLANS, { ...judged, oldestDays: null })).toBe(false);
  });
});

describe('whatever was recorded', () => {
  const anyContact = fc.record({
    on: fc.integer({ min: 0, max: 200 }).map((days) => addDays(END, -days)),
    channel: fc.constantFrom('mail' as const, 'phone' as const, 'letter' as const),
    stage: fc.option(fc.constantFrom(...PLAN_STAGES, 'something else')),
    result: fc.constantFrom('reached' as const, 'not_reached' as const, 'delivered' as const, 'bounced' as const),
    note: fc.constant(null),
    at: fc.constant(MARK.at),
    by: fc.constant('Ada'),
  });
  const anyFacts = fc.record({
    oldestDays: fc.integer({ min: 1, max: 400 }),
    contacts: fc.array(anyContact, { maxLength: 8 }),
  });

  it('the stage is never beyond the age, nor more than one beyond what arrived or where the plan begins', () => {
    fc.assert(
      fc.property(anyFacts, ({ oldestDays, contacts }) => {
        const found = placeCustomer(PLANS, facts({ oldestDays, tasks: [task({ contacts })] }));
        const place = (stage: PlanStage | null) => (stage === null ? -1 : OVERDUE_STAGES.indexOf(stage));
        const arrived = Math.max(-1, ...found.delivered.map(({ stage }) => place(stage)));
        expect(place(found.stage)).toBeLessThanOrEqual(place(stageOfAge(oldestDays)));
        expect(place(found.stage)).toBeLessThanOrEqual(Math.max(arrived + 1, place(PLANS.begins_at_most_with)));
        if (found.next !== null) expect(found.next.due_date > END).toBe(true);
        if (found.exhausted) expect(found.delivered.some(({ stage }) => stage === 'over_90')).toBe(true);
      }),
    );
  });

  it('one more delivery never takes the plan back', () => {
    fc.assert(
      fc.property(anyFacts, anyContact, ({ oldestDays, contacts }, more) => {
        const stage = (all: CollectionTask['contacts']) =>
          placeCustomer(PLANS, facts({ oldestDays, tasks: [task({ contacts: all })] })).stage;
        const before = stage(contacts);
        const after = stage([...contacts, { ...more, result: 'delivered' }]);
        expect(PLAN_STAGES.indexOf(after ?? 'before_due')).toBeGreaterThanOrEqual(
          PLAN_STAGES.indexOf(before ?? 'before_due'),
        );
      }),
    );
  });
});
