import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, QueryLab } from './query-lab.ts';

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.open();
});
afterAll(() => lab.close());

const risky = (id: string, lifespan_days: number | string | null) => customer(id, 50, 20000, { lifespan_days });
const fine = (id: string, lifespan_days: number | string | null) => customer(id, 90, 20000, { lifespan_days });

describe('profile_summary', () => {
  it('gives the order statistics around each quartile, and mid-ranks over both groups', async () => {
    await lab.fill({
      customer_month: [risky('a', 1), risky('b', 4), risky('c', 4), risky('d', 10), fine('e', 4), fine('f', 2)],
    });
    const rows = await lab.cells('profile_summary');
    // Ranks: 1 → 1, 2 → 2, the three 4s → 4, 10 → 6.
    expect(rows.filter(([measure]) => measure === 'lifespan_days')).toEqual([
      [
        'lifespan_days',
        'high_risk',
        '4',
        ...['19', '1', '10', '1', '4', '4', '4', '4', '10'].map((value) => `${value}.000000000000`),
        '15.0',
        '24',
      ],
      [
        'lifespan_days',
        'normal',
        '2',
        ...['6', '2', '4', '2', '4', '2', '4', '2', '4'].map((value) => `${value}.000000000000`),
        '6.0',
        '24',
      ],
    ]);
  });

  it('finds both order statistics equal where a quartile falls on a customer', async () => {
    await lab.fill({ customer_month: [10, 20, 30, 40, 50].map((days) => risky(`c${days}`, days)) });
    const [row] = (await lab.rows('profile_summary')).filter(({ measure }) => measure === 'lifespan_days');
    expect(row).toMatchObject({
      q1_low: '20.000000000000',
      q1_high: '20.000000000000',
      q2_low: '30.000000000000',
      q2_high: '30.000000000000',
      q3_low: '40.000000000000',
      q3_high: '40.000000000000',
    });
  });

  it('has each of the seven measures for one customer that has them all', async () => {
    await lab.fill({
      customer_month: [
        customer('one', '12.5', '20000.01', {
          credit_score: 640,
          stability: '55.5',
          lifespan_days: 365,
          total_invoices: 7,
          avg_invoice_amount: '99.99',
        }),
      ],
    });
    const rows = await lab.rows('profile_summary');
    const values = rows.map(({ measure, risk_group, n, q2_low, rank_sum, tie_term }) => [
      measure,
      risk_group,
      n,
      q2_low,
      rank_sum,
      tie_term,
    ]);
    expect(values).toEqual([
      ['avg_invoice_amount', 'high_risk', 1, '99.990000000000', '1.0', '0'],
      ['credit_score', 'high_risk', 1, '640.000000000000', '1.0', '0'],
      ['lifespan_days', 'high_risk', 1, '365.000000000000', '1.0', '0'],
      ['outstanding_balance', 'high_risk', 1, '20000.010000000000', '1.0', '0'],
      ['payment_rate', 'high_risk', 1, '12.500000000000', '1.0', '0'],
      ['stability', 'high_risk', 1, '55.500000000000', '1.0', '0'],
      ['total_invoices', 'high_risk', 1, '7.000000000000', '1.0', '0'],
    ]);
  });

  it('leaves out customers without the measure, and customers in neither group', async () => {
    await lab.fill({
      customer_month: [
        risky('a', 5),
        risky('b', null),
        fine('c', null),
        customer('d', null, 1, { lifespan_days: 9 }),
        customer('e', 50, null, { lifespan_days: 9 }),
      ],
    });
    const rows = (await lab.rows('profile_summary')).filter(({ measure }) => measure === 'lifespan_days');
    expect(rows).toMatchObject([{ risk_group: 'high_risk', n: 1, total: '5.000000000000', rank_sum: '1.0' }]);
  });

  it('gives everybody the middle rank where all values are equal', async () => {
    await lab.fill({ customer_month: [risky('a', 7), risky('b', 7), fine('c', 7), fine('d', 7), fine('e', 7)] });
    const rows = (await lab.rows('profile_summary')).filter(({ measure }) => measure === 'lifespan_days');
    expect(rows).toMatchObject([
      {
        risk_group: 'high_risk',
        rank_sum: '6.0',
        tie_term: '120',
        q1_low: '7.000000000000',
        q3_high: '7.000000000000',
      },
      { risk_group: 'normal', rank_sum: '9.0', tie_term: '120' },
    ]);
  });

  it('has no row without customers', async () => {
    await lab.fill({ customer_month: [] });
    expect(await lab.rows('profile_summary')).toEqual([]);
  });
});

