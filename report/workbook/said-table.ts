import type { FigureUnit } from '../../core/contracts/figure.ts';
import type { SectionTable, TableCell } from '../findings/section-table.ts';
import { listFieldUnit } from '../format/list-field-unit.ts';
import { plainText, type Said } from '../messages/phrase.ts';
import type { Tongue } from './bilingual.ts';
import { type Book, valueCell } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { type Grid, type GridCell, textCell } from './grid.ts';
import { addHead, addSection } from './sheet-frame.ts';

const WIDTH = 8;

/** The unit of a figure, or of the cell of a list that was said. */
function unitOf(book: Book, { id, at }: Said): FigureUnit {
  if (id === undefined) return 'text';
  if (at === undefined) return book.figures.get(id)?.unit ?? 'text';
  const [row = '', field = ''] = at.split('.');
  return listFieldUnit(field, book.figures.rows(id)[Number(row)] ?? {});
}

/** A setting stands as it was said: it has no unit of its own. */
function isFigure(cell: TableCell): cell is Said {
  return typeof cell === 'object' && 'value' in cell && cell.setting === undefined;
}

function textOf(said: TableCell): string {
  if (typeof said === 'string') return said;
  return 'text' in said ? said.text : plainText(said);
}

/** The same table in each language of the run. */
export type Spoken = ReadonlyMap<Tongue, SectionTable | undefined>;

/** Adds a table with its caption and what one must know to read it. */
export function addSaidTable(grid: Grid, book: Book, first: SectionTable, spoken: Spoken): void {
  const inEach = (pick: (table: SectionTable) => string) =>
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
        inEach(({ note }) => (note === undefined ? '' : textOf(note))),
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
          inEach((table) => textOf(table.rows[at]?.[column] ?? '')),
          STYLES.text,
        );
      }),
    );
  });
}
