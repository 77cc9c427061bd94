import type { MergeRange } from 'hucre';
import type { WriteSheet } from 'hucre/xlsx';
import { planTables } from '../findings/plan-tables.ts';
import type { Book } from './book.ts';
import { createGrid } from './grid.ts';
import { addSaidTable } from './said-table.ts';
import { addTitle, PRINTED } from './sheet-frame.ts';

const WIDTHS = [40, 18, 18, 20, 28, 22, 18, 60];

/** The staged collection plan: stages, next steps, who acts, measures, what rests; null where nobody is in it. */
export function planSheet(book: Book): WriteSheet | null {
  const { words, input } = book;
  const tables = words.tongues.map(({ speaker }) => planTables(speaker, input.rules));
  if (tables[0] === undefined || tables[0].length === 0) return null;
  const grid = createGrid();
  const merges: MergeRange[] = [];
  addTitle(
    grid,
    book,
    words.say(({ messages }) => messages.words.sections.plan),
  );
  tables[0].forEach((table, index) => {
    addSaidTable(grid, book, table, new Map(words.tongues.map((tongue, at) => [tongue, tables[at]?.[index]])), {
      widths: WIDTHS,
      merges,
    });
  });
  return grid.sheet(
    words.sheetName((w) => w.sheets.plan),
    { columns: WIDTHS.map((width) => ({ width })), merges, ...PRINTED },
  );
}
