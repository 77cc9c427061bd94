import type { Rules } from '../contracts/config.ts';
import type {
  BookDifference,
  CheckedBooks,
  ComparedBooks,
  ComparedCurrency,
  DifferenceFacts,
  DifferenceReason,
  Reconciliation,
} from '../contracts/reconciliation.ts';
import { compareIds } from './customer-order.ts';
import { Decimal } from './decimal.ts';

type Limits = Rules['reconciliation'];

/** Judges what was compared: which checks differ, which beyond the limit, and why each difference most likely is there. */
export function reconcile(
  compared: readonly ComparedBooks[],
  quarantined: Readonly<Record<string, number>>,
  limits: Limits,
): Reconciliation {
  const differences = compared.flatMap((each) =>
    each.differences.map((facts) => differenceOf(facts, quarantined, limits)),
  );
  return {
    checks: compared.map((each) => checked(each, limits)),
    differences: differences.sort(largestFirst),
  };
}

function checked({ check, not_compared: whyNot, currencies }: ComparedBooks, limits: Limits): CheckedBooks {
  if (whyNot !== undefined)
    return {
      check,
      status: 'not_compared',
      why_not: whyNot,
      currencies: [],
      difference_pct: null,
      beyond_limit: false,
    };
  const shares = currencies.map(shareOf);
  const largest = shares.reduce((max, share) => Decimal.max(max, share), new Decimal(0));
  return {
    check,
    status: currencies.some(({ differing }) => differing > 0) ? 'differs' : 'agrees',
    currencies,
    difference_pct: largest.toNumber(),
    beyond_limit: largest.gt(limits.max_difference_pct),
  };
}

/** 100 × Σ |difference| ÷ Σ |books|; what differs from books that say nothing differs wholly. */
function shareOf({ books_total: books, difference_total: difference }: ComparedCurrency): Decimal {
  if (new Decimal(books).isZero()) return new Decimal(difference).isZero() ? new Decimal(0) : new Decimal(100);
  return new Decimal(difference).times(100).div(books);
}

function differenceOf(
  facts: DifferenceFacts,
  quarantined: Readonly<Record<string, number>>,
  limits: Limits,
): BookDifference {
  const { check, customer_id, document_id, currency, books, derived } = facts;
  const difference = new Decimal(books).minus(derived);
  return {
    check,
    customer_id,
    document_id,
    currency,
    books,
    derived,
    difference: difference.toFixed(),
    reason: likelyReason(facts, difference, quarantined, limits),
  };
}

/** The first reason that the facts bear out; each is written down in docs/ledger.md. */
function likelyReason(
  facts: DifferenceFacts,
  difference: Decimal,
  quarantined: Readonly<Record<string, number>>,
  limits: Limits,
): DifferenceReason {
  if (facts.check === 'invoice_lines') return lineReason(facts, difference, limits);
  const held = (...tables: readonly string[]) => tables.some((table) => (quarantined[table] ?? 0) > 0);
  const explains = (amount: string) => !new Decimal(amount).isZero() && difference.abs().eq(new Decimal(amount).abs());
  if (facts.check === 'payment_lines') {
    if (held('payment_line')) return 'rows_in_quarantine';
    return difference.gt(0) ? 'lines_missing' : 'lines_exceed_total';
  }
  if (facts.check === 'invoice_balance') {
    if (explains(facts.orphan_lines)) return 'payment_deleted';
    if (held('payment', 'payment_line')) return 'rows_in_quarantine';
    return difference.lt(0) ? 'settlement_missing' : 'lines_exceed_total';
  }
  if (facts.documents === 0) return 'no_documents';
  if (explains(facts.of_invoices)) return 'invoice_balances';
  if (explains(facts.refunds)) return 'refund';
  if (!new Decimal(facts.journal_lines).isZero()) return 'journal_entry';
  if (held('invoice', 'payment', 'payment_line', 'credit_memo')) return 'rows_in_quarantine';
  return difference.lt(0) ? 'settlement_missing' : 'document_missing';
}

function lineReason({ derived }: DifferenceFacts, difference: Decimal, limits: Limits): DifferenceReason {
  if (difference.lt(0)) return 'discount';
  const usual = new Decimal(derived).times(limits.tax_up_to_pct).div(100);
  return difference.lte(usual) ? 'tax_or_shipping' : 'lines_missing';
}

function largestFirst(a: BookDifference, b: BookDifference): number {
  return (
    new Decimal(b.difference).abs().comparedTo(new Decimal(a.difference).abs()) ||
    compareIds(a.customer_id, b.customer_id) ||
    compareIds(a.document_id ?? '', b.document_id ?? '')
  );
}
