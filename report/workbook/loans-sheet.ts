import type { WriteSheet } from 'hucre/xlsx';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import { hasLoans } from '../findings/loan.ts';
import { cellText, type LoanCell, type LoanTable, loanTables } from '../findings/loan-tables.ts';
import { listFieldUnit } from '../format/list-field-unit.ts';
import { plainText, type Said } from '../messages/phrase.ts';
import type { Tongue } from './bilingual.ts';
import { type Book, valueCell } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { createGrid, type Grid, type GridCell, textCell } from './grid.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

const WIDTH = 8;

/** The unit of a figure, or of the cell of a list that was said. */
function unitOf(book: Book, { id, at }: Said): FigureUnit {
  if (id === undefined) return 'text';
  if (at === undefined) return book.figures.get(id)?.unit ?? 'text';
  const [row = '', field = ''] = at.split('.');
  return listFieldUnit(field, book.figures.rows(id)[Number(row)] ?? {});
}

function isFigure(cell: LoanCell): cell is Said {
  return typeof cell === 'object' && 'value' in cell;
}

/** The same table in each language of the run. */
type Spoken = ReadonlyMap<Tongue, LoanTable | undefined>;

function addTable(grid: Grid, book: Book, first: LoanTable, spoken: Spoken): void {
  const inEach = (pick: (table: LoanTable) => string) =>
    book.words.say((tongue) => {
      const table = spoken.get(tongue);
      return table ? pick(table) : '';
    });
  grid.gap();
  addSection(
    grid,
    inEach(({ caption }) => caption),
    WIDTH,
  );
  if (first.note !== undefined)
    grid.add([
      textCell(
        inEach(({ note }) => (note === undefined ? '' : plainText(note))),
        STYLES.quiet,
      ),
    ]);
  addHead(
    grid,
    book,
    first.columns.map((_, column) => (tongue) => spoken.get(tongue)?.columns[column]?.label ?? ''),
    50,
  );
  first.rows.forEach((row, at) => {
    grid.add(
      row.map((cell, column): GridCell => {
        if (isFigure(cell)) return valueCell(book, cell.value, unitOf(book, cell));
        return textCell(
          inEach((table) => cellText(table.rows[at]?.[column] ?? '')),
          STYLES.text,
        );
      }),
    );
  });
}

/** What the features tell, the card, its bands, cut-offs and fairness, as tables of numbers; null where the run read no loans. */
export function loansSheet(book: Book): WriteSheet | null {
  if (!hasLoans(book.figures)) return null;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    book.words.say(({ messages }) => messages.words.sections.loan),
  );
  const { tongues } = book.words;
  const tables = tongues.map(({ speaker }) => loanTables(speaker));
  tables[0]?.forEach((table, index) => {
    addTable(grid, book, table, new Map(tongues.map((tongue, at) => [tongue, tables[at]?.[index]])));
  });
  const widths = [34, 34, 16, 16, 18, 22, 16, 34];
  return grid.sheet(
    book.words.sheetName((w) => w.sheets.loans),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
