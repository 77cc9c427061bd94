import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figures } from '../../core/contracts/figure.ts';
import { addMonths } from '../../core/domain/month.ts';
import { type ComposeInput, composeFigures } from '../../core/figures/compose-figures.ts';
import { CONTRACT_IDS } from './contract-ids.ts';
import { composeInput, type MadeUpCustomer, type MadeUpExport, rules } from './marts-rows.ts';

function figuresOf(made: MadeUpExport, more: Partial<ComposeInput> = {}): Figures {
  return composeFigures(composeInput(made, more)).figures;
}

function values(figures: Figures, ...ids: string[]): unknown[] {
  return ids.map((id) => figures[id]?.value);
}

/** Numbers anywhere in a figure. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

function expectWellFormed(figures: Figures): void {
  for (const [id, figure] of Object.entries(figures)) {
    if (figure.value === null)
      expect(figure, id).toMatchObject({ note: expect.any(String), reason: expect.any(String) });
    if (figure.unit === 'money' && figure.value !== null) expect(figure.value, id).toMatch(/^(?!-0\.00$)-?\d+\.\d{2}$/);
    for (const number of numbersIn(figure.value)) {
      expect(Number.isFinite(number) && !Object.is(number, -0), id).toBe(true);
    }
  }
  expect(CONTRACT_IDS.filter((id) => !(id in figures))).toEqual([]);
}

const months = [90, 88, 87].map((rate, i) => ({ month: addMonths('2025-09', i - 2), rate, revenue: 100_000 }));
const customers: MadeUpCustomer[] = [
  {
    id: 'a',
    rate: 20,
    owed: 60_000.5,
    credit: 425,
    stability: 20,
    tier: 'Highly Profitable',
    profit: 900,
    invoiced: 2000,
  },
  { id: 'b', rate: 60, owed: 40_000, credit: 510, stability: 45, tier: 'Break Even', profit: -100, invoiced: 3000 },
  { id: 'c', rate: 70, owed: 20_000, credit: null, stability: 45, tier: 'Mystery', profit: 0, invoiced: 1000 },
  { id: 'd', rate: 75, owed: 99_999, tier: 'Profitable', profit: 1200, invoiced: 9000 },
  { id: 'e', rate: 10, owed: 15_000, tier: 'Profitable', profit: 0, invoiced: 5000 },
  { id: 'f', rate: null, owed: 7, profit: 0, invoiced: 0 },
];

describe('figures of a small export, worked out by hand', () => {
  const { figures, customers: lines, unscored, unknownTiers } = composeFigures(composeInput({ customers, months }));

  test('select the customers under 75 % and over 15,000, both strictly', () => {
    expect(
      values(figures, 'selection.customers.count', 'selection.high_risk.count', 'selection.not_rated.count'),
    ).toEqual([5, 3, 1]);
    expect(figures['selection.high_risk.outstanding_total']?.value).toBe('120000.50');
    expect(figures['selection.all.outstanding_total']?.value).toBe('234999.50');
    expect(figures['selection.not_rated.outstanding_total']?.value).toBe('7.00');
    expect(figures['selection.high_risk.share_of_customers_pct']?.value).toBe(60);
    expect(figures['selection.high_risk.share_of_outstanding_pct']?.value).toBeCloseTo(
      (100 * 120_000.5) / 234_999.5,
      12,
    );
    expect(figures['selection.high_risk.payment_rate_mean_pct']?.value).toBe(50);
    expect(figures['selection.high_risk.credit_score_mean']?.value).toBe(467.5);
    expect(figures['selection.high_risk.top_decile_outstanding']?.value).toBe('60000.50');
  });

  test('score whom they can, and list whom they cannot', () => {
    // a: 80·0.4 + 50·0.4 + 80·0.2 = 68; b: 43
    expect(values(figures, 'score.mean', 'score.median', 'score.min', 'score.max')).toEqual([55.5, 55.5, 43, 68]);
    expect(values(figures, 'score.band.60_70.count', 'score.band.lt50.count', 'score.band.40_60.count')).toEqual([
      1, 1, 1,
    ]);
    expect(figures['score.band.60_70.outstanding']?.value).toBe('60000.50');
    expect(figures['score.unscored.count']?.value).toBe(1);
    expect(unscored).toEqual([{ customer_id: 'c', name: 'Customer c', missing: ['credit_score'] }]);
  });

  test('put each into its tier, an unknown text into the lowest', () => {
    expect(
      lines.map(({ customer_id, band, profitability, strategy, owner_role }) => [
        customer_id,
        band,
        profitability,
        strategy,
        owner_role,
      ]),
    ).toEqual([
      ['a', '60_70', 'high', 'strategic_retention', 'account_manager'],
      ['b', 'lt50', 'low', 'active_collection', 'collection_specialist'],
      ['c', null, 'low', 'active_collection', 'collection_specialist'],
    ]);
    expect(unknownTiers).toEqual(['Mystery']);
    expect(
      values(figures, 'tiers.axis', 'tiers.active_collection.count', 'tiers.active_collection.outstanding'),
    ).toEqual(['profitability_tier', 2, '60000.00']);
    expect(values(figures, 'tiers.cell.lt50.low.count', 'tiers.cell.60_70.high.outstanding')).toEqual([1, '60000.50']);
    expect(
      values(
        figures,
        'profile.profitability_tier.high_risk.Mystery.count',
        'profile.profitability_tier.normal.Mystery.count',
      ),
    ).toEqual([1, 0]);
  });

  test('give the group’s share of a profit', () => {
    expect(
      values(
        figures,
        'profit.all.gross_profit',
        'profit.high_risk.gross_profit',
        'profit.high_risk.share_pct',
        'profit.reading',
      ),
    ).toEqual(['2000.00', '800.00', 40, 'share_of_profit']);
    expect(figures['profit.high_risk.revenue_share_pct']?.value).toBe(30);
  });

  test('describe the trend', () => {
    expect(figures['trend.months']?.value).toEqual([
      { month: '2025-07', rate_pct: 90, change_pp: null, flag: 'start', in_current_streak: false },
      { month: '2025-08', rate_pct: 88, change_pp: -2, flag: 'worst', in_current_streak: true },
      { month: '2025-09', rate_pct: 87, change_pp: -1, flag: 'fall', in_current_streak: true },
    ]);
    expect(figures['trend.streaks']?.value).toEqual([
      { months: 2, start_month: '2025-08', end_month: '2025-09', decline_pp: 3 },
    ]);
  });

  test('say which query, rows and formula each comes from', () => {
    expect(figures['selection.high_risk.outstanding_total']?.evidence).toEqual({
      query: 'queries/selection_summary.sql',
      rows: 'rows/selection_summary.csv',
      formula: 'Σ outstanding balance of the high-risk group',
    });
  });

  test('are well formed, and all there', () => {
    expectWellFormed(figures);
  });

  test('alert who scores at or above the threshold', () => {
    const strict = { ...rules, warning: { ...rules.warning, score_threshold: 68 } };
    const composed = composeFigures(composeInput({ customers, months }, { rules: strict }));
    expect(composed.figures['warning.count']?.value).toBe(1);
    expect(Object.fromEntries(composed.alerts)).toEqual({ a: ['over_threshold'] });
    expect(composed.figures['warning.by_reason.rising.count']).toMatchObject({ value: null, reason: 'no_history' });
    expect(composed.figures['warning.new_this_month.count']).toMatchObject({ value: null, reason: 'first_run' });
  });
});

describe('the review', () => {
  const previous = {
    basis: 'published',
    ratePct: 88.5,
    period: '2025-08',
    customers: [
      { customer_id: 'a', strategy: 'strategic_retention', outstanding_balance: '60000.50' },
      { customer_id: 'd', strategy: 'focused_monitoring', outstanding_balance: '100000.00' },
    ],
  } as const;
  const currentBalances = [
    { customer_id: 'a', outstanding_balance: '60000.500000' },
    { customer_id: 'd', outstanding_balance: '99999.000000' },
  ];

  test('compares with the previous published period', () => {
    const figures = figuresOf({ customers, months }, { previous, currentBalances });
    expect(
      values(
        figures,
        'review.high_risk.entered',
        'review.high_risk.stayed',
        'review.high_risk.left_paid',
        'review.high_risk.left_other',
      ),
    ).toEqual([2, 1, 1, 0]);
    expect(figures['review.collection_rate_change_pp']?.value).toBe(-1.5);
    expect(
      values(
        figures,
        'review.strategy.focused_monitoring.cured_pct',
        'review.strategy.focused_monitoring.recovered_amount',
      ),
    ).toEqual([100, '1.00']);
    expect(figures['review.strategy.active_collection.cured_pct']).toMatchObject({
      value: null,
      reason: 'empty_group',
    });
  });

  test('says whether the other review was published or rebuilt from the books, and by which query', () => {
    const figures = figuresOf({ customers, months }, { previous: { ...previous, basis: 'rebuilt' }, currentBalances });
    expect(figures['review.basis']?.value).toBe('rebuilt');
    expect(figures['review.high_risk.entered']?.evidence.query).toBe('queries/high_risk_before.sql');
  });

  test('of a first run compares nothing, and says so', () => {
    expect(figuresOf({ customers, months })['review.high_risk.entered']).toMatchObject({
      value: null,
      reason: 'first_run',
    });
  });
});

describe('edges', () => {
  const normal: MadeUpCustomer[] = [
    { id: 'x', rate: 90, owed: 100 },
    { id: 'y', rate: 95, owed: 200 },
  ];
  const highRisk = customers.slice(0, 2);

  test('nobody', () => {
    const figures = figuresOf({});
    expectWellFormed(figures);
    expect(figures['selection.high_risk.share_of_customers_pct']).toMatchObject({
      value: null,
      reason: 'no_customers',
    });
    expect(figures['loss.worst_case']?.value).toBe('0.00');
  });

  test('nobody high-risk', () => {
    const figures = figuresOf({ customers: normal, months });
    expectWellFormed(figures);
    expect(
      values(
        figures,
        'selection.high_risk.count',
        'selection.high_risk.share_of_outstanding_pct',
        'loss.baseline_6m.high_risk',
      ),
    ).toEqual([0, 0, '0.00']);
    expect(figures['score.mean']).toMatchObject({ value: null, reason: 'no_scored' });
    expect(figures['profile.lifespan_days.p_value']).toMatchObject({ value: null, reason: 'no_high_risk' });
    expect(figures['selection.high_risk.payment_rate_mean_pct']).toMatchObject({ value: null, reason: 'no_high_risk' });
  });

  test('everybody high-risk', () => {
    const figures = figuresOf({ customers: highRisk, months });
    expectWellFormed(figures);
    expect(
      values(figures, 'selection.high_risk.share_of_customers_pct', 'selection.high_risk.share_of_outstanding_pct'),
    ).toEqual([100, 100]);
    expect(figures['profile.lifespan_days.difference_of_means']).toMatchObject({ value: null, reason: 'no_normal' });
    expect(figures['profile.profitability_tier.p_value']).toMatchObject({ value: null, reason: 'no_normal' });
  });

  test('one customer', () => {
    const figures = figuresOf({ customers: highRisk.slice(0, 1), months });
    expectWellFormed(figures);
    expect(values(figures, 'score.mean', 'score.robustness.top_decile_overlap_pct', 'tiers.axis')).toEqual([
      68,
      100,
      'relative_margin',
    ]);
    expect(figures['score.robustness.spearman_zscore']).toMatchObject({
      value: null,
      reason: 'too_few_for_correlation',
    });
  });

  test('everybody alike', () => {
    const alike = Array.from({ length: 6 }, (_, i) => ({ id: `c${i}`, rate: i < 3 ? 50 : 80, owed: 20_000 }));
    const figures = figuresOf({ customers: alike, months });
    expectWellFormed(figures);
    expect(figures['profile.lifespan_days.p_value']).toMatchObject({ value: null, reason: 'all_tied' });
    expect(values(figures, 'profile.lifespan_days.cliffs_delta', 'profile.lifespan_days.reading')).toEqual([
      0,
      'no_difference',
    ]);
    expect(figures['profile.profitability_tier.cramers_v']).toMatchObject({ value: null, reason: 'one_tier' });
  });

  test('nothing earned, nothing invoiced, nothing owed', () => {
    const idle = [{ id: 'a', rate: 80, owed: 0, profit: 0, invoiced: 0 }];
    const figures = figuresOf({ customers: idle, months: months.map((month) => ({ ...month, revenue: 0 })) });
    expectWellFormed(figures);
    expect(figures['profit.reading']?.value).toBe('not_available');
    expect(figures['selection.high_risk.share_of_outstanding_pct']).toMatchObject({
      value: null,
      reason: 'zero_denominator',
    });
    expect(figures['loss.baseline_6m']?.value).toBe('0.00');
  });

  test('a share of a loss', () => {
    const losing = customers.map((customer) => ({ ...customer, profit: -100 }));
    expect(values(figuresOf({ customers: losing, months }), 'profit.high_risk.share_pct', 'profit.reading')).toEqual([
      50,
      'share_of_loss',
    ]);
  });

  test('one month of history', () => {
    const figures = figuresOf({ customers, months: months.slice(-1) });
    expectWellFormed(figures);
    expect(figures['trend.change_over_window_pp']).toMatchObject({ value: null, reason: 'no_history' });
    expect(figures['trend.current_streak.months']).toMatchObject({ value: 0, reason: 'no_history' });
    expect(figures['loss.baseline_6m']?.value).toBe('0.00');
  });

  test('a currency without minor units', () => {
    const figures = figuresOf({ customers, months }, { currency: 'JPY' });
    expect(figures['selection.high_risk.outstanding_total']?.value).toBe('120001');
    expect(figures['profile.avg_invoice_amount.high_risk.mean']?.value).toBe('1000');
  });

  const anyCustomer = fc.record({
    rate: fc.option(fc.integer({ min: 0, max: 100 })),
    owed: fc.integer({ min: 0, max: 60_000 }),
    credit: fc.option(fc.integer({ min: 0, max: 850 })),
    stability: fc.option(fc.integer({ min: 0, max: 100 })),
    tier: fc.constantFrom('High', 'Low', 'Odd', null),
    profit: fc.integer({ min: -50, max: 50 }),
    invoiced: fc.integer({ min: 0, max: 100 }),
  });
  const anyExport = fc.record({
    customers: fc.array(anyCustomer, { maxLength: 12 }),
    rates: fc.array(fc.option(fc.integer({ min: 0, max: 100 })), { maxLength: 13 }),
  });

  test('any export gives every figure, finite, and parts that add up', () => {
    fc.assert(
      fc.property(anyExport, ({ customers: made, rates }) => {
        const figures = figuresOf({
          customers: made.map((customer, i) => ({ id: `c${i}`, ...customer })),
          months: rates.map((rate, i) => ({ month: addMonths('2025-09', i - rates.length + 1), rate, revenue: rate })),
        });
        expectWellFormed(figures);
        const money = (id: string) => Number(figures[id]?.value);
        const count = (id: string) => Number(figures[id]?.value);
        const strategies = ['strategic_retention', 'focused_monitoring', 'active_collection'];
        const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + count(id), 0);
        expect(sum(strategies.map((strategy) => `tiers.${strategy}.count`))).toBe(count('selection.high_risk.count'));
        expect(sum(strategies.map((strategy) => `tiers.${strategy}.outstanding`))).toBeCloseTo(
          money('selection.high_risk.outstanding_total'),
          6,
        );
        const bands = ['ge70', '60_70', '50_60', 'lt50'].map((band) => `score.band.${band}.count`);
        expect(sum([...bands, 'score.unscored.count'])).toBe(count('selection.high_risk.count'));
        expect(
          money('selection.high_risk.outstanding_total') + money('selection.normal.outstanding_total'),
        ).toBeCloseTo(money('selection.all.outstanding_total'), 6);
      }),
    );
  });
});

describe('an export with thousands of tier texts', () => {
  test('is compared in good time, by simulation', () => {
    const made = Array.from({ length: 4000 }, (_, i) => ({
      id: `c${i}`,
      rate: i % 2 ? 50 : 80,
      owed: 20_000,
      tier: `tier ${i}`,
    }));
    const figures = figuresOf({ customers: made, months });
    expectWellFormed(figures);
    expect(figures['profile.profitability_tier.p_value']).toMatchObject({
      value: expect.any(Number),
      reason: 'test_simulated',
    });
  });
});
