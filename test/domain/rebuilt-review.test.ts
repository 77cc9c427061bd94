import { describe, expect, test } from 'vitest';
import type { LedgerRowOf } from '../../core/contracts/ledger-rows.ts';
import { rateGroup } from '../../core/domain/rate-group.ts';
import { type MonthBefore, rebuildReview } from '../../core/domain/rebuilt-review.ts';
import { SHIPPED_RULES as rules } from '../shipped-rules.ts';

type Row = LedgerRowOf<'high_risk_before'>;

/** Scores (100 − 40)·0.4 + (850 − 425)/850·100·0.4 + (100 − 20)·0.2 = 24 + 20 + 16 = 60 by the shipped weights. */
function row(customer_id: string, changes: Partial<Row> = {}): Row {
  return {
    customer_id,
    customer_name: customer_id,
    email: null,
    account_manager: null,
    currency: null,
    payment_rate_pct: '40',
    outstanding_balance: '20000',
    credit_score: '425',
    credit_score_source: 'given',
    stability: '20',
    stability_source: 'given',
    lifespan_days: null,
    total_invoices: null,
    avg_invoice_amount: null,
    profitability_tier: 'High',
    gross_profit: null,
    invoice_total: null,
    since: '2025-06',
    outstanding_now: '15000',
    ...changes,
  };
}

const month = (of: string): MonthBefore['kpi_receivables'][number] => ({
  month: of,
  invoiced: '0',
  credit_notes: '0',
  cash_applied: '0',
  credit_applied: '0',
  receivables: '0',
  overdue: '0',
  credit_on_account: '0',
  invoiced_90d: '0',
  credit_notes_90d: '0',
});

describe('the review of the month before, that nobody published', () => {
  const rows: MonthBefore = {
    high_risk_before: [
      row('small', {
        outstanding_balance: '16000',
        outstanding_now: null,
        profitability_tier: 'Low',
        since: '2025-08',
      }),
      row('large', { outstanding_balance: '30000.50', profitability_tier: 'Medium' }),
      row('unscored', { stability: null, outstanding_balance: '20000' }),
    ],
    kpi_receivables: [month('2025-07'), month('2025-08')],
  };
  const rebuilt = rebuildReview(rows, '2025-09', rules);

  test('has the group of then with its strategies and balances, largest first', () => {
    expect(rebuilt?.period).toBe('2025-08');
    expect(rebuilt?.customers).toEqual([
      { customer_id: 'large', strategy: 'focused_monitoring', outstanding_balance: '30000.50' },
      { customer_id: 'unscored', strategy: 'strategic_retention', outstanding_balance: '20000' },
      { customer_id: 'small', strategy: 'active_collection', outstanding_balance: '16000' },
    ]);
  });

  test('knows what they owe now, and who is no longer in the books', () => {
    expect(rebuilt?.balancesNow).toEqual([
      { customer_id: 'large', outstanding_balance: '15000' },
      { customer_id: 'unscored', outstanding_balance: '15000' },
    ]);
  });

  test('has scores of those that have one, and since when each was high-risk', () => {
    expect(rebuilt?.scores).toEqual([
      { customer_id: 'large', month: '2025-08', score: 60 },
      { customer_id: 'small', month: '2025-08', score: 60 },
    ]);
    expect(Object.fromEntries(rebuilt?.since ?? [])).toEqual({
      large: '2025-06',
      small: '2025-08',
      unscored: '2025-06',
    });
  });

  test('is not made up where the books do not reach it', () => {
    expect(
      rebuildReview({ ...rows, kpi_receivables: [month('2025-07'), month('2025-09')] }, '2025-09', rules),
    ).toBeNull();
    expect(rebuildReview({ ...rows, kpi_receivables: [] }, '2025-09', rules)).toBeNull();
    expect(
      rebuildReview({ high_risk_before: [], kpi_receivables: [month('2025-08')] }, '2025-09', rules),
    ).toMatchObject({
      customers: [],
      scores: [],
    });
  });
});

describe('the rated group', () => {
  test('is ordered by balance, ties by id, and each has score, band, level and strategy', () => {
    const { customers, axis } = rateGroup(
      [row('b'), row('a'), row('c', { outstanding_balance: '20000.01', profitability_tier: 'Low' })],
      rules,
    );
    expect(
      customers.map(({ row: { customer_id }, band, level, strategy }) => [customer_id, band, level, strategy]),
    ).toEqual([
      ['c', '60_70', 'low', 'active_collection'],
      ['a', '60_70', 'high', 'strategic_retention'],
      ['b', '60_70', 'high', 'strategic_retention'],
    ]);
    expect(axis).toBe('profitability_tier');
    expect(customers[0]?.outstanding).toBe(20_000_010_000_000_000n);
  });

  test('is ordered so whatever the order of the books, the larger balance before the smaller', () => {
    const rows = [
      ...[row('a', { outstanding_balance: '100' }), row('b', { outstanding_balance: '300' })],
      ...[row('d', { outstanding_balance: '200' }), row('c', { outstanding_balance: '200' })],
    ];
    const order = (of: typeof rows) => rateGroup(of, rules).customers.map((each) => each.row.customer_id);
    expect(order(rows)).toEqual(['b', 'c', 'd', 'a']);
    expect(order(rows.toReversed())).toEqual(['b', 'c', 'd', 'a']);
  });

  test('has no band without a score', () => {
    const [one] = rateGroup([row('a', { credit_score: null })], rules).customers;
    expect(one).toMatchObject({ band: null, result: { scored: false, missing: ['credit_score'] } });
  });

  test('says where its tiers tell little and no margin is known', () => {
    expect(rateGroup([row('a'), row('b')], rules)).toMatchObject({
      axis: 'profitability_tier',
      axisCaveat: 'margin_unknown',
    });
    const known = rateGroup([row('a', { gross_profit: '1', invoice_total: '2' }), row('b')], rules);
    expect(known.axis).toBe('relative_margin');
    expect(known).not.toHaveProperty('axisCaveat');
  });
});
