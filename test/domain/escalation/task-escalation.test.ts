import { describe, expect, it } from 'vitest';
import { type CollectionTask, type TaskApproval, UNTOUCHED_TASK } from '../../../core/contracts/task.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { escalateTask, escalationPartOf, monthsOnDesk } from '../../../core/domain/escalation/task-escalation.ts';
import { withNews } from '../../../core/steps/desk-findings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const SETTINGS = {
  ...SHIPPED_RULES.escalation,
  agency: {
    ...SHIPPED_RULES.escalation.agency,
    candidates: [{ name: 'North Desk', fee_pct: 25, success_rate_pct: 60, reputation: 4, min_amount: '500' }],
  },
};
const CONTEXT = { period: '2025-09', settings: SETTINGS, digits: 2 };
const CLAIM = {
  claim: new Decimal('12345.67'),
  claimIs: 'overdue' as const,
  oldestDays: 130,
  disputed: false,
  stagesExhausted: true,
};

function task(over: Partial<CollectionTask> = {}): CollectionTask {
  return {
    task_id: 'C1/high_risk/2025-05',
    customer_id: 'C1',
    customer_name: 'Harbour Mills',
    reason: 'high_risk',
    episode: '2025-05',
    opened_period: '2025-05',
    scope: '*',
    strategy: 'active_collection',
    band: '60_70',
    owner_role: 'collection_specialist',
    owner: 'Collections',
    outstanding_balance: '20000.00',
    opened_balance: '20000.00',
    currency: 'USD',
    score: 65,
    actions: [],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
    ...over,
  };
}

function asked(period: string, approved: boolean | null): TaskApproval {
  const at = `${period}-28T00:00:00.000Z`;
  return {
    id: `agency.${period}`,
    kind: 'agency',
    period,
    proposal: {},
    requested: { at, by: 'duewatch' },
    decided: approved === null ? null : { approved, note: null, at, by: 'Ada Acornby' },
  };
}

describe('a step that a person must approve', () => {
  it('carries the arithmetic it is asked for with, under an id that a second run has again', () => {
    const first = escalateTask(task(), CLAIM, CONTEXT).request;
    expect(first).toEqual(escalateTask(task(), CLAIM, CONTEXT).request);
    expect(first).toMatchObject({
      id: 'agency.2025-09',
      kind: 'agency',
      decided: null,
      // 12,345.67 × 60 % = 7,407.40; fee 25 % = 1,851.85; net 5,555.55.
      proposal: { claim: '12345.67', agency: 'North Desk', agency_gross: '7407.40', agency_net: '5555.55' },
    });
    // 12,345.67 × 70 % × 50 % − 3 % − 8 % − 500 = 2,462.96
    expect(first?.proposal['legal_expected']).toBe('2462.96');
  });

  it('is not asked for twice: not while it waits, not once approved, and after a refusal only months later', () => {
    const asking = (approvals: TaskApproval[]) => escalateTask(task({ approvals }), CLAIM, CONTEXT).asking;
    const patient = { ...CONTEXT, settings: { ...SETTINGS, decide_within_days: 60 } };
    expect(escalateTask(task({ approvals: [asked('2025-08', null)] }), CLAIM, patient).asking).toBe('waiting');
    expect(asking([asked('2025-03', true)])).toBe('approved');
    expect(asking([asked('2025-07', false)])).toBe('declined_lately');
    expect(asking([asked('2025-06', false)])).toBe('ask');
    expect(asking([asked('2025-09', null)])).toBe('ask');
  });

  it('is declined where nobody decided in time, on the day the time ran out, and counts as a refusal', () => {
    const found = escalateTask(task({ approvals: [asked('2025-08', null)] }), CLAIM, CONTEXT);
    expect(found.asking).toBe('timed_out');
    expect(escalationPartOf(found, 1, SETTINGS, 2).reason).toBe('not_decided_in_time');
    expect(found.expired).toMatchObject([
      {
        id: 'agency.2025-08',
        decided: { approved: false, by: 'duewatch', note: 'timeout', at: '2025-09-11T00:00:00.000Z' },
      },
    ]);
  });

  it('has its days to decide from when it was put on the task, however late the month was reviewed', () => {
    const request = escalateTask(task(), CLAIM, CONTEXT).request;
    if (request === null) throw new Error('a step should be asked for');
    const news = { task_id: task().task_id, finding: null, approvals: [request] };
    const reviewed = withNews(task(), news, { at: '2025-10-20T06:00:00.000Z', period: '2025-09' });
    const next = (period: string) => escalateTask(reviewed, CLAIM, { ...CONTEXT, period });
    expect([next('2025-10').asking, next('2025-10').expired]).toEqual(['waiting', []]);
    expect(next('2025-11').expired).toMatchObject([{ decided: { at: '2025-11-03T00:00:00.000Z' } }]);
  });

  it('is not asked for where somebody wrote down a dispute', () => {
    const dispute = {
      id: 'd1',
      opened_on: '2025-09-02',
      reason: 'short delivery',
      amount: null,
      at: '2025-09-02T00:00:00.000Z',
      by: 'Ada Acornby',
      settled: null,
    };
    const found = escalateTask(task({ disputes: [dispute] }), CLAIM, CONTEXT);
    expect(found.escalation.agency.open).toBe(false);
    expect(found.request?.kind).toBe('legal');
  });

  it('is said on the customer’s sheet with its amounts in the digits of the currency', () => {
    const part = escalationPartOf(escalateTask(task(), CLAIM, CONTEXT), 1, SETTINGS, 2);
    expect(part).toMatchObject({
      recommendation: 'agency',
      agency_name: 'North Desk',
      expected: '5555.55',
      months_on_desk: 5,
      legal: { case: { limitation_date: '2028-05-23', limitation: 'far' } },
    });
    expect(part.agency.checks.map(({ check, met }) => [check, met])).toEqual([
      ['amount', true],
      ['age', true],
      ['dispute_free', true],
      ['stages_exhausted', true],
    ]);
  });

  it('counts months on the desk from the episode’s first, this one included', () => {
    expect(monthsOnDesk({ episode: '2025-09' }, '2025-09')).toBe(1);
    expect(monthsOnDesk({ episode: '2024-11' }, '2025-09')).toBe(11);
  });
});

