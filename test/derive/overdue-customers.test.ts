import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyCurrencyOverdueFigures, overdueFigures } from '../../core/figures/overdue-figures.ts';
import { LedgerEngine } from './ledger-engine.ts';

const PERIOD = '2024-06';

describe('customers with something overdue', () => {
  let engine: LedgerEngine;
  beforeAll(async () => {
    engine = await LedgerEngine.open('ledger');
    const due = (id: string, customer: string, date: string, more = {}) => ({
      invoice_id: id,
      customer_id: customer,
      invoice_date: date,
      due_date: date,
      total_amount: '100',
      ...more,
    });
    const paid = (id: string, customer: string, date: string, amount: string, invoice: string | null) => ({
      payment_id: id,
      customer_id: customer,
      payment_date: date,
      amount,
      invoice_id: invoice,
    });
    await engine.land(PERIOD, {
      invoices: [
        due('d1', 'disputes', '2024-06-01', { disputed: true }),
        due('d2', 'disputes', '2024-06-10', { disputed: true, dispute_reason: 'wrong price', total_amount: '150' }),
        due('d3', 'disputes', '2024-06-30', { disputed: true }),
        due('h1', 'habits', '2023-06-30'),
        due('h2', 'habits', '2023-07-01'),
        due('h3', 'habits', '2024-02-01'),
        due('h4', 'habits', '2024-03-01'),
        due('h5', 'habits', '2024-01-15'),
        due('r1', 'residue', '2024-06-01'),
        due('e1', 'in-two-currencies', '2024-06-01', { currency: 'EUR' }),
        due('e2', 'in-two-currencies', '2024-06-01'),
      ],
      payments: [
        paid('p1', 'habits', '2023-06-30', '100', 'h1'),
        paid('p2', 'habits', '2023-07-01', '100', 'h2'),
        paid('p3', 'habits', '2024-02-02', '100', 'h3'),
        paid('p4', 'habits', '2024-03-01', '100', 'h4'),
        paid('p5', 'habits', '2024-06-02', '3', null),
        paid('p6', 'residue', '2024-06-11', '95', 'r1'),
        paid('p7', 'residue', '2024-07-01', '5', 'r1'),
      ],
    });
    await engine.derive({ period: PERIOD });
  });
  afterAll(() => engine.close());

  it('come with what the books know of why', async () => {
    const rows = await engine.query('overdue_customers', 'USD', PERIOD);
    expect(rows.map((row) => row.customer_id)).toEqual(['disputes', 'habits', 'in-two-currencies', 'residue']);
    const [disputes, habits, , residue] = rows;
    expect(disputes).toMatchObject({
      overdue_amount: '250.000000',
      overdue_invoices: 2,
      oldest_days: 29,
      disputed_amount: '250.000000',
      recorded_reason: 'wrong price',
      last_cash_date: null,
      settled_invoices: 0,
    });
    // Of the last twelve months: h2 on the first day of them and on time, h3 a day late, h4 on time; both later ones were due after h5.
    expect(habits).toMatchObject({
      overdue_amount: '100.000000',
      oldest_days: 167,
      settled_invoices: 3,
      settled_on_time: 2,
      paid_past_oldest: 2,
      credit_on_account: '3.000000',
      last_cash_date: '2024-06-02',
    });
    expect(residue).toMatchObject({ overdue_amount: '5.000000', residual_invoices: 1, last_cash_date: '2024-06-11' });
  });

  it('are counted once over all currencies where they cannot be added up', async () => {
    const currencies = await Promise.all(
      ['EUR', 'USD'].map(async (scope) => ({ scope, rows: await engine.queries(scope, PERIOD) })),
    );
    const figures = anyCurrencyOverdueFigures(currencies, PERIOD);
    expect(figures['overdue.customers.count']?.value).toBe(4);
    expect(figures['overdue.invoices.count']?.value).toBe(6);
    expect(figures['overdue.aging.1_30.count']?.value).toBe(5);
    expect(figures['overdue.aging.current.count']?.value).toBe(1);
    expect(figures['overdue.cause.disputed.customers']?.value).toBe(1);
    expect(figures['overdue.cause.account_error.customers']?.value).toBe(1);
    expect(figures['overdue.cause.forgotten.customers']?.value).toBe(1);
    expect(figures['overdue.cause.unknown.customers']?.value).toBe(1);
    expect(figures['overdue.cause.recorded_pct']?.value).toBe(25);
    const dollars = overdueFigures(await engine.queries('USD', PERIOD), PERIOD, 'USD');
    expect(dollars['overdue.customers.count']?.value).toBe(4);
    expect(dollars['overdue.amount']?.value).toBe('455.00');
  });
});
