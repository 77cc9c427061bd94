/*
 * What the books say of themselves, held against what their documents add up to (docs/ledger.md, Reconciliation). JSON: it stands in landing.json.
 */

/** What is held against what. */
export const BOOK_CHECKS = ['customer_balance', 'invoice_balance', 'invoice_lines', 'payment_lines'] as const;
/** One comparison of the books with themselves. */
export type BookCheck = (typeof BOOK_CHECKS)[number];

/** Why something was not compared: the export gives nothing to compare, or holds rows of after the period, so that its balances are later. */
export type NotCompared = 'not_given' | 'later_rows';

/** What most likely explains a difference. */
export type DifferenceReason =
  | 'no_documents'
  | 'invoice_balances'
  | 'journal_entry'
  | 'refund'
  | 'rows_in_quarantine'
  | 'payment_deleted'
  | 'settlement_missing'
  | 'document_missing'
  | 'tax_or_shipping'
  | 'discount'
  | 'lines_missing'
  | 'lines_exceed_total';

/** One comparison in one currency. Amounts are decimal strings. */
export interface ComparedCurrency {
  readonly currency: string;
  readonly compared: number;
  /** Beyond the tolerance, and not explained. */
  readonly differing: number;
  /** Beyond the tolerance in a way that is usual: tax or shipping on top of an invoice's lines. */
  readonly explained: number;
  /** Σ |what the books say| of all compared. */
  readonly books_total: string;
  /** Σ |difference| of the differing ones. */
  readonly difference_total: string;
}

/** A difference: the books' own amount, what the documents leave, and facts that may explain it. */
export interface BookDifference {
  readonly check: BookCheck;
  readonly customer_id: string;
  /** Invoice or payment; null where the customer's balance is meant. */
  readonly document_id: string | null;
  readonly currency: string;
  readonly books: string;
  readonly derived: string;
  /** books − derived. */
  readonly difference: string;
  readonly reason: DifferenceReason;
}

/** Facts about a difference from which its likely reason follows. */
export interface DifferenceFacts extends Omit<BookDifference, 'difference' | 'reason'> {
  readonly documents: number;
  /** Σ (invoice's own balance − what is open) of the customer's invoices. */
  readonly of_invoices: string;
  /** Lines of the customer's payments that settle journal entries and deposits. */
  readonly journal_lines: string;
  readonly refunds: string;
  /** Lines on the invoice whose payment was deleted or is unknown. */
  readonly orphan_lines: string;
}

/** What the comparison of one kind found. */
export interface ComparedBooks {
  readonly check: BookCheck;
  readonly not_compared?: NotCompared;
  readonly currencies: readonly ComparedCurrency[];
  /** The largest differences, at most {@link DIFFERENCES_LISTED}. */
  readonly differences: readonly DifferenceFacts[];
}

/** So many differences of each kind are listed, the largest first. */
export const DIFFERENCES_LISTED = 10_000;

/** How one comparison came out. */
export interface CheckedBooks {
  readonly check: BookCheck;
  readonly status: 'agrees' | 'differs' | 'not_compared';
  readonly why_not?: NotCompared;
  readonly currencies: readonly ComparedCurrency[];
  /** 100 × Σ |difference| ÷ Σ |books|, of the currency where it is largest; null where nothing was compared. */
  readonly difference_pct: number | null;
  /** Whether that is above the rules' limit. */
  readonly beyond_limit: boolean;
}

/** The books against themselves, as landing.json has it. */
export interface Reconciliation {
  readonly checks: readonly CheckedBooks[];
  /** Largest first; the report shows the first of them, `quarantine/reconciliation.csv` all. */
  readonly differences: readonly BookDifference[];
}