describe('what is weighed for a task', () => {
  const shielded = { ...SETTINGS, write_off: { tax_shield_pct: 20 }, legal: { ...SETTINGS.legal, fixed_cost: '0' } };
  const context = { ...CONTEXT, settings: shielded };
  const claim = { ...CLAIM, claim: new Decimal(10_000) };
  const part = (found: ReturnType<typeof escalateTask>) => escalationPartOf(found, 3, shielded, 2);

  it('puts every factor of both ways before who decides', () => {
    const { odds_pct, recoverable_pct } = shielded.legal;
    expect(escalateTask(task(), claim, context).request?.proposal).toEqual({
      claim: '10000.00',
      currency: 'USD',
      write_off: '2000.00',
      decide_within_days: shielded.decide_within_days,
      agency: 'North Desk',
      success_rate_pct: 60,
      fee_pct: 25,
      reputation: 4,
      agency_gross: '6000.00',
      agency_fee: '1500.00',
      agency_net: '4500.00',
      // Of the 4,000 that the agency does not bring in.
      agency_tax_saved: '800.00',
      agency_worth: '5300.00',
      odds_pct,
      recoverable_pct,
      legal_recovered: '3500.00',
      court: '300.00',
      lawyer: '800.00',
      fixed: '0.00',
      legal_expected: '2400.00',
      legal_tax_saved: '1300.00',
      legal_worth: '3700.00',
      limitation_date: '2028-05-23',
      limitation_days_left: 966,
    });
  });

  it('leaves out a way whose gate is shut, and says nothing of time where no due date is known', () => {
    const noSuit = { ...context, settings: { ...shielded, legal: { ...shielded.legal, amount_from: '10000.01' } } };
    const byAgency = escalateTask(task(), claim, noSuit).request?.proposal;
    expect(byAgency).toMatchObject({ agency: 'North Desk', write_off: '2000.00' });
    expect(byAgency).not.toHaveProperty('odds_pct');
    const noAgency = { ...context, settings: { ...shielded, agency: { ...shielded.agency, amount_from: '10000.01' } } };
    const bySuit = escalateTask(task(), { ...claim, oldestDays: null }, noAgency).request;
    expect(bySuit).toMatchObject({ kind: 'legal', proposal: { limitation_date: null, limitation_days_left: null } });
    expect(bySuit?.proposal).not.toHaveProperty('agency');
    const noCandidate = { ...context, settings: { ...shielded, agency: { ...shielded.agency, candidates: [] } } };
    const alone = escalateTask(task(), claim, noCandidate).request;
    expect(alone?.kind).toBe('legal');
    expect(alone?.proposal).toHaveProperty('odds_pct');
    expect(Object.keys(alone?.proposal ?? {}).filter((name) => name.startsWith('agency'))).toEqual([]);
  });

  it('to court is declined as one to an agency is, where nobody decided', () => {
    const suit: TaskApproval = { ...asked('2025-08', null), id: 'legal.2025-08', kind: 'legal' };
    expect(escalateTask(task({ approvals: [suit] }), CLAIM, CONTEXT).expired).toMatchObject([
      { id: 'legal.2025-08', decided: { approved: false, note: 'timeout' } },
    ]);
    const limit: TaskApproval = { ...suit, id: 'credit_limit.2025-08', kind: 'credit_limit' };
    expect(escalateTask(task({ approvals: [limit] }), CLAIM, CONTEXT).expired).toEqual([]);
  });

  it('asks for nothing where neither way is recommended', () => {
    const poor = escalateTask(task(), { ...claim, claim: new Decimal(1) }, context);
    expect(poor).toMatchObject({ asking: 'ask', request: null });
    expect(part(poor)).toMatchObject({
      recommendation: 'none',
      reason: 'gates_closed',
      agency_name: null,
      expected: null,
    });
    const costly = { ...context, settings: { ...shielded, write_off: { tax_shield_pct: 100 } } };
    const given = escalateTask(task(), claim, costly);
    expect(given).toMatchObject({ request: null, escalation: { recommendation: 'write_off' } });
    expect(escalationPartOf(given, 1, costly.settings, 2)).toMatchObject({ agency_name: null, expected: '10000.00' });
  });

  it('stands on the sheet with every offer, every check and the suit', () => {
    const sheet = part(escalateTask(task(), claim, context));
    expect(sheet).toMatchObject({ claim_is: 'overdue', oldest_days: 130, write_off: '2000.00', reason: 'agency_best' });
    expect(sheet.agency).toMatchObject({
      open: true,
      candidates: 3,
      offers: [
        {
          name: 'North Desk',
          fee_pct: 25,
          success_rate_pct: 60,
          reputation: 4,
          gross: '6000.00',
          fee: '1500.00',
          net: '4500.00',
          tax_saved: '800.00',
          worth: '5300.00',
        },
      ],
    });
    expect(sheet.legal.open).toBe(true);
    expect(sheet.legal.checks.map(({ check }) => check)).toEqual([
      'amount',
      'age',
      ...(shielded.legal.dispute_free ? ['dispute_free'] : []),
      ...(shielded.legal.stages_exhausted ? ['stages_exhausted'] : []),
    ]);
    expect(sheet.legal.case).toMatchObject({
      claim: '10000.00',
      recovered: '3500.00',
      expected: '2400.00',
      worth: '3700.00',
      limitation_date: '2028-05-23',
      limitation_days_left: 966,
      limitation: 'far',
    });
  });

  it('shows what a suit would bring only while it can be brought', () => {
    const late = part(escalateTask(task(), { ...claim, oldestDays: 9_000 }, context));
    expect(late.legal).toMatchObject({ open: false, case: { expected: null, worth: null, limitation: 'over' } });
    const unknown = part(escalateTask(task(), { ...claim, oldestDays: null }, context));
    expect(unknown.legal.case).toMatchObject({
      expected: '2400.00',
      limitation: 'unknown',
      limitation_date: null,
      limitation_days_left: null,
    });
  });

  it('says of what was asked before that it waits, or was decided', () => {
    const reason = (approvals: TaskApproval[], settings = shielded) =>
      part(escalateTask(task({ approvals }), claim, { ...context, settings })).reason;
    expect(reason([asked('2025-08', null)], { ...shielded, decide_within_days: 60 })).toBe('waiting_for_decision');
    expect(reason([asked('2025-03', true)])).toBe('already_decided');
    expect(reason([])).toBe('agency_best');
  });

  it('holds to what was asked, decided or contested on older tasks of the same debt', () => {
    const older = [task({ task_id: 'C1/high_risk/2025-01', approvals: [asked('2025-03', true)] })];
    expect(escalateTask(task(), claim, { ...context, older })).toMatchObject({ asking: 'approved', request: null });
    const contested = {
      id: 'd1',
      opened_on: '2025-02-02',
      reason: 'short',
      amount: null,
      at: '2025-02-02T00:00:00.000Z',
      by: 'Ada',
      settled: null,
    };
    const found = escalateTask(task(), claim, { ...context, older: [task({ disputes: [contested] })] });
    expect(found.escalation.facts.disputed).toBe(true);
    const alert = task({ task_id: 'C1/early_warning/2025-03', reason: 'early_warning', disputes: [contested] });
    expect(escalateTask(task(), claim, { ...context, beside: [alert] }).escalation.facts.disputed).toBe(true);
    expect(escalateTask(task(), { ...claim, disputed: true }, context).escalation.facts.disputed).toBe(true);
  });
});
