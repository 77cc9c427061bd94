import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateSample } from '../../core/sample/generate-sample.ts';
import { type LandedRow, LedgerEngine } from './ledger-engine.ts';

const PERIOD = '2024-06';

const invoice = (id: string, customer: string, more: LandedRow = {}): LandedRow => ({
  id,
  customer_id: customer,
  transaction_date: '2024-04-01',
  due_date: '2024-05-01',
  total_amount: '100',
  ...more,
});

const line = (payment: string, index: number, amount: string, target: LandedRow): LandedRow => ({
  payment_id: payment,
  index,
  amount,
  ...target,
});

const payment = (id: string, customer: string, total: string, more: LandedRow = {}): LandedRow => ({
  id,
  customer_id: customer,
  transaction_date: '2024-05-15',
  total_amount: total,
  unapplied_amount: '0',
  ...more,
});

const memo = (id: string, customer: string, total: string, date = '2024-04-20'): LandedRow => ({
  id,
  customer_id: customer,
  transaction_date: date,
  total_amount: total,
});

async function quickbooks(tables: Readonly<Record<string, readonly LandedRow[]>>): Promise<LedgerEngine> {
  const engine = await LedgerEngine.open('fivetran-quickbooks');
  await engine.land(PERIOD, tables);
  await engine.derive({ period: PERIOD });
  return engine;
}

