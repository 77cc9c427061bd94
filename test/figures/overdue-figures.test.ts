import { describe, expect, it } from 'vitest';
import type { LedgerQueryName, LedgerRowOf } from '../../core/contracts/ledger-rows.ts';
import { expectedLossFigures } from '../../core/figures/expected-loss-figures.ts';
import { kpiFigures } from '../../core/figures/kpi-figures.ts';
import { ledgerOnlyFigures } from '../../core/figures/ledger-only-figures.ts';
import { overdueFigures } from '../../core/figures/overdue-figures.ts';

type Rows = { readonly [Q in LedgerQueryName]: readonly LedgerRowOf<Q>[] };
const PERIOD = '2024-06';
const NOTHING: Rows = {
  overdue_summary: [],
  overdue_ageing: [],
  overdue_exposure: [],
  overdue_customers: [],
  kpi_receivables: [],
  kpi_countback: [],
  selection_currencies: [],
  high_risk_before: [],
  high_risk_months: [],
  loss_check: [],
};

function figuresOf(rows: Rows) {
  return {
    ...overdueFigures(rows, PERIOD, 'EUR'),
    ...kpiFigures(rows, PERIOD, 'EUR'),
    ...expectedLossFigures(rows, PERIOD, 'EUR'),
  };
}

describe('the figures of a ledger', () => {
  it('have every id that marts leave without a value, in the same unit', () => {
    const figures = figuresOf(NOTHING);
    for (const [id, { unit }] of Object.entries(ledgerOnlyFigures()).filter(([id]) => !id.startsWith('warning.'))) {
      expect(figures[id]?.unit, id).toBe(unit);
    }
  });

  it('say where they come from, and why where they have no value', () => {
    for (const [id, figure] of Object.entries(figuresOf(NOTHING))) {
      expect(figure.evidence.query, id).toMatch(/^queries\/(overdue|kpi|loss)_\w+\.sql$/);
      expect(figure.evidence.formula?.length, id).toBeGreaterThan(5);
      if (figure.value === null)
        expect(figure, id).toMatchObject({ note: expect.any(String), reason: expect.any(String) });
    }
  });

  it('are zero where nothing is overdue, and have no mean then', () => {
    const figures = figuresOf({
      ...NOTHING,
      overdue_summary: [{ customers: 0, customers_first_here: 0, invoices: 0, amount: '0', days: 0, amount_days: '0' }],
    });
    expect(figures['overdue.amount']?.value).toBe('0.00');
    expect(figures['overdue.customers.count']?.value).toBe(0);
    expect(figures['overdue.mean_days']).toMatchObject({ value: null, reason: 'zero_denominator' });
    expect(figures['overdue.cause.unknown.share_pct']).toMatchObject({ value: null, reason: 'zero_denominator' });
  });

  it('list the largest debtors with cause and evidence, texts as they are', () => {
    const debtor: LedgerRowOf<'overdue_customers'> = {
      customer_id: 'a',
      customer_name: '=1+1<b>',
      account_manager: null,
      first_here: false,
      overdue_amount: '10.005',
      overdue_invoices: 1,
      oldest_days: 3,
      disputed_amount: '0',
      recorded_reason: null,
      residual_invoices: 0,
      credit_on_account: '20',
      last_cash_date: null,
      settled_invoices: 0,
      settled_on_time: 0,
      paid_past_oldest: 0,
    };
    const figures = figuresOf({ ...NOTHING, overdue_customers: Array.from({ length: 25 }, () => debtor) });
    const list = figures['overdue.customers.largest']?.value;
    expect(list).toHaveLength(20);
    expect(Array.isArray(list) ? list[0] : null).toEqual({
      customer_id: 'a',
      name: '=1+1<b>',
      amount: '10.01',
      invoices: 1,
      oldest_days: 3,
      cause: 'account_error',
      basis: 'inferred',
      rule: 'money_on_account',
      evidence: 'credit_on_account=20; overdue_amount=10.005',
    });
    expect(figures['overdue.cause.account_error.share_pct']?.value).toBe(100);
    expect(figures['overdue.cause.recorded_pct']?.value).toBe(0);
    expect(figures['overdue.cause.inferred_pct']?.value).toBe(100);
    expect(figures['overdue.aging.over_120.amount']?.evidence.formula).toBe('open and over 120 days overdue');
  });

  it('carry the ageing by bucket and by month, money in the currency’s digits', () => {
    const figures = figuresOf({
      ...NOTHING,
      overdue_ageing: [
        { month: '2024-05', from_bucket: 'new', to_bucket: 'current', amount: '7.5', invoices: 2 },
        { month: '2024-06', from_bucket: 'current', to_bucket: '1_30', amount: '5', invoices: 1 },
        { month: '2024-06', from_bucket: 'current', to_bucket: 'collected', amount: '2.5', invoices: 1 },
      ],
    });
    expect(figures['overdue.aging.1_30.amount']?.value).toBe('5.00');
    expect(figures['overdue.aging.1_30.count']?.value).toBe(1);
    expect(figures['overdue.aging.current.amount']?.value).toBe('0.00');
    const none = { '31_60': '0.00', '61_90': '0.00', '91_120': '0.00', over_120: '0.00' };
    expect(figures['overdue.aging.months']?.value).toEqual([
      { month: '2024-05', current: '7.50', '1_30': '0.00', ...none, total: '7.50' },
      { month: '2024-06', current: '0.00', '1_30': '5.00', ...none, total: '5.00' },
    ]);
  });
});
