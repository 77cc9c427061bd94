import type { BookCheck } from '../../../core/contracts/reconciliation.ts';

/** SQL of a landed table, or null where the export has none. */
type Source = (table: string) => string | null;

/** SQL literals that the comparison depends on. */
export interface BooksValues {
  readonly period_end: string;
  readonly home: string;
  readonly tolerance: string;
  readonly tax: string;
}

const currencyOf = (column: string): string => `nullif(upper(trim(${column})), '')`;
const NOTHING = 'CAST(0 AS DECIMAL(24,6))';

/** A table that may be missing: its rows, or none with the same columns. */
function optional(source: Source, table: string, select: (from: string) => string, none: string): string {
  const from = source(table);
  return from === null ? `SELECT ${none} WHERE FALSE` : select(from);
}

/**
 * Tables made of the landed ones, in order: documents up to the period's end, what settles what, and what stands after the period. An
 * invoice is settled by all payment lines that name it, whether cash or credit covers them.
 */
export const BOOKS_SQL: Readonly<Record<string, (source: Source, values: BooksValues) => string>> = {
  books_customer: (source, { home }) => `
    SELECT id, balance, coalesce(${currencyOf('currency_id')}, ${home}) AS currency FROM ${source('customer')}`,
  books_payment: (source, { home, period_end }) => `
    SELECT p.id, p.customer_id, p.total_amount, p.unapplied_amount,
      coalesce(${currencyOf('p.currency_id')}, c.currency, ${home}) AS currency
    FROM ${source('payment')} p LEFT JOIN books_customer c ON c.id = p.customer_id
    WHERE p.transaction_date <= ${period_end}`,
  books_line: (source) => `
    SELECT l.payment_id, l.amount, l.invoice_id, l.credit_memo_id IS NOT NULL AS credit,
      l.credit_memo_id IS NULL AND l.invoice_id IS NULL AND coalesce(l.journal_entry_id, l.deposit_id) IS NOT NULL AS journal,
      p.customer_id, p.id IS NOT NULL AS known
    FROM ${source('payment_line')} l LEFT JOIN books_payment p ON p.id = l.payment_id
    WHERE l.amount IS NOT NULL`,
  books_invoice: (source, { home, period_end }) => `
    SELECT i.id, i.customer_id, i.total_amount, i.balance,
      coalesce(${currencyOf('i.currency_id')}, c.currency, ${home}) AS currency,
      greatest(${NOTHING}, i.total_amount - coalesce(s.settled, 0)) AS open_amount,
      coalesce(s.orphan, 0) AS orphan_lines
    FROM ${source('invoice')} i
    LEFT JOIN books_customer c ON c.id = i.customer_id
    LEFT JOIN (
      SELECT invoice_id, sum(amount) FILTER (known) AS settled, sum(amount) FILTER (NOT known) AS orphan
      FROM books_line WHERE invoice_id IS NOT NULL GROUP BY invoice_id
    ) s ON s.invoice_id = i.id
    WHERE i.transaction_date <= ${period_end}`,
  books_memo: (source, { home, period_end }) =>
    optional(
      source,
      'credit_memo',
      (from) => `
        SELECT m.customer_id, m.total_amount, coalesce(${currencyOf('m.currency_id')}, c.currency, ${home}) AS currency
        FROM ${from} m LEFT JOIN books_customer c ON c.id = m.customer_id
        WHERE m.transaction_date <= ${period_end}`,
      `'' AS customer_id, ${NOTHING} AS total_amount, '' AS currency`,
    ),
  books_refund: (source) =>
    optional(
      source,
      'refund_receipt',
      (from) => `SELECT customer_id, total_amount FROM ${from} WHERE customer_id IS NOT NULL`,
      `'' AS customer_id, ${NOTHING} AS total_amount`,
    ),
  books_invoice_line: (source) =>
    optional(
      source,
      'invoice_line',
      (from) => `
        SELECT invoice_id, sum(CASE lower(coalesce(detail_type, ''))
          WHEN 'subtotallinedetail' THEN 0 WHEN 'discountlinedetail' THEN -abs(amount) ELSE amount END) AS amount
        FROM ${from} WHERE amount IS NOT NULL GROUP BY invoice_id`,
      `'' AS invoice_id, ${NOTHING} AS amount`,
    ),
  books_later: (source, { period_end }) =>
    ['invoice', 'payment', 'credit_memo']
      .flatMap((table) => source(table) ?? [])
      .map((from) => `SELECT 1 AS n FROM ${from} WHERE transaction_date > ${period_end}`)
      .join(' UNION ALL '),
};

