import type { MergeRange } from 'hucre';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import type { SectionTable, TableCell } from '../findings/section-table.ts';
import { displayWidth } from '../format/clean-text.ts';
import { listFieldUnit } from '../format/list-field-unit.ts';
import { plainText, type Said } from '../messages/phrase.ts';
import type { Tongue } from './bilingual.ts';
import { type Book, valueCell } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { type Grid, type GridCell, textCell } from './grid.ts';
import { addHead, addSection } from './sheet-frame.ts';

const WIDTH = 8;
/** Columns of text that fit beside each other over the width, and how high a line is, in points. */
const NOTE_COLUMNS = 170;
const NOTE_LINE = 13;
const ROW_LINE = 15;
/** Columns of text that the indent of a wrapped cell takes. */
const INDENT = 2;

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

/** A remark over the whole width, as many lines high as it takes. */
function addNote(grid: Grid, text: string): MergeRange {
  const lines = Math.ceil(displayWidth(text) / NOTE_COLUMNS);
  const row = grid.add([textCell(text, STYLES.quietWrapped)], NOTE_LINE * lines + 4) - 1;
  return { startRow: row, endRow: row, startCol: 0, endCol: WIDTH - 1 };
}

/** How high a row must be for the longest of its texts. */
function heightOf(cells: readonly GridCell[], widths: readonly number[]): number {
  const lines = cells.map((cell, column) =>
    typeof cell?.value === 'string' ? Math.ceil((displayWidth(cell.value) + INDENT) / (widths[column] ?? INDENT)) : 1,
  );
  return Math.max(...lines) * ROW_LINE;
}

/** A customer is named once: the brackets of one language are not another name. */
function alike(text: string): string {
  const opens = text.indexOf('（');
  return opens >= 0 && text.endsWith('）') ? `${text.slice(0, opens)} (${text.slice(opens + 1, -1)})` : text;
}

/** Adds a table with its caption and what one must know to read it; the rows to be merged over the width go to `merges`. */
export function addSaidTable(
  grid: Grid,
  book: Book,
  first: SectionTable,
  spoken: Spoken,
  { widths, merges }: { readonly widths: readonly number[]; readonly merges: MergeRange[] },
): void {
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
    merges.push(
      addNote(
        grid,
        inEach(({ note }) => (note === undefined ? '' : textOf(note))),
      ),
    );
  addHead(
    grid,
    book,
    first.columns.map((_, column) => (tongue) => spoken.get(tongue)?.columns[column]?.label ?? ''),
    50,
  );
  first.rows.forEach((row, at) => {
    const cells = row.map((cell, column): GridCell => {
      if (isFigure(cell)) return valueCell(book, cell.value, unitOf(book, cell));
      const name = first.listed === true && column === 0 ? alike : (text: string) => text;
      return textCell(
        inEach((table) => name(textOf(table.rows[at]?.[column] ?? ''))),
        STYLES.wrapped,
      );
    });
    grid.add(cells, heightOf(cells, widths));
  });
}
