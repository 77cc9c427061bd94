import { Decimal } from 'decimal.js';
import type { WriteSheet } from 'hucre/xlsx';
import type { Figure, FigureRow } from '../../core/contracts/figure.ts';
import { listFieldUnit } from '../format/list-field-unit.ts';
import { formulaText } from '../messages/formula-text.ts';
import { type Book, figureName, unitName, valueCell, whyNot } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { createGrid, type GridCell, textCell } from './grid.ts';
import { addHead, addTitle, PRINTED, printTitles } from './sheet-frame.ts';

function listRows(figure: Figure): readonly FigureRow[] {
  if (!Array.isArray(figure.value)) return [];
  return figure.value.map((row: unknown) =>
    typeof row === 'object' && row !== null ? (row as FigureRow) : { value: row as FigureRow[string] },
  );
}

function shownValue(book: Book, figure: Figure): GridCell {
  if (!Array.isArray(figure.value)) return valueCell(book, figure.value, figure.unit);
  const note = book.words.say(({ book: b }) => b.summary.list_note);
  return textCell(`${listRows(figure).length} ${note}`, STYLES.quiet);
}

/** An amount with more digits than a cell's number can hold, as text; nothing where the number is the amount. */
function exactText(figure: Figure): string {
  if (figure.unit !== 'money' || typeof figure.value !== 'string' || figure.value === '') return '';
  return new Decimal(Number(figure.value)).eq(figure.value) ? '' : figure.value;
}

function noteOf(book: Book, id: string, figure: Figure): string {
  if (figure.value === null) return whyNot(book, id);
  return figure.note ?? '';
}

/** Every figure of the run: what it is called, value, unit, why there is none, and where it comes from. */
export function figuresSheet(book: Book): WriteSheet {
  const { words, input } = book;
  const name = words.sheetName((w) => w.sheets.figures);
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.figures),
  );
  grid.gap();
  const head = addHead(grid, book, [
    ({ book: b }) => b.columns.id,
    ({ messages }) => messages.words.columns.figure,
    ({ messages }) => messages.words.columns.value,
    ({ book: b }) => b.columns.unit,
    ({ book: b }) => b.columns.exact,
    ({ book: b }) => b.columns.note,
    ({ book: b }) => b.columns.query,
    ({ book: b }) => b.columns.rows,
    ({ messages }) => messages.words.columns.formula,
  ]);
  for (const [id, figure] of Object.entries(input.figures)) {
    const { query, rows, formula } = figure.evidence;
    grid.add([
      textCell(id, STYLES.text),
      textCell(figureName(book, id), STYLES.text),
      shownValue(book, figure),
      textCell(unitName(book, figure.unit), STYLES.quiet),
      textCell(exactText(figure), STYLES.quiet),
      textCell(noteOf(book, id, figure), STYLES.quiet),
      textCell(query ?? '', STYLES.quiet),
      textCell(rows ?? '', STYLES.quiet),
      textCell(formula === undefined ? '' : words.say(({ locale }) => formulaText(formula, locale)), STYLES.quiet),
    ]);
  }
  book.names.push(printTitles(name, head, head));
  const widths = [52, 56, 20, 18, 24, 60, 36, 36, 60];
  return grid.sheet(name, {
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: head, columns: 1 },
    autoFilter: { range: `A${head}:I${Math.max(head, grid.next() - 1)}` },
    ...PRINTED,
  });
}

/** The figures that are lists, one cell of a list a row, so that they can be filtered and looked up. */
export function listsSheet(book: Book): WriteSheet {
  const { words, input } = book;
  const name = words.sheetName((w) => w.sheets.lists);
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.lists),
  );
  grid.gap();
  const head = addHead(grid, book, [
    ({ book: b }) => b.columns.id,
    ({ book: b }) => b.columns.row,
    ({ book: b }) => b.columns.field,
    ({ messages }) => messages.words.columns.value,
  ]);
  for (const [id, figure] of Object.entries(input.figures)) {
    for (const [index, row] of listRows(figure).entries()) {
      for (const [field, value] of Object.entries(row)) {
        grid.add([
          textCell(id, STYLES.text),
          valueCell(book, index + 1, 'count'),
          textCell(field, STYLES.text),
          valueCell(book, value, listFieldUnit(field, row)),
        ]);
      }
    }
  }
  book.names.push(printTitles(name, head, head));
  const widths = [48, 10, 26, 30];
  return grid.sheet(name, {
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: head },
    autoFilter: { range: `A${head}:D${Math.max(head, grid.next() - 1)}` },
    ...PRINTED,
  });
}
