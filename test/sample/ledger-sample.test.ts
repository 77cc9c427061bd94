import { describe, expect, it } from 'vitest';
import { generateSample } from '../../core/sample/generate-sample.ts';
import { cents, meanOf, records } from './sample-records.ts';

const ledger = generateSample({ profile: 'ledger', customers: 900 });
const invoices = records(ledger, 'invoices');
const payments = records(ledger, 'payments');
const credits = records(ledger, 'credits');
const planted = records(ledger, 'planted');
const byInvoice = new Map(invoices.map((row) => [row.invoice_id, row]));

/** Days from due date to payment, of payments on invoices that the ledger has. */
const lateness = payments.flatMap((payment) => {
  const invoice = byInvoice.get(payment.invoice_id);
  if (!invoice?.due_date || !payment.payment_date) return [];
  return [
    {
      customer: payment.customer_id ?? '',
      paid: payment.payment_date,
      days: (Date.parse(payment.payment_date) - Date.parse(invoice.due_date)) / 86_400_000,
    },
  ];
});

describe('the sample of a ledger', () => {
  it('has customers, invoices, payments and credits of 24 months', () => {
    expect(ledger.tables.map((table) => table.name)).toEqual(['customers', 'invoices', 'payments', 'credits']);
    const dates = invoices.map((row) => row.invoice_date ?? '').toSorted();
    expect([dates.at(0)?.slice(0, 7), dates.at(-1)?.slice(0, 7)]).toEqual(['2023-10', '2025-09']);
  });

  it('knows nothing later than the last day of its last month', () => {
    expect(payments.every((row) => (row.payment_date ?? '') <= '2025-09-30')).toBe(true);
    expect(credits.every((row) => (row.credit_date ?? '') <= '2025-09-30')).toBe(true);
  });

  it('has partial, over- and unapplied payments, disputes, void invoices and open ones', () => {
    const paid = new Map<string, number>();
    for (const row of payments)
      if (row.invoice_id) paid.set(row.invoice_id, (paid.get(row.invoice_id) ?? 0) + cents(row.amount));
    const totals = invoices.map((row) => [cents(row.total_amount), paid.get(row.invoice_id ?? '') ?? 0] as const);
    expect(totals.some(([total, received]) => received > 0 && received < total)).toBe(true);
    expect(totals.some(([total, received]) => received > total)).toBe(true);
    expect(totals.some(([, received]) => received === 0)).toBe(true);
    expect(payments.some((row) => row.invoice_id === '')).toBe(true);
    expect(invoices.some((row) => row.disputed === 'TRUE' && row.dispute_reason !== '')).toBe(true);
    expect(invoices.some((row) => row.status === 'void')).toBe(true);
  });

  it('never credits and applies more than an invoice is worth, overpayments apart', () => {
    const credited = new Map<string, number>();
    for (const row of credits)
      credited.set(row.invoice_id ?? '', (credited.get(row.invoice_id ?? '') ?? 0) + cents(row.amount));
    for (const [id, amount] of credited) expect(amount).toBeLessThanOrEqual(cents(byInvoice.get(id)?.total_amount));
  });

  it('keeps its answer sheet out of the export', () => {
    expect(ledger.tables.some((table) => table.name === 'planted')).toBe(false);
    expect(new Set(planted.map((row) => row.fate))).toEqual(
      new Set(['deteriorating', 'sudden', 'short_paying', 'recovering']),
    );
  });

  it('makes deteriorating customers pay visibly later in the months before they stop', () => {
    const failing = planted.filter(
      (row) => row.fate === 'deteriorating' && (row.stops_paying_on ?? '') <= '2025-09-30',
    );
    const inTrouble = failing.flatMap((row) =>
      lateness.filter((each) => each.customer === row.customer_id && each.paid.slice(0, 7) > (row.worsens_from ?? '')),
    );
    const before = failing.flatMap((row) =>
      lateness.filter((each) => each.customer === row.customer_id && each.paid.slice(0, 7) < (row.worsens_from ?? '')),
    );
    expect(failing.length).toBeGreaterThan(10);
    expect(meanOf(inTrouble.map((each) => each.days))).toBeGreaterThan(meanOf(before.map((each) => each.days)) + 10);
  });

  it('lets nobody pay after the day on which they stop', () => {
    const stops = new Map(
      planted.flatMap((row) => (row.stops_paying_on ? [[row.customer_id, row.stops_paying_on]] : [])),
    );
    expect(payments.filter((row) => (row.payment_date ?? '') > (stops.get(row.customer_id) ?? '9999'))).toEqual([]);
  });

  it('has far fewer rows that cannot be read than would be refused', () => {
    const undated = invoices.filter((row) => row.due_date === '');
    expect(undated.length).toBeGreaterThan(0);
    expect(undated.length / invoices.length).toBeLessThan(0.01);
    expect(invoices.length).toBeGreaterThan(byInvoice.size);
  });

  it('can be a single month of a single customer', () => {
    const tiny = generateSample({ profile: 'ledger', customers: 1, months: 1 });
    expect(records(tiny, 'customers')).toHaveLength(1);
  });
});
