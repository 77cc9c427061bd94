import type { NamedRange, WriteSheet } from 'hucre';
import type { Tongue } from './bilingual.ts';
import type { Book } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { type Grid, type GridCell, quotedSheet, textCell } from './grid.ts';

/** What every sheet prints with: landscape, one page wide, its head on every page. */
export const PRINTED = {
  pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  headerFooter: { oddFooter: '&L&A&R&P / &N' },
} as const satisfies Partial<WriteSheet>;

/** Title of a sheet, what it is about, and what must be known before any figure on it is read. */
export function addTitle(grid: Grid, book: Book, title: string): void {
  const { company, period, revision } = book.input.run;
  grid.add([textCell(title, STYLES.title)], 24);
  const edition = revision > 1 ? ` · ${book.words.say(({ messages }) => messages.terms.revision)} ${revision}` : '';
  grid.add([textCell(`${company} · ${period}${edition}${standing(book)}`, STYLES.subtitle)]);
}

/** "Synthetic data", "Unreliable figures": after the company's name on every sheet. */
function standing(book: Book): string {
  const { synthetic, reliable } = book.input.run;
  const marks = [
    synthetic ? book.words.say(({ messages }) => messages.terms.synthetic) : '',
    reliable ? '' : book.words.say(({ messages }) => messages.terms.unreliable),
  ].filter((mark) => mark !== '');
  return marks.map((mark) => ` · ${mark}`).join('');
}

/** The head of a table, in each language on its own line. */
export function addHead(grid: Grid, book: Book, heads: readonly ((tongue: Tongue) => string)[], height = 36): number {
  return grid.add(
    heads.map((head) => textCell(book.words.head(head), STYLES.head)),
    height,
  );
}

/** The heading of a block of a sheet, ruled over its whole width. */
export function addSection(grid: Grid, text: string, width: number): number {
  const rest = Array.from({ length: width - 1 }, (): GridCell => ({ style: STYLES.section }));
  return grid.add([textCell(text, STYLES.section), ...rest], 20);
}

/** Rows repeated at the head of every printed page. */
export function printTitles(sheet: string, firstRow: number, lastRow: number): NamedRange {
  return { name: '_xlnm.Print_Titles', range: `${quotedSheet(sheet)}!$${firstRow}:$${lastRow}`, scope: sheet };
}

/** Gives a range of a sheet a name for formulas. */
export function nameRange(book: Book, name: string, sheet: string, first: string, last: string = first): void {
  const absolute = (cell: string) => cell.replace(/^([A-Z]+)(\d+)$/, '$$$1$$$2');
  const range = first === last ? absolute(first) : `${absolute(first)}:${absolute(last)}`;
  book.names.push({ name, range: `${quotedSheet(sheet)}!${range}` });
}
