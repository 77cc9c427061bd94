import { stringify } from 'csv-stringify/sync';
import type { Rules } from '../contracts/config.ts';
import type { LandingProblem, LandingWarning } from '../contracts/landing.ts';
import type { BookCheck, BookDifference, CheckedBooks, Reconciliation } from '../contracts/reconciliation.ts';
import { spreadsheetSafe } from '../domain/spreadsheet-safe.ts';

const SUBJECTS: Readonly<Record<BookCheck, { table: string; what: string }>> = {
  customer_balance: { table: 'customer', what: 'customers’ own balances differ from what their documents leave open' },
  invoice_balance: {
    table: 'invoice',
    what: 'invoices’ own balances differ from what payments and credits leave open',
  },
  invoice_lines: { table: 'invoice_line', what: 'invoices’ totals differ from the sum of their lines' },
  payment_lines: {
    table: 'payment_line',
    what: 'payments’ totals differ from the sum of their lines and what is unapplied',
  },
};

/** What is said of books that differ beyond the limit: warnings where the figures are marked, problems where the run is held. */
export function reconciliationFindings(
  reconciliation: Reconciliation | null,
  limits: Rules['reconciliation'],
): { warnings: LandingWarning[]; problems: LandingProblem[] } {
  const beyond = (reconciliation?.checks ?? []).filter((check) => check.beyond_limit);
  const said = beyond.map((check) => ({
    table: SUBJECTS[check.check].table,
    message: sentence(check, limits),
  }));
  if (limits.beyond === 'mark')
    return { warnings: said.map((each) => ({ rule: 'books_differ', ...each })), problems: [] };
  const fix =
    'Find the documents that are missing from the export (quarantine/reconciliation.csv names each difference and its likely reason), or set reconciliation.beyond to mark.';
  return { warnings: [], problems: said.map((each) => ({ rule: 'books_differ', file: '', ...each, fix })) };
}

function sentence({ check, currencies, difference_pct }: CheckedBooks, limits: Rules['reconciliation']): string {
  const amounts = currencies
    .filter(({ differing }) => differing > 0)
    .map(
      ({ currency, differing, compared, difference_total }) =>
        `${differing} of ${compared}, ${difference_total} ${currency} in all`,
    );
  return `${SUBJECTS[check].what}: ${amounts.join('; ')}. That is ${(difference_pct ?? 0).toFixed(2)} % of what the books say, above the limit of ${limits.max_difference_pct} %.`;
}

/** Where a run leaves the differences of the books. */
export const RECONCILIATION_FILE = 'quarantine/reconciliation.csv';

const COLUMNS = [
  'check',
  'customer_id',
  'document_id',
  'currency',
  'books',
  'derived',
  'difference',
  'reason',
] as const satisfies readonly (keyof BookDifference)[];

/** `quarantine/reconciliation.csv`: one row a difference, largest first; text that a spreadsheet would run as a formula is escaped. */
export function reconciliationCsv({ differences }: Reconciliation): Uint8Array {
  const rows = differences.map((difference) => COLUMNS.map((column) => spreadsheetSafe(difference[column] ?? '')));
  return new TextEncoder().encode(stringify([[...COLUMNS], ...rows], { record_delimiter: '\n' }));
}
