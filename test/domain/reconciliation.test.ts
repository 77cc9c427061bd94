import { describe, expect, test } from 'vitest';
import type { BookDifference, ComparedBooks, DifferenceFacts } from '../../core/contracts/reconciliation.ts';
import { reconcile } from '../../core/domain/reconciliation.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** A tenth of a percent may differ; up to 30 % of the lines is usual for tax and shipping. */
const limits = SHIPPED_RULES.reconciliation;

const facts: DifferenceFacts = {
  check: 'customer_balance',
  customer_id: 'C1',
  document_id: null,
  currency: 'USD',
  books: '110',
  derived: '100',
  documents: 3,
  of_invoices: '0',
  journal_lines: '0',
  refunds: '0',
  orphan_lines: '0',
};
const currency = {
  currency: 'USD',
  compared: 10,
  differing: 0,
  explained: 0,
  books_total: '1000',
  difference_total: '0',
};
const compared = (parts: Partial<ComparedBooks>): ComparedBooks => ({
  check: 'customer_balance',
  currencies: [currency],
  differences: [],
  ...parts,
});

function reasonOf(given: Partial<DifferenceFacts>, quarantined: Record<string, number> = {}): string | undefined {
  const [found] = reconcile([compared({ differences: [{ ...facts, ...given }] })], quarantined, limits).differences;
  return found?.reason;
}

describe('a comparison of the books with themselves', () => {
  const check = (parts: Partial<ComparedBooks>) => reconcile([compared(parts)], {}, limits).checks[0];

  test('agrees where nothing differs', () => {
    expect(check({})).toEqual({
      check: 'customer_balance',
      status: 'agrees',
      currencies: [currency],
      difference_pct: 0,
      beyond_limit: false,
    });
  });

  test('differs by the share of what the books say, and goes beyond the limit only above it', () => {
    const by = (difference_total: string) =>
      check({ currencies: [currency, { ...currency, currency: 'EUR', differing: 1, difference_total }] });
    expect(by('1')).toMatchObject({ status: 'differs', difference_pct: 0.1, beyond_limit: false });
    expect(by('1.01')).toMatchObject({ status: 'differs', difference_pct: 0.101, beyond_limit: true });
  });

  test('is judged by the currency where most differs', () => {
    const currencies = [
      { ...currency, differing: 1, difference_total: '30' },
      { ...currency, differing: 1, difference_total: '20' },
    ];
    expect(check({ currencies })).toMatchObject({ difference_pct: 3 });
  });

  test('with books that say nothing differs wholly, or not at all', () => {
    const silent = { ...currency, books_total: '0', differing: 1 };
    expect(check({ currencies: [{ ...silent, difference_total: '5' }] })).toMatchObject({ difference_pct: 100 });
    expect(check({ currencies: [{ ...silent, difference_total: '0.00' }] })).toMatchObject({ difference_pct: 0 });
  });

  test('that was not made says why, and judges nothing', () => {
    expect(check({ not_compared: 'later_rows' })).toEqual({
      check: 'customer_balance',
      status: 'not_compared',
      why_not: 'later_rows',
      currencies: [],
      difference_pct: null,
      beyond_limit: false,
    });
  });
});

describe('the likely reason of a difference', () => {
  test('carries the facts and what the books say more', () => {
    const { differences } = reconcile([compared({ differences: [facts] })], {}, limits);
    expect(differences).toEqual([
      {
        check: 'customer_balance',
        customer_id: 'C1',
        document_id: null,
        currency: 'USD',
        books: '110',
        derived: '100',
        difference: '10',
        reason: 'document_missing',
      },
    ]);
  });

  test.each<[string, Partial<DifferenceFacts>, string]>([
    ['no documents at all', { documents: 0, of_invoices: '10' }, 'no_documents'],
    ['its invoices differ by as much', { of_invoices: '10', refunds: '10' }, 'invoice_balances'],
    ['its invoices differ by as much the other way', { of_invoices: '-10' }, 'invoice_balances'],
    ['a refund of as much', { refunds: '10', journal_lines: '1' }, 'refund'],
    ['a refund of something else', { refunds: '9' }, 'document_missing'],
    ['lines that settle journal entries', { journal_lines: '1' }, 'journal_entry'],
    ['the documents leave more', { books: '90' }, 'settlement_missing'],
    ['the documents leave less', {}, 'document_missing'],
  ])('of a customer’s balance: %s', (_, given, reason) => {
    expect(reasonOf(given)).toBe(reason);
  });

  test.each(['invoice', 'payment', 'payment_line', 'credit_memo'])(
    'of a customer’s balance: %s rows held back',
    (table) => {
      expect(reasonOf({}, { [table]: 1 })).toBe('rows_in_quarantine');
      expect(reasonOf({}, { [table]: 0 })).toBe('document_missing');
      expect(reasonOf({ journal_lines: '1' }, { [table]: 1 })).toBe('journal_entry');
    },
  );

  test('of an invoice’s balance: a deleted payment, rows held back, a settlement or lines too many', () => {
    const invoice = { check: 'invoice_balance', document_id: 'I1' } as const;
    expect(reasonOf({ ...invoice, orphan_lines: '-10' }, { payment: 1 })).toBe('payment_deleted');
    expect(reasonOf({ ...invoice, orphan_lines: '9' })).toBe('lines_exceed_total');
    expect(reasonOf(invoice, { payment: 1 })).toBe('rows_in_quarantine');
    expect(reasonOf(invoice, { payment_line: 1 })).toBe('rows_in_quarantine');
    expect(reasonOf(invoice, { invoice: 1 })).toBe('lines_exceed_total');
    expect(reasonOf({ ...invoice, books: '90' })).toBe('settlement_missing');
  });

  test('of an invoice’s lines: discount below, tax and shipping up to the share, lines missing beyond', () => {
    const lines = { check: 'invoice_lines', document_id: 'I1' } as const;
    expect(reasonOf({ ...lines, books: '99.99' })).toBe('discount');
    expect(reasonOf({ ...lines, books: '130' })).toBe('tax_or_shipping');
    expect(reasonOf({ ...lines, books: '130.01' })).toBe('lines_missing');
  });

  test('of a payment’s lines: rows held back, lines missing, or more lines than money', () => {
    const payment = { check: 'payment_lines', document_id: 'P1' } as const;
    expect(reasonOf(payment, { payment_line: 2 })).toBe('rows_in_quarantine');
    expect(reasonOf(payment, { payment: 2 })).toBe('lines_missing');
    expect(reasonOf({ ...payment, books: '90' })).toBe('lines_exceed_total');
  });
});

describe('the list of differences', () => {
  const key = ({ customer_id, document_id, difference }: BookDifference) =>
    `${customer_id} ${document_id} ${difference}`;

  test('is one list, largest first whatever the sign, ties by customer and document', () => {
    const of = (customer_id: string, document_id: string | null, books: string): DifferenceFacts => ({
      ...facts,
      customer_id,
      document_id,
      books,
    });
    const listed = (order: <T>(each: readonly T[]) => readonly T[]) =>
      reconcile(
        order([
          compared({ differences: order([of('B', 'I1', '105'), of('A', 'I3', '105'), of('A', 'I2', '95')]) }),
          compared({ check: 'invoice_balance', differences: order([of('C', null, '80'), of('A', null, '105')]) }),
        ]),
        {},
        limits,
      ).differences.map(key);
    const expected = ['C null -20', 'A null 5', 'A I2 -5', 'A I3 5', 'B I1 5'];
    expect([listed((each) => each), listed((each) => each.toReversed())]).toEqual([expected, expected]);
  });
});
