import type { MergeRange } from 'hucre';
import type { WriteSheet } from 'hucre/xlsx';
import { hasLoans } from '../findings/loan.ts';
import { loanTables } from '../findings/loan-tables.ts';
import type { Book } from './book.ts';
import { createGrid } from './grid.ts';
import { addSaidTable } from './said-table.ts';
import { addTitle, PRINTED } from './sheet-frame.ts';

/** What the features tell, the card, its bands, cut-offs and fairness, as tables of numbers; null where the run read no loans. */
export function loansSheet(book: Book): WriteSheet | null {
  if (!hasLoans(book.figures)) return null;
  const grid = createGrid();
  const merges: MergeRange[] = [];
  addTitle(
    grid,
    book,
    book.words.say(({ messages }) => messages.words.sections.loan),
  );
  const { tongues } = book.words;
  const widths = [34, 34, 16, 16, 18, 22, 16, 34];
  const tables = tongues.map(({ speaker }) => loanTables(speaker));
  tables[0]?.forEach((table, index) => {
    addSaidTable(grid, book, table, new Map(tongues.map((tongue, at) => [tongue, tables[at]?.[index]])), {
      widths,
      merges,
    });
  });
  return grid.sheet(
    book.words.sheetName((w) => w.sheets.loans),
    { columns: widths.map((width) => ({ width })), merges, ...PRINTED },
  );
}