describe('a ledger of raw QuickBooks tables', () => {
  let engine: LedgerEngine;
  beforeAll(async () => {
    engine = await quickbooks({
      customer: [
        { id: 'cash', display_name: 'Cash & Co', email: 'ap@cash.example', sales_term_id: 't30' },
        { id: 'terms', company_name: 'Terms Ltd', sales_term_id: 't30' },
      ],
      term: [
        { id: 't10', due_days: 10 },
        { id: 't30', due_days: 30 },
      ],
      item: [
        { id: 'bolt', purchase_cost: '0.335' },
        { id: 'hour', purchase_cost: null },
      ],
      invoice: [
        invoice('1', 'cash'),
        invoice('2', 'credit'),
        invoice('3', 'mixed'),
        invoice('4', 'mixed'),
        invoice('5', 'late-memo'),
        invoice('6', 'direct'),
        invoice('7', 'no-memo'),
        invoice('8', 'terms', { due_date: null }),
        invoice('9', 'terms', { due_date: null, sales_term_id: 't10' }),
        invoice('10', 'no-terms', { due_date: null }),
      ],
      invoice_line: [
        { invoice_id: '1', index: 0, sales_item_item_id: 'bolt', sales_item_quantity: '10' },
        { invoice_id: '1', index: 1, item_id: 'bolt', quantity: '3' },
        { invoice_id: '1', index: 2, amount: '5' },
        { invoice_id: '2', index: 0, sales_item_item_id: 'bolt', sales_item_quantity: '1' },
        { invoice_id: '2', index: 1, sales_item_item_id: 'hour', sales_item_quantity: '1' },
      ],
      payment: [
        payment('p1', 'cash', '130', { unapplied_amount: '50' }),
        payment('p2', 'credit', '0'),
        payment('p3', 'mixed', '90'),
        payment('p4', 'late-memo', '0', { transaction_date: '2024-06-10' }),
        payment('p5', 'direct', '0'),
        payment('p6', 'no-memo', '0'),
        payment('p7', 'other', '60'),
        payment('p8', 'unknown-unapplied', '60', { unapplied_amount: null }),
        payment('p9', 'cash', '11', { transaction_date: '2024-07-01', unapplied_amount: '11' }),
      ],
      payment_line: [
        line('p1', 0, '80', { invoice_id: '1' }),
        line('p2', 0, '40', { invoice_id: '2' }),
        line('p2', 1, '40', { credit_memo_id: 'm2' }),
        line('p3', 0, '70', { invoice_id: '3' }),
        line('p3', 1, '70', { invoice_id: '4' }),
        line('p3', 2, '20', { credit_memo_id: 'm3' }),
        line('p3', 3, '30', { credit_memo_id: 'm4' }),
        line('p4', 0, '25', { invoice_id: '5' }),
        line('p4', 1, '25', { credit_memo_id: 'm5' }),
        line('p5', 0, '15', { invoice_id: '6', credit_memo_id: 'm6' }),
        line('p6', 0, '35', { invoice_id: '7' }),
        line('p6', 1, '35', { credit_memo_id: 'gone' }),
        line('p7', 0, '20', { journal_entry_id: 'j1' }),
        line('p7', 1, '15', { deposit_id: 'd1' }),
        line('p7', 2, '10', { invoice_id: 'deleted' }),
        line('p7', 3, '15', {}),
        line('p8', 0, '45', { deposit_id: 'd1' }),
        line('deleted-payment', 0, '100', { invoice_id: '10' }),
      ],
      credit_memo: [
        memo('m2', 'credit', '60'),
        memo('m3', 'mixed', '20'),
        memo('m4', 'mixed', '30'),
        memo('m5', 'late-memo', '25', '2024-06-20'),
        memo('m6', 'direct', '15'),
      ],
    });
  });
  afterAll(() => engine.close());

  it.each([
    ['cash', '1', { credited: '0', applied: '80', open_amount: '20' }, '50'],
    ['credit', '2', { credited: '40', applied: '0', open_amount: '60' }, '20'],
    ['mixed', '3', { credited: '50', applied: '20', open_amount: '30' }, '0'],
    ['mixed', '4', { credited: '0', applied: '70', open_amount: '30' }, '0'],
    ['late-memo', '5', { credited: '25', applied: '0', open_amount: '75' }, '0'],
    ['direct', '6', { credited: '15', applied: '0', open_amount: '85' }, '0'],
    ['no-memo', '7', { credited: '35', applied: '0', open_amount: '65' }, '0'],
    ['no-terms', '10', { credited: '0', applied: '0', open_amount: '100' }, '0'],
  ])(
    'settles what %s owes on invoice %s by its payment lines and credits',
    async (customer, id, expected, onAccount) => {
      expect(
        await engine.rows(`SELECT credited, applied, open_amount FROM invoice_fact WHERE invoice_id = '${id}'`),
      ).toEqual([expected]);
      expect(
        await engine.rows(
          `SELECT credit_on_account FROM customer_month WHERE customer_id = '${customer}' AND month = '${PERIOD}'`,
        ),
      ).toEqual([{ credit_on_account: onAccount }]);
    },
  );

  it('keeps a credit memo on account until it is used, and lays its total on the day it was written', async () => {
    expect(
      await engine.rows(
        "SELECT change_date, on_account, credit_notes FROM account_change WHERE customer_id = 'credit' ORDER BY change_date",
      ),
    ).toEqual([
      { change_date: '2024-04-20', on_account: '60', credit_notes: '60' },
      { change_date: '2024-05-15', on_account: '-40', credit_notes: '0' },
    ]);
  });

  it('keeps on account what names nothing or a document the books lack, not what settles other accounts', async () => {
    const rows = await engine.rows(
      "SELECT customer_id, sum(on_account) AS on_account FROM account_change WHERE customer_id IN ('other', 'unknown-unapplied') GROUP BY customer_id ORDER BY customer_id",
    );
    expect(rows).toEqual([
      { customer_id: 'other', on_account: '25' },
      { customer_id: 'unknown-unapplied', on_account: '15' },
    ]);
  });

  it('takes a missing due date from the terms of the invoice, then of the customer, then the invoice’s own day', async () => {
    expect(
      await engine.rows(
        "SELECT invoice_id, due_date FROM invoice_fact WHERE invoice_id IN ('8', '9', '10') ORDER BY 1",
      ),
    ).toEqual([
      { invoice_id: '10', due_date: '2024-04-01' },
      { invoice_id: '8', due_date: '2024-05-01' },
      { invoice_id: '9', due_date: '2024-04-11' },
    ]);
  });

  it('knows the gross profit where every line with an item has a quantity and a cost', async () => {
    // 10 × 0.335 and 3 × 0.335, each rounded half away from zero: 3.35 and 1.01.
    expect(
      await engine.rows(
        "SELECT invoice_id, gross_profit FROM invoice_fact WHERE invoice_id IN ('1', '2', '3') ORDER BY 1",
      ),
    ).toEqual([
      { invoice_id: '1', gross_profit: '95.64' },
      { invoice_id: '2', gross_profit: null },
      { invoice_id: '3', gross_profit: null },
    ]);
  });

  it('names a customer by its display name, else another name, else its id', async () => {
    expect(
      await engine.rows(
        `SELECT customer_id, customer_name, email FROM customer_month
         WHERE month = '${PERIOD}' AND customer_id IN ('cash', 'terms', 'direct') ORDER BY customer_id`,
      ),
    ).toEqual([
      { customer_id: 'cash', customer_name: 'Cash & Co', email: 'ap@cash.example' },
      { customer_id: 'direct', customer_name: 'direct', email: null },
      { customer_id: 'terms', customer_name: 'Terms Ltd', email: null },
    ]);
  });
});

