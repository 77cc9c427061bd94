import { describe, expect, it } from 'vitest';
import { type AlertedCustomer, alertTask } from '../../../core/domain/early-warning/alert-task.ts';
import { ALERT_REASONS } from '../../../core/domain/early-warning/rules.ts';
import { makeCustomers } from '../../report/fixtures/customers.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const ALERT: AlertedCustomer = {
  customer_id: 'A/1',
  name: 'Alder Ltd',
  account_manager: 'Chen Wei',
  score: 81.5,
  open_amount: 1234.5,
  reasons: ['over_threshold'],
  since: '2025-08',
};
const context = { rules: SHIPPED_RULES, period: '2025-09', scope: '*', currency: 'USD', line: undefined };
const [made] = makeCustomers(1);
if (made === undefined) throw new Error('no customer');
const line = {
  ...made,
  name: 'In the group',
  strategy: 'active_collection',
  band: 'ge70',
  owner_role: 'collection_specialist',
  account_manager: 'Wang Fang',
} as const;

describe('the task of an alert', () => {
  it('goes to the desk that the settings name, for what was open when it opened', () => {
    expect(alertTask(ALERT, context)).toMatchObject({
      task_id: 'A%2F1/early_warning/2025-08',
      customer_id: 'A/1',
      customer_name: 'Alder Ltd',
      reason: 'early_warning',
      episode: '2025-08',
      opened_period: '2025-09',
      strategy: null,
      band: null,
      owner_role: 'account_manager',
      scope: '*',
      outstanding_balance: '1234.50',
      opened_balance: '1234.50',
      currency: 'USD',
      score: 81.5,
      due_date: '2025-10-07',
    });
  });

  it('goes by tier where the customer is in the high-risk group', () => {
    const task = alertTask(ALERT, { ...context, line });
    expect(task).toMatchObject({
      customer_name: 'In the group',
      strategy: 'active_collection',
      band: 'ge70',
      owner_role: 'collection_specialist',
      owner: SHIPPED_RULES.people.desks.collection_specialist.name,
    });
    expect(task.actions.slice(0, 2)).toEqual(['demand_in_writing', 'call_within_two_days']);
    const days = SHIPPED_RULES.tiers.due_in_days.active_collection;
    expect(task.due_date).toBe(`2025-10-${String(days).padStart(2, '0')}`);
    expect(days).not.toBe(SHIPPED_RULES.warning.due_in_days);
  });

  it('names whoever is known to look after the customer, else the desk', () => {
    const own = (account_manager: string | null) =>
      ({ ...line, owner_role: 'account_manager', account_manager }) as const;
    const owner = (of: ReturnType<typeof own> | undefined, alert = ALERT) =>
      alertTask(alert, { ...context, line: of }).owner;
    expect(owner(undefined)).toBe('Chen Wei');
    expect(owner(own('Wang Fang'))).toBe('Wang Fang');
    expect(owner(own(null))).toBe('Chen Wei');
    expect(owner(undefined, { ...ALERT, account_manager: null })).toBe('Account managers');
  });

  it('calls a customer without a name by its id', () => {
    expect(alertTask({ ...ALERT, name: null }, context).customer_name).toBe('A/1');
  });

  it('is one of its own in each currency, in that currency’s places', () => {
    const yen = alertTask(ALERT, { ...context, scope: 'JPY', currency: 'JPY' });
    expect(yen).toMatchObject({ task_id: 'A%2F1/early_warning.JPY/2025-08', scope: 'JPY', currency: 'JPY' });
    expect(yen.outstanding_balance).toBe('1235');
  });

  it.each([
    ['over_threshold', ['confirm_balance', 'agree_dated_plan']],
    ['rising', ['confirm_balance', 'review_fortnightly']],
    ['unpaid_months', ['call_within_two_days', 'agree_dated_plan']],
    ['slower_payment', ['confirm_balance', 'agree_dated_plan']],
    ['exposure_growth', ['review_terms', 'confirm_balance']],
  ])('begins, for %s alone, with %j', (reason, actions) => {
    expect(alertTask({ ...ALERT, reasons: [reason] }, context).actions).toEqual(actions);
  });

  it('begins with the steps of the gravest reason: unpaid months first, a rising score last', () => {
    const steps = (...reasons: string[]) => alertTask({ ...ALERT, reasons }, context).actions[0];
    expect(steps(...ALERT_REASONS)).toBe('call_within_two_days');
    expect(steps('exposure_growth', 'slower_payment')).toBe('confirm_balance');
    expect(steps('rising', 'exposure_growth')).toBe('review_terms');
    expect(steps('exposure_growth', 'over_threshold', 'rising')).toBe('confirm_balance');
    expect(steps('something of a later version')).toBe('confirm_balance');
  });
});
