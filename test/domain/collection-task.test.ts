import { describe, expect, test } from 'vitest';
import type { CustomerLine } from '../../core/contracts/report-input.ts';
import { actionsOf, dueDate, ownerOf, taskFor, taskId } from '../../core/domain/collection-task.ts';
import { SHIPPED_RULES as rules } from '../shipped-rules.ts';

const line: CustomerLine = {
  customer_id: 'C 1',
  name: 'Acme',
  payment_rate_pct: 50,
  outstanding_balance: '15000.50',
  credit_score: 500,
  stability: 40,
  score: 72.5,
  band: 'ge70',
  profitability: 'high',
  profitability_tier: 'High',
  strategy: 'strategic_retention',
  owner_role: 'account_manager',
  account_manager: 'Ann',
  reasons: [],
};
const context = {
  rules,
  period: '2025-09',
  scope: '*',
  currency: 'USD',
  episodes: new Map([
    ['* C 1', '2025-07'],
    ['EUR C 1', '2025-08'],
  ]),
};

describe('the key of a task', () => {
  test('is customer, reason and episode, and no two of them share one', () => {
    expect(taskId('C1', 'high_risk', '2025-09')).toBe('C1/high_risk/2025-09');
    expect(taskId('a/b', 'c', 'd')).not.toBe(taskId('a', 'b/c', 'd'));
    expect(taskId('a b', 'c', 'd')).toBe('a%20b/c/d');
  });

  test('fits into a table whatever the customer is called', () => {
    expect(taskId('长'.repeat(200), 'c', 'd')).toBe(`${'%E9%95%BF'.repeat(200)}/c/d`);
    const long = taskId('长'.repeat(201), 'high_risk', '2025-09');
    expect(long).toMatch(/^:[0-9a-f]{64}\/high_risk\/2025-09$/);
    expect(taskId('长'.repeat(202), 'high_risk', '2025-09')).not.toBe(long);
    expect(taskId(long.split('/')[0] ?? '', 'high_risk', '2025-09')).not.toBe(long);
  });
});

describe('the task of a high-risk customer', () => {
  const task = taskFor(line, context);

  test('says who, how much, since when, by when and what to do first', () => {
    expect(task).toMatchObject({
      task_id: 'C%201/high_risk/2025-07',
      customer_id: 'C 1',
      customer_name: 'Acme',
      reason: 'high_risk',
      episode: '2025-07',
      opened_period: '2025-09',
      strategy: 'strategic_retention',
      band: 'ge70',
      owner_role: 'account_manager',
      owner: 'Ann',
      scope: '*',
      outstanding_balance: '15000.50',
      opened_balance: '15000.50',
      currency: 'USD',
      score: 72.5,
      actions: ['executive_call', 'agree_payment_plan', 'review_terms', 'freeze_credit'],
      due_date: '2025-10-07',
      status: 'open',
    });
  });

  test('of one currency of several is a task of its own, with its own episode', () => {
    expect(taskFor(line, { ...context, scope: 'EUR', currency: 'EUR' })).toMatchObject({
      task_id: 'C%201/high_risk.EUR/2025-08',
      reason: 'high_risk',
      scope: 'EUR',
    });
  });

  test('begins an episode with the month where none is under way', () => {
    expect(taskFor({ ...line, customer_id: 'C2' }, context).episode).toBe('2025-09');
  });
});

describe('who owns a task', () => {
  test('is the customer’s own account manager only where the role is that and one is named', () => {
    expect(ownerOf('account_manager', 'Ann', rules)).toBe('Ann');
    expect(ownerOf('account_manager', null, rules)).toBe('Account managers');
    expect(ownerOf('collection_specialist', 'Ann', rules)).toBe('Collections');
  });
});

describe('the first steps', () => {
  test.each([
    ['strategic_retention', ['executive_call', 'agree_payment_plan', 'review_terms']],
    ['focused_monitoring', ['confirm_balance', 'agree_dated_plan', 'review_fortnightly']],
    ['active_collection', ['demand_in_writing', 'call_within_two_days', 'prepare_escalation']],
  ] as const)('of %s follow from the strategy; without a score no credit policy is added', (strategy, steps) => {
    expect(actionsOf(strategy, null, rules)).toEqual(steps);
  });

  test.each([
    ['ge70', 'freeze_credit'],
    ['60_70', 'ask_part_prepayment'],
    ['50_60', 'lower_credit_limit'],
    ['lt50', 'send_reminders'],
  ] as const)('in band %s end with %s', (band, step) => {
    expect(actionsOf('active_collection', band, rules).at(-1)).toBe(step);
    expect(actionsOf('active_collection', band, rules)).toHaveLength(4);
  });
});

describe('the due date', () => {
  test('counts from the last day of the month', () => {
    expect([dueDate('2025-09', 5), dueDate('2025-12', 14), dueDate('2024-02', 0)]).toEqual([
      '2025-10-05',
      '2026-01-14',
      '2024-02-29',
    ]);
  });
});
