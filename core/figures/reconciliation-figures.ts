import type { Figure, FigureRow, Figures, FigureUnit } from '../contracts/figure.ts';
import { NOTES, type NoteCode } from '../contracts/notes.ts';
import { BOOK_CHECKS, type CheckedBooks, type Reconciliation } from '../contracts/reconciliation.ts';
import { RECONCILIATION_FILE } from '../landing/reconciliation-report.ts';

/** How many differences the report shows; all of them are in the run's folder. */
const LISTED = 20;

/** Figures of whether the books agree with their own documents, from the landing report; null for books that give nothing to compare. */
export function reconciliationFigures(reconciliation: Reconciliation | null): Figures {
  const differing = (reconciliation?.differences ?? []).length > 0;
  const rows = differing ? RECONCILIATION_FILE : 'landing.json';
  return {
    ...Object.fromEntries(
      BOOK_CHECKS.flatMap((check) => {
        const found = reconciliation?.checks.find((each) => each.check === check);
        return Object.entries(checkFigures(found, rows)).map(([id, made]) => [`reconciliation.${check}.${id}`, made]);
      }),
    ),
    'reconciliation.differences': figure(
      'list',
      (reconciliation?.differences ?? []).slice(0, LISTED).map((difference): FigureRow => ({ ...difference })),
      rows,
      'the largest differences between what the books say and what their documents add up to, with the likely reason',
    ),
  };
}

function checkFigures(found: CheckedBooks | undefined, rows: string): Figures {
  const compared = found !== undefined && found.status !== 'not_compared';
  const reason: NoteCode = found?.why_not === 'later_rows' ? 'later_rows' : 'no_book_balances';
  const count = (of: 'compared' | 'differing' | 'explained', formula: string) => {
    const sum = found?.currencies.reduce((total, each) => total + each[of], 0) ?? 0;
    return figure('count', compared ? sum : null, rows, formula, reason);
  };
  return {
    status: figure('text', found?.status ?? 'not_compared', rows, 'agrees, differs or not_compared'),
    'compared.count': count('compared', 'customers or documents for which the books give an amount to compare'),
    'differing.count': count('differing', 'those that differ by more than the tolerance'),
    'explained.count': count('explained', 'those that differ as is usual: tax or shipping on top of the lines'),
    difference_pct: figure(
      'pct',
      compared ? found.difference_pct : null,
      rows,
      '100 × Σ |difference| ÷ Σ |what the books say|, in the currency where it is largest',
      reason,
    ),
  };
}

function figure(unit: FigureUnit, value: Figure['value'], rows: string, formula: string, reason?: NoteCode): Figure {
  const why = value === null && reason !== undefined ? { note: NOTES[reason], reason } : {};
  return { value, unit, ...why, evidence: { rows, formula } };
}

const OF_BALANCES = /^(selection|overdue|kpi|loss)\./;

/** Where the books differ beyond the limit, what is made of their balances says so. */
export function markUnreconciled(figures: Figures): Figures {
  return Object.fromEntries(
    Object.entries(figures).map(([id, made]) => {
      const marked = OF_BALANCES.test(id) && made.value !== null && made.reason === undefined;
      return [id, marked ? { ...made, note: NOTES.books_differ, reason: 'books_differ' } : made];
    }),
  );
}
