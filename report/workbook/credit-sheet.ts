import type { MergeRange } from 'hucre';
import type { WriteSheet } from 'hucre/xlsx';
import { hasCredit } from '../findings/credit.ts';
import { creditTables, escalationTables } from '../findings/credit-tables.ts';
import { hasEscalation } from '../findings/escalation.ts';
import type { Book } from './book.ts';
import { createGrid } from './grid.ts';
import { addSaidTable } from './said-table.ts';
import { addTitle, PRINTED } from './sheet-frame.ts';

const WIDTHS = [38, 16, 18, 34, 34, 18, 16, 38, 20];

/** Limits, holds and proposals, and what should go to an agency or to court; null where the run looked at neither. */
export function creditSheet(book: Book): WriteSheet | null {
  if (!hasCredit(book.figures)) return null;
  const grid = createGrid();
  const merges: MergeRange[] = [];
  addTitle(
    grid,
    book,
    book.words.say(({ messages }) => messages.words.sections.credit),
  );
  const { tongues } = book.words;
  const { rules } = book.input;
  const tables = tongues.map(({ speaker }) => [
    ...creditTables(speaker, rules),
    ...(hasEscalation(book.figures) ? escalationTables(speaker, rules) : []),
  ]);
  tables[0]?.forEach((table, index) => {
    addSaidTable(grid, book, table, new Map(tongues.map((tongue, at) => [tongue, tables[at]?.[index]])), {
      widths: WIDTHS,
      merges,
    });
  });
  return grid.sheet(
    book.words.sheetName((w) => w.sheets.credit),
    { columns: WIDTHS.map((width) => ({ width })), merges, ...PRINTED },
  );
}