describe('profile_bins', () => {
  const edges = { lifespan_days: [365, 730], total_invoices: [10], avg_invoice_amount: [0.5] };

  it('counts at or above each edge, zeros included, measures and edges ascending', async () => {
    await lab.fill({
      customer_month: [risky('a', 364.999999), risky('b', 365), fine('c', 730), fine('d', 1000), fine('e', null)],
    });
    expect(await lab.rows('profile_bins', { profile_bins: edges })).toEqual([
      { measure: 'avg_invoice_amount', edge: '0.500000', risk_group: 'high_risk', at_or_above: 0 },
      { measure: 'avg_invoice_amount', edge: '0.500000', risk_group: 'normal', at_or_above: 0 },
      { measure: 'lifespan_days', edge: '365.000000', risk_group: 'high_risk', at_or_above: 1 },
      { measure: 'lifespan_days', edge: '365.000000', risk_group: 'normal', at_or_above: 2 },
      { measure: 'lifespan_days', edge: '730.000000', risk_group: 'high_risk', at_or_above: 0 },
      { measure: 'lifespan_days', edge: '730.000000', risk_group: 'normal', at_or_above: 2 },
      { measure: 'total_invoices', edge: '10.000000', risk_group: 'high_risk', at_or_above: 0 },
      { measure: 'total_invoices', edge: '10.000000', risk_group: 'normal', at_or_above: 0 },
    ]);
  });

  it('takes a measure without edges, an edge given twice and an edge below zero', async () => {
    await lab.fill({ customer_month: [risky('a', 0), fine('b', 1)] });
    const rows = await lab.rows('profile_bins', {
      profile_bins: { lifespan_days: [-1.5, -1.5], total_invoices: [], avg_invoice_amount: [] },
    });
    expect(rows).toEqual([
      { measure: 'lifespan_days', edge: '-1.500000', risk_group: 'high_risk', at_or_above: 1 },
      { measure: 'lifespan_days', edge: '-1.500000', risk_group: 'normal', at_or_above: 1 },
    ]);
  });

  it('names every edge where there are no customers, and nothing where there are no edges', async () => {
    await lab.fill({});
    expect(await lab.rows('profile_bins')).toHaveLength(26);
    expect(
      await lab.rows('profile_bins', {
        profile_bins: { lifespan_days: [], total_invoices: [], avg_invoice_amount: [] },
      }),
    ).toEqual([]);
  });
});

describe('profile_tiers', () => {
  it('counts tiers as written in the data, those without one last', async () => {
    const tier = (id: string, profitability_tier: string | null, rate = 50) =>
      customer(id, rate, 20000, { profitability_tier });
    await lab.fill({
      customer_month: [
        tier('a', 'Low'),
        tier('b', 'low'),
        tier('c', null),
        tier('d', 'Low', 90),
        tier('e', 'Low'),
        tier('f', '高'),
        customer('g', null, 1, { profitability_tier: 'Low' }),
      ],
    });
    expect(await lab.rows('profile_tiers')).toEqual([
      { profitability_tier: 'Low', risk_group: 'high_risk', customers: 2 },
      { profitability_tier: 'Low', risk_group: 'normal', customers: 1 },
      { profitability_tier: 'low', risk_group: 'high_risk', customers: 1 },
      { profitability_tier: '高', risk_group: 'high_risk', customers: 1 },
      { profitability_tier: null, risk_group: 'high_risk', customers: 1 },
    ]);
  });
});
