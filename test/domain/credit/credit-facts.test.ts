import { describe, expect, it } from 'vitest';
import type { CreditExposure } from '../../../core/contracts/credit-rows.ts';
import type { CustomerLine } from '../../../core/contracts/report-input.ts';
import { factsOfLedger, factsOfMarts } from '../../../core/domain/credit/credit-facts.ts';
import { freezeAgainstRetention, holdOf, prepaymentOf } from '../../../core/domain/credit/credit-hold.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { makeScorer } from '../../../core/domain/score.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const scorer = makeScorer(SHIPPED_RULES.score.weights);
const ROW: CreditExposure = {
  customer_id: 'C1',
  customer_name: 'Harbour Mills',
  account_manager: 'Ann',
  high_risk: false,
  payment_rate_pct: '60',
  credit_score: '510',
  stability: '45',
  outstanding_balance: '1200.50',
  credit_limit: '5000',
  overdue_amount: '0',
  oldest_days: 12,
  purchases_12m: '9000',
  active_months: 6,
};
const LINE: CustomerLine = {
  customer_id: 'C1',
  name: 'Harbour Mills',
  payment_rate_pct: 60,
  outstanding_balance: '1200.50',
  credit_score: 510,
  stability: 45,
  score: 43,
  band: 'lt50',
  profitability: 'high',
  profitability_tier: 'High',
  strategy: 'strategic_retention',
  owner_role: 'account_manager',
  account_manager: 'Ann',
  reasons: [],
};

describe('what the credit review knows of a ledger’s customer', () => {
  const facts = (over: Partial<CreditExposure> = {}, limits = true) =>
    factsOfLedger({ ...ROW, ...over }, null, { limits, scorer });

  it('is exposure, limit, score, payment rate, oldest debt and purchases of a month in which it bought', () => {
    expect(facts()).toEqual({
      customer_id: 'C1',
      name: 'Harbour Mills',
      account_manager: 'Ann',
      exposure: new Decimal('1200.50'),
      booksLimit: new Decimal(5000),
      score: 43,
      paymentRatePct: 60,
      oldestDays: 12,
      monthlyPurchases: new Decimal(1500),
      line: null,
    });
  });

  it('is no limit where the books have none, or limits of another currency', () => {
    expect(facts({ credit_limit: null }).booksLimit).toBeNull();
    expect(facts({}, false).booksLimit).toBeNull();
    expect(facts({ credit_limit: null }, false).booksLimit).toBeNull();
  });

  it('makes up no score, payment rate or purchases', () => {
    expect(facts({ stability: null }).score).toBeNull();
    expect(facts({ payment_rate_pct: null })).toMatchObject({ paymentRatePct: null, score: null });
    expect(facts({ active_months: 0, purchases_12m: '0' }).monthlyPurchases).toBeNull();
  });
});

describe('what the credit review knows of a customer of books without invoices', () => {
  const bought = { lifespan_days: '304.375', total_invoices: '20', avg_invoice_amount: '150' };

  it('is its line, and purchases spread over the whole relationship', () => {
    expect(factsOfMarts(LINE, bought)).toEqual({
      customer_id: 'C1',
      name: 'Harbour Mills',
      account_manager: 'Ann',
      exposure: new Decimal('1200.50'),
      booksLimit: null,
      score: 43,
      paymentRatePct: 60,
      oldestDays: null,
      monthlyPurchases: new Decimal(300),
      line: LINE,
    });
  });

  it('takes a relationship of less than a month for a month', () => {
    expect(factsOfMarts(LINE, { ...bought, lifespan_days: '1' }).monthlyPurchases).toEqual(new Decimal(3000));
  });

  it.each(['lifespan_days', 'total_invoices', 'avg_invoice_amount'])('has no purchases without %s', (name) => {
    expect(factsOfMarts(LINE, { ...bought, [name]: null }).monthlyPurchases).toBeNull();
    expect(factsOfMarts(LINE, null).monthlyPurchases).toBeNull();
  });
});

describe('what holds supply', () => {
  const hundred = new Decimal(100);

  it.each([
    ['freeze', 0, 'freeze'],
    ['freeze', 200, 'freeze'],
    ['part_prepayment', 200, 'over_limit'],
    ['part_prepayment', 100, 'prepay'],
    ['reminders', 100, 'none'],
    ['lower_limit', 100.01, 'over_limit'],
    [null, 100, 'none'],
  ] as const)('of a customer under %s that owes %d of a limit of 100 is %s', (policy, owed, hold) => {
    expect(holdOf(policy, new Decimal(owed), hundred)).toBe(hold);
  });

  it('without a limit is the band’s alone', () => {
    expect(holdOf(null, new Decimal(1e9), null)).toBe('none');
    expect(holdOf('part_prepayment', new Decimal(1e9), null)).toBe('prepay');
  });

  it('asks for money in advance only under a freeze or prepayment', () => {
    const settings = { freeze: 100, part_prepayment: 50 };
    const asked = (['freeze', 'part_prepayment', 'lower_limit', 'reminders', null] as const).map((policy) =>
      prepaymentOf(policy, settings),
    );
    expect(asked).toEqual([100, 50, null, null, null]);
  });

  it('goes against the tier only where a customer to be kept is frozen', () => {
    expect(freezeAgainstRetention('freeze', 'strategic_retention')).toBe(true);
    expect(freezeAgainstRetention('freeze', 'active_collection')).toBe(false);
    expect(freezeAgainstRetention('part_prepayment', 'strategic_retention')).toBe(false);
    expect(freezeAgainstRetention(null, null)).toBe(false);
  });
});
