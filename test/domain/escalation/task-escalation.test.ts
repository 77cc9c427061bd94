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
