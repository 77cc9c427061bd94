import { describe, expect, it } from 'vitest';
import type { Rules } from '../../core/contracts/config.ts';
import type { CustomerLine } from '../../core/contracts/report-input.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import type { DeskScope } from '../../core/steps/desk/desk-context.ts';
import { policyNotices } from '../../core/steps/desk/policy-notices.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import { deskTask } from './desk-task.ts';

function line(customer_id: string, changes: Partial<CustomerLine> = {}): CustomerLine {
  return {
    customer_id,
    name: `Walrus ${customer_id}`,
    payment_rate_pct: 31.5,
    outstanding_balance: '20000.00',
    credit_score: 400,
    stability: 0.4,
    score: 88.25,
    band: 'ge70',
    profitability: 'low',
    profitability_tier: null,
    strategy: 'active_collection',
    owner_role: 'collection_specialist',
    account_manager: null,
    reasons: [],
    ...changes,
  };
}

function of(customer_id: string, opened_period: string, changes: Partial<CollectionTask> = {}): CollectionTask {
  return deskTask({ customer_id, opened_period, task_id: `${customer_id}/high_risk/${opened_period}`, ...changes });
}

function noticesOf(customers: readonly CustomerLine[], tasks: readonly CollectionTask[], rules: Rules = SHIPPED_RULES) {
  const home: DeskScope = { scope: '*', currency: 'USD', customers, alerts: [], rows: async () => [] };
  return policyNotices({ period: '2025-09', rules, ledger: false, scopes: [home], tasks });
}

describe('the customers to whom credit control applies the policy of the worst band', () => {
  it('are all of that band and no others, the largest balance first, each with what is to be done by the decision’s day', () => {
    const customers = [
      line('C1'),
      line('C2', { band: '60_70', score: 65 }),
      line('C3', { outstanding_balance: '100000.00' }),
      line('C4', { band: null, score: null }),
    ];
    const notices = noticesOf(
      customers,
      ['C1', 'C2', 'C3', 'C4'].map((id) => of(id, '2025-09')),
    );
    expect(notices.map(({ customer_id }) => customer_id)).toEqual(['C3', 'C1']);
    expect(notices[1]).toEqual({
      task_id: 'C1/high_risk/2025-09',
      customer_id: 'C1',
      name: 'Walrus C1',
      owner: 'Collections',
      score: 88.25,
      open_amount: '20000.00',
      currency: 'USD',
      first_step: 'freeze_credit',
      due_date: '2025-10-05',
      broken: [],
    });
  });

  it('each have their newest high-risk task, also where somebody closed it', () => {
    const closed = of('C1', '2025-08', { status: 'done', outcome: 'not_needed' });
    const alert = of('C1', '2025-09', { task_id: 'C1/early_warning/2025-09', reason: 'early_warning' });
    const elsewhere = of('C1', '2025-09', { scope: 'EUR' });
    const notices = noticesOf([line('C1')], [closed, of('C1', '2025-05'), alert, elsewhere]);
    expect(notices.map(({ task_id }) => task_id)).toEqual(['C1/high_risk/2025-08']);
  });

  it('are none where that band gets the reminders that everybody gets, and are asked for prepayment where the rules say so', () => {
    const under = (ge70: Rules['policy']['ge70']) =>
      noticesOf([line('C1')], [of('C1', '2025-09')], {
        ...SHIPPED_RULES,
        policy: { ...SHIPPED_RULES.policy, ge70 },
      }).map(({ first_step }) => first_step);
    expect(under('reminders')).toEqual([]);
    expect(under('part_prepayment')).toEqual(['ask_part_prepayment']);
    expect(under('lower_limit')).toEqual(['lower_credit_limit']);
  });
});
