import { describe, expect, it } from 'vitest';
import { causeOf, type Debtor } from '../../../core/domain/overdue/causes.ts';

const PERIOD_END = '2024-06-30';

/** Owes 100 on one invoice, 10 days overdue; nothing else is known. */
function debtor(more: Partial<Debtor> = {}): Debtor {
  return {
    customer_id: 'c',
    customer_name: 'C',
    account_manager: null,
    first_here: false,
    overdue_amount: '100.000000',
    overdue_invoices: 1,
    oldest_days: 10,
    disputed_amount: '0.000000',
    recorded_reason: null,
    residual_invoices: 0,
    credit_on_account: '0.000000',
    last_cash_date: '2024-06-20',
    settled_invoices: 0,
    settled_on_time: 0,
    paid_past_oldest: 0,
    ...more,
  };
}

describe('the cause of what a customer has overdue', () => {
  it('is unknown where no rule applies, and stays so', () => {
    expect(causeOf(debtor(), PERIOD_END)).toEqual({
      cause: 'unknown',
      basis: 'none',
      rule: 'no_rule_applies',
      evidence: {},
    });
  });

  it('is a dispute where an overdue invoice is marked as disputed, whatever else speaks for another cause', () => {
    const found = causeOf(debtor({ disputed_amount: '40.500000', credit_on_account: '500' }), PERIOD_END);
    expect(found).toEqual({
      cause: 'disputed',
      basis: 'recorded',
      rule: 'marked_disputed',
      evidence: { disputed_amount: '40.5', overdue_amount: '100' },
    });
  });

  it.each([
    ['Financial_Difficulty', 'financial_difficulty'],
    ['Insolvency', 'financial_difficulty'],
    ['财务困难', 'financial_difficulty'],
    ['资金困难', 'financial_difficulty'],
    ['account error', 'account_error'],
    ['账户错误', 'account_error'],
    ['账户信息错误', 'account_error'],
    ['forgotten', 'forgotten'],
    ['忘记付款', 'forgotten'],
    ['Other', 'other'],
    ['其他', 'other'],
    ['Dispute', 'disputed'],
    ['争议', 'disputed'],
    ['goods arrived broken', 'disputed'],
    ['=cmd()', 'disputed'],
  ])('is what is recorded: "%s" is %s', (reason, cause) => {
    expect(causeOf(debtor({ disputed_amount: '100', recorded_reason: reason }), PERIOD_END)).toMatchObject({
      cause,
      basis: 'recorded',
      rule: 'recorded_reason',
    });
  });

  it.each([
    ['money on account covers it', { credit_on_account: '100' }, 'account_error', 'money_on_account'],
    ['money on account falls a cent short', { credit_on_account: '99.99' }, 'unknown', 'no_rule_applies'],
    [
      'only residues of payments are left',
      { residual_invoices: 3, overdue_invoices: 3 },
      'account_error',
      'only_residues',
    ],
    ['one invoice is more than a residue', { residual_invoices: 2, overdue_invoices: 3 }, 'unknown', 'no_rule_applies'],
    [
      'two invoices are overdue, one over 60 days, and nothing came in for 61 days',
      { overdue_invoices: 2, oldest_days: 61, last_cash_date: '2024-04-30' },
      'financial_difficulty',
      'stopped_paying',
    ],
    [
      'nothing ever came in',
      { overdue_invoices: 2, oldest_days: 61, last_cash_date: null },
      'financial_difficulty',
      'stopped_paying',
    ],
    [
      'something came in 60 days ago',
      { overdue_invoices: 2, oldest_days: 61, last_cash_date: '2024-05-01' },
      'unknown',
      'no_rule_applies',
    ],
    ['a single invoice is old', { oldest_days: 200, last_cash_date: null }, 'unknown', 'no_rule_applies'],
    [
      'a good payer is 30 days late',
      { settled_invoices: 5, settled_on_time: 4, oldest_days: 30 },
      'forgotten',
      'slip_of_a_good_payer',
    ],
    [
      'a good payer is 31 days late',
      { settled_invoices: 5, settled_on_time: 4, oldest_days: 31 },
      'unknown',
      'no_rule_applies',
    ],
    [
      'the oldest of two is 60 days overdue',
      { overdue_invoices: 2, oldest_days: 60, last_cash_date: '2024-01-31' },
      'unknown',
      'no_rule_applies',
    ],
    [
      'three invoices, all in time, make a habit',
      { settled_invoices: 3, settled_on_time: 3 },
      'forgotten',
      'slip_of_a_good_payer',
    ],
    [
      'a payer late every other time is a few days late',
      { settled_invoices: 4, settled_on_time: 2 },
      'unknown',
      'no_rule_applies',
    ],
    [
      'a payer mostly late left one out',
      { settled_invoices: 5, settled_on_time: 2, oldest_days: 80, paid_past_oldest: 1 },
      'unknown',
      'no_rule_applies',
    ],
    [
      'the habit is known from two invoices only',
      { settled_invoices: 2, settled_on_time: 2 },
      'unknown',
      'no_rule_applies',
    ],
    [
      'one invoice was left out while later ones were paid',
      { settled_invoices: 4, settled_on_time: 2, oldest_days: 80, paid_past_oldest: 1 },
      'forgotten',
      'skipped_one',
    ],
    [
      'two were left out',
      { settled_invoices: 4, settled_on_time: 2, oldest_days: 80, paid_past_oldest: 1, overdue_invoices: 2 },
      'unknown',
      'no_rule_applies',
    ],
  ])('where %s', (_, facts, cause, rule) => {
    const found = causeOf(debtor(facts), PERIOD_END);
    expect(found).toMatchObject({ cause, rule, basis: cause === 'unknown' ? 'none' : 'inferred' });
    if (cause !== 'unknown') expect(Object.keys(found.evidence).length).toBeGreaterThan(1);
  });

  it('is what somebody found out and wrote on the task, even where the books record a dispute', () => {
    const found = causeOf(
      debtor({ disputed_amount: '100', recorded_reason: 'forgotten' }),
      PERIOD_END,
      'account_error',
    );
    expect(found).toEqual({ cause: 'account_error', basis: 'recorded', rule: 'recorded_on_task', evidence: {} });
  });

  it('shows the recorded reason as it was written, beside the amounts', () => {
    expect(causeOf(debtor({ disputed_amount: '40.50', recorded_reason: 'Other' }), PERIOD_END).evidence).toEqual({
      disputed_amount: '40.5',
      overdue_amount: '100',
      recorded_reason: 'Other',
    });
  });

  it('shows of a customer who stopped paying since when, unless nothing ever came in', () => {
    const old = { overdue_invoices: 2, oldest_days: 61 };
    expect(causeOf(debtor({ ...old, last_cash_date: '2024-04-30' }), PERIOD_END).evidence).toEqual({
      ...old,
      days_since_payment: 61,
    });
    expect(causeOf(debtor({ ...old, last_cash_date: null }), PERIOD_END).evidence).toEqual(old);
  });
});