/**
 * One row a thing compared: `books` is what QuickBooks says, `derived` what the documents leave. Customers with documents in other
 * currencies than their own are not compared. A customer's balance may be kept with or without credit on account taken off: the nearer counts.
 */
export const CHECK_SQL: Readonly<Record<BookCheck, (values: BooksValues) => string>> = {
  customer_balance: () => `
    SELECT c.id AS customer_id, NULL AS document_id, c.currency, c.balance AS books, FALSE AS explained,
      CASE WHEN abs(c.balance - gross) <= abs(c.balance - net) THEN gross ELSE net END AS derived,
      documents, of_invoices, journal_lines, coalesce(r.amount, 0) AS refunds, ${NOTHING} AS orphan_lines
    FROM books_customer c
    JOIN (
      SELECT customer.id, count(d.amount) AS documents,
        coalesce(sum(d.open_amount), 0) AS gross, coalesce(sum(d.amount), 0) AS net,
        coalesce(sum(d.of_invoice), 0) AS of_invoices, coalesce(sum(d.journal), 0) AS journal_lines,
        coalesce(bool_and(d.currency = customer.currency), TRUE) AS one_currency
      FROM books_customer customer
      LEFT JOIN (
        SELECT customer_id, currency, total_amount AS amount, open_amount, coalesce(balance - open_amount, 0) AS of_invoice, 0 AS journal
        FROM books_invoice
        UNION ALL
        SELECT customer_id, currency, -total_amount, 0, 0, 0 FROM books_payment
        UNION ALL
        SELECT customer_id, currency, -total_amount, 0, 0, 0 FROM books_memo
        UNION ALL
        SELECT l.customer_id, p.currency, l.amount, 0, 0, l.amount
        FROM books_line l JOIN books_payment p ON p.id = l.payment_id WHERE l.journal
      ) d ON d.customer_id = customer.id
      GROUP BY customer.id
    ) s ON s.id = c.id AND s.one_currency
    LEFT JOIN (SELECT customer_id, sum(total_amount) AS amount FROM books_refund GROUP BY customer_id) r ON r.customer_id = c.id
    WHERE c.balance IS NOT NULL`,
  invoice_balance: () => `
    SELECT customer_id, id AS document_id, currency, balance AS books, open_amount AS derived, FALSE AS explained, orphan_lines
    FROM books_invoice WHERE balance IS NOT NULL`,
  invoice_lines: ({ tax }) => `
    SELECT i.customer_id, i.id AS document_id, i.currency, i.total_amount AS books, l.amount AS derived,
      i.total_amount > l.amount AND i.total_amount - l.amount <= l.amount * ${tax} / 100 AS explained
    FROM books_invoice i JOIN books_invoice_line l ON l.invoice_id = i.id`,
  payment_lines: () => `
    SELECT customer_id, id AS document_id, currency, total_amount AS books, FALSE AS explained,
      lines + coalesce(unapplied_amount, greatest(${NOTHING}, total_amount - lines)) AS derived
    FROM (
      SELECT p.*, coalesce(l.lines, 0) AS lines
      FROM books_payment p
      LEFT JOIN (
        SELECT payment_id, sum(CASE WHEN credit THEN -amount ELSE amount END) AS lines
        FROM books_line WHERE known AND NOT (credit AND invoice_id IS NOT NULL) GROUP BY payment_id
      ) l ON l.payment_id = p.id
      WHERE l.payment_id IS NOT NULL OR p.unapplied_amount IS NOT NULL
    ) AS accounted`,
};
