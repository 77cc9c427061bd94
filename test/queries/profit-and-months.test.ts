import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, invoice, QueryLab, type Row, RUN } from './query-lab.ts';

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.open();
});
afterAll(() => lab.close());

describe('profit_share', () => {
  it('gives each group its invoices, and those of unknown customers to nobody', async () => {
    await lab.fill({
      customer_month: [
        customer('risky', 50, 20000),
        customer('fine', 90, 20000),
        customer('unrated', null, 1),
        customer('no-balance', 50, null),
      ],
      invoice_fact: [
        invoice('risky', '2025-09-30', '100.10', '-10.01'),
        invoice('risky', '2024-02-29', '50', '0.02'),
        invoice('risky', '2025-10-01', '9999', '9999'),
        invoice('fine', '2020-01-01', '10', null),
        invoice('fine', '2020-01-02', '10', '3'),
        invoice('unrated', '2025-09-01', '7', '1'),
        invoice('no-balance', '2025-09-01', '8', '2'),
        invoice('stranger', '2025-09-01', '5', '-1'),
      ],
    });
    expect(await lab.rows('profit_share')).toEqual([
      {
        risk_group: 'high_risk',
        invoices: 2,
        with_gross_profit: 2,
        gross_profit: '-9.990000',
        invoice_total: '150.100000',
      },
      { risk_group: 'normal', invoices: 2, with_gross_profit: 1, gross_profit: '3.000000', invoice_total: '20.000000' },
      {
        risk_group: 'not_rated',
        invoices: 2,
        with_gross_profit: 2,
        gross_profit: '3.000000',
        invoice_total: '15.000000',
      },
      {
        risk_group: 'unmatched',
        invoices: 1,
        with_gross_profit: 1,
        gross_profit: '-1.000000',
        invoice_total: '5.000000',
      },
    ]);
  });

  it('says nothing of a profit no invoice has', async () => {
    await lab.fill({ customer_month: [customer('a', 90, 1)], invoice_fact: [invoice('a', '2025-09-01', 5, null)] });
    expect(await lab.rows('profit_share')).toEqual([
      { risk_group: 'normal', invoices: 1, with_gross_profit: 0, gross_profit: null, invoice_total: '5.000000' },
    ]);
  });

  it('does not count an invoice twice for a customer with a row in every month', async () => {
    await lab.fill({
      customer_month: [
        customer('a', 50, 20000),
        customer('a', 90, 1, { month: '2025-08' }),
        customer('a', 50, 20000, { scope: 'EUR' }),
      ],
      invoice_fact: [invoice('a', '2025-09-01', 5, 1), { ...invoice('a', '2025-09-01', 5, 1), scope: 'EUR' }],
    });
    expect(await lab.rows('profit_share')).toEqual([
      {
        risk_group: 'high_risk',
        invoices: 1,
        with_gross_profit: 1,
        gross_profit: '1.000000',
        invoice_total: '5.000000',
      },
    ]);
  });

  it('has no row without invoices', async () => {
    await lab.fill({ customer_month: [customer('a', 50, 20000)] });
    expect(await lab.rows('profit_share')).toEqual([]);
  });
});

function month(text: string, others: Row<'month_fact'> = {}): Row<'month_fact'> {
  return { scope: RUN.scope, month: text, ...others };
}

describe('collection_trend', () => {
  it('takes the twelve months that end with the period, oldest first, and leaves gaps as they are', async () => {
    await lab.fill({
      month_fact: [
        month('2025-10', { collection_rate_pct: 99 }),
        month('2025-09', {
          collection_rate_pct: '71.25',
          total_revenue: '1000.5',
          outstanding_receivables: '2',
          overdue_amount: '0.01',
        }),
        month('2025-01', { total_revenue: 3 }),
        month('2024-10', { collection_rate_pct: '80' }),
        month('2024-09', { collection_rate_pct: '81' }),
        month('2025-02', { scope: 'EUR', collection_rate_pct: '1' }),
      ],
    });
    const nothing = { total_revenue: null, outstanding_receivables: null, overdue_amount: null };
    expect(await lab.rows('collection_trend')).toEqual([
      { month: '2024-10', collection_rate_pct: '80.000000000000', ...nothing },
      { month: '2025-01', collection_rate_pct: null, ...nothing, total_revenue: '3.000000' },
      {
        month: '2025-09',
        collection_rate_pct: '71.250000000000',
        total_revenue: '1000.500000',
        outstanding_receivables: '2.000000',
        overdue_amount: '0.010000',
      },
    ]);
  });

  it('crosses the turn of the year', async () => {
    const months = ['2024-01', '2024-02', '2024-12', '2025-01'];
    await lab.fill({ month_fact: months.map((text) => month(text)) });
    const rows = await lab.rows('collection_trend', {}, { ...RUN, period: '2025-01' });
    expect(rows.map((row) => row.month)).toEqual(['2024-02', '2024-12', '2025-01']);
  });

  it('has no row where the export has no month', async () => {
    await lab.fill({});
    expect(await lab.rows('collection_trend')).toEqual([]);
  });
});

describe('cash_forecast', () => {
  function forecast(text: string, others: Row<'forecast_fact'> = {}): Row<'forecast_fact'> {
    return { scope: RUN.scope, month: text, net_cash_flow: 0, ...others };
  }

  it('takes the six months after the period, oldest first', async () => {
    await lab.fill({
      forecast_fact: [
        forecast('2026-04'),
        forecast('2026-03', { net_cash_flow: '-12.345678' }),
        forecast('2025-10', { net_cash_flow: '5', inflows: '10', outflows: '5', risk_adjusted_inflows: '9.5' }),
        forecast('2025-09'),
        forecast('2025-11', { scope: 'EUR' }),
      ],
    });
    const nothing = { inflows: null, outflows: null, risk_adjusted_inflows: null };
    expect(await lab.rows('cash_forecast')).toEqual([
      {
        month: '2025-10',
        net_cash_flow: '5.000000',
        inflows: '10.000000',
        outflows: '5.000000',
        risk_adjusted_inflows: '9.500000',
      },
      { month: '2026-03', net_cash_flow: '-12.345678', ...nothing },
    ]);
  });

  it('has no row where the export has no forecast', async () => {
    await lab.fill({});
    expect(await lab.rows('cash_forecast')).toEqual([]);
  });
});
