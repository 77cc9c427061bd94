import { describe, expect, it } from 'vitest';
import { generateSample } from '../../core/sample/generate-sample.ts';
import { cents, records } from './sample-records.ts';

const raw = generateSample({ profile: 'fivetran-quickbooks', customers: 700 });
const ledger = generateSample({ profile: 'ledger', customers: 700 });
const payments = records(raw, 'payment');
const lines = records(raw, 'payment_line');
const invoices = records(raw, 'invoice');
const deleted = new Set(payments.filter((row) => row._fivetran_deleted === 'TRUE').map((row) => row.id));

describe('the sample of raw QuickBooks tables', () => {
  it('is the same world as the ledger of that seed', () => {
    const distinct = new Set(records(ledger, 'invoices').map((row) => row.invoice_id));
    expect(invoices).toHaveLength(distinct.size);
    const live = payments
      .filter((row) => row._fivetran_deleted === 'FALSE')
      .reduce((sum, row) => sum + cents(row.total_amount), 0);
    expect(live).toBe(records(ledger, 'payments').reduce((sum, row) => sum + cents(row.amount), 0));
  });

  it('has ids that stand once', () => {
    for (const table of ['customer', 'invoice', 'payment', 'credit_memo']) {
      const ids = records(raw, table).map((row) => row.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('keeps balances that follow from the lines of payments that are not deleted', () => {
    const settled = new Map<string, number>();
    for (const line of lines) {
      if (line.invoice_id && !deleted.has(line.payment_id))
        settled.set(line.invoice_id, (settled.get(line.invoice_id) ?? 0) + cents(line.amount));
    }
    const live = invoices.filter((row) => row._fivetran_deleted === 'FALSE');
    expect(deleted.size).toBeGreaterThan(0);
    expect(live.map((row) => cents(row.balance))).toEqual(
      live.map((row) => cents(row.total_amount) - (settled.get(row.id ?? '') ?? 0)),
    );
  });

  it('uses each credit memo whole, through a payment of nothing with two lines', () => {
    const used = lines.filter((line) => line.credit_memo_id !== '');
    expect(used).toHaveLength(records(raw, 'credit_memo').length);
    for (const line of used) {
      const pair = lines.filter((other) => other.payment_id === line.payment_id);
      expect(pair.map((other) => other.amount)).toEqual([line.amount, line.amount]);
      expect(payments.find((payment) => payment.id === line.payment_id)?.total_amount).toBe('0.00');
    }
  });

  it('leaves what no line applies unapplied', () => {
    for (const payment of payments
      .filter((row) => row._fivetran_deleted === 'FALSE' && row.total_amount !== '0.00')
      .slice(0, 2_000)) {
      const applied = lines
        .filter((line) => line.payment_id === payment.id)
        .reduce((sum, line) => sum + cents(line.amount), 0);
      expect(cents(payment.unapplied_amount)).toBe(cents(payment.total_amount) - applied);
    }
  });

  it('has tombstones and unpadded hours', () => {
    expect(invoices.some((row) => row._fivetran_deleted === 'TRUE')).toBe(true);
    expect(invoices.some((row) => / \d:\d\d:\d\d$/.test(row.updated_at ?? ''))).toBe(true);
  });

  it('prices items so that a line costs what the ledger says', () => {
    const costs = records(raw, 'invoice_line').reduce((sum, line) => sum + cents(line.sales_item_quantity), 0);
    const distinct = new Map(records(ledger, 'invoices').map((row) => [row.invoice_id, cents(row.cost_amount)]));
    expect(costs).toBe([...distinct.values()].reduce((sum, cost) => sum + cost, 0));
  });
});