describe('a bureau’s scores beside raw QuickBooks tables', () => {
  it('are given ones', async () => {
    const engine = await quickbooks({
      customer: [{ id: 'c', display_name: 'C' }],
      invoice: [invoice('i', 'c')],
      bureau_score: [{ customer_id: 'c', credit_score: '612.5', business_stability_score: '40' }],
    });
    expect(
      await engine.rows(
        `SELECT customer_name, credit_score, credit_score_source, stability, stability_source FROM customer_month WHERE month = '${PERIOD}'`,
      ),
    ).toEqual([
      {
        customer_name: 'C',
        credit_score: '612.5',
        credit_score_source: 'given',
        stability: '40',
        stability_source: 'given',
      },
    ]);
    engine.close();
  });
});

describe('raw QuickBooks tables in several currencies', () => {
  it('take what a payment does not say from the invoices it names, whenever they are dated, then from its customer', async () => {
    const euros = { currency_id: 'EUR', exchange_rate: '1.1' };
    const engine = await quickbooks({
      customer: [{ id: 'euro', currency_id: 'EUR' }, { id: 'home' }],
      invoice: [
        invoice('now', 'euro', euros),
        invoice('later', 'euro', {
          ...euros,
          transaction_date: '2024-08-01',
          due_date: '2024-09-01',
          exchange_rate: '1.3',
        }),
        invoice('usd', 'home'),
      ],
      payment: [
        payment('over', 'euro', '120', { unapplied_amount: '20' }),
        payment('early', 'euro', '50'),
        payment('loose', 'home', '9', { unapplied_amount: '9' }),
      ],
      payment_line: [line('over', 0, '100', { invoice_id: 'now' }), line('early', 0, '50', { invoice_id: 'later' })],
      credit_memo: [{ ...memo('m', 'euro', '8'), exchange_rate: '1.2' }],
    });
    expect(
      await engine.rows('SELECT posting_id, invoice_id, currency, rate FROM ledger_posting ORDER BY posting_id'),
    ).toEqual([
      { posting_id: 'memo m', invoice_id: null, currency: 'EUR', rate: '1.2' },
      { posting_id: 'payment early line 0', invoice_id: null, currency: 'EUR', rate: '1.3' },
      { posting_id: 'payment loose unapplied', invoice_id: null, currency: 'USD', rate: '1' },
      { posting_id: 'payment over line 0', invoice_id: 'now', currency: 'EUR', rate: '1.1' },
      { posting_id: 'payment over unapplied', invoice_id: null, currency: 'EUR', rate: '1.1' },
    ]);
    engine.close();
  });
});

// Few enough customers that none of the blemishes which the made-up ledger has and QuickBooks has not is among them.
describe('the same accounts kept in two ways', () => {
  const options = { customers: 40, months: 14, seed: 5, lastMonth: PERIOD } as const;

  it('derive the same customers and months', async () => {
    const found: unknown[] = [];
    for (const profile of ['ledger', 'fivetran-quickbooks'] as const) {
      const tables = generateSample({ ...options, profile }).tables.map(({ name, columns, rows }) => {
        const landed = [...rows()].map((cells) =>
          Object.fromEntries(columns.map((column, i) => [column, cells[i] === '' ? null : (cells[i] ?? null)])),
        );
        return [name, landed.filter((row) => row.status !== 'void' && row._fivetran_deleted !== 'TRUE')] as const;
      });
      const engine = await LedgerEngine.open(profile);
      await engine.land(PERIOD, Object.fromEntries(tables));
      await engine.derive({ period: PERIOD });
      found.push(
        await engine.rows(
          `SELECT month, payment_rate_pct, outstanding_balance, credit_on_account, lifespan_days, total_invoices, avg_invoice_amount, stability
           FROM customer_month ORDER BY month, lifespan_days, avg_invoice_amount, outstanding_balance`,
        ),
        await engine.rows('SELECT * FROM month_fact ORDER BY month'),
      );
      engine.close();
    }
    expect(found.slice(0, 2)).toEqual(found.slice(2));
    expect(found[1]).toHaveLength(14);
  });
});
