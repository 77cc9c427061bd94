import type { ConditionalRule, WriteSheet } from 'hucre/xlsx';
import { LEVELS } from '../../core/domain/tiers.ts';
import type { Book } from './book.ts';
import { BAND_FILLS, fill, STYLES } from './cell-styles.ts';
import { type CustomerColumn, customerColumn, FIRST_ROW, levelName } from './customer-columns.ts';
import { columnLetters, createGrid, type GridCell, textCell } from './grid.ts';
import { BANDS_UPWARDS } from './score-bands.ts';
import { addHead, addTitle, nameRange, PRINTED, printTitles } from './sheet-frame.ts';

const FROZEN_COLUMNS = 2;
const HEAD_HEIGHT = 50;

/** The last row of the list; with nobody on it, the empty row below the head. */
export function lastRow(book: Book): number {
  return FIRST_ROW + Math.max(1, book.input.customers.length) - 1;
}

/** Score and band take the colour of the band the score is in now; a score that differs from the report's is marked. */
function colourRules(last: number): ConditionalRule[] {
  const score = customerColumn('score');
  const reported = customerColumn('reported_score');
  const range = `${score}${FIRST_ROW}:${score}${last} ${customerColumn('band')}${FIRST_ROW}:${customerColumn('band')}${last}`;
  const filled = `ISNUMBER($${score}${FIRST_ROW})`;
  const bands = BANDS_UPWARDS.toReversed().map(
    ({ band }, index): ConditionalRule => ({
      type: 'expression',
      priority: index + 1,
      range,
      formula: `AND(${filled},$${score}${FIRST_ROW}>=INDEX(band_from,${BANDS_UPWARDS.length - index}))`,
      style: { fill: fill(BAND_FILLS[band]) },
      stopIfTrue: true,
    }),
  );
  const changed: ConditionalRule = {
    type: 'expression',
    priority: bands.length + 1,
    range: `${reported}${FIRST_ROW}:${reported}${last}`,
    formula: `AND(${filled},ABS($${score}${FIRST_ROW}-$${reported}${FIRST_ROW})>0.0001)`,
    style: { font: { bold: true, color: { rgb: 'A4262C' } } },
  };
  return [...bands, changed];
}

/** Names of the columns that totals are made of. */
function nameColumns(book: Book, sheet: string, last: number): void {
  for (const key of ['outstanding', 'score', 'band', 'level', 'strategy', 'policy'] as const) {
    const letters = customerColumn(key);
    nameRange(book, `customers_${key}`, sheet, `${letters}${FIRST_ROW}`, `${letters}${last}`);
  }
}

/**
 * The list of high-risk customers: the inputs of each score, its points, score, band, strategy, policy and owner, computed in the
 * row by formulas. Only the first row is written here; it shows how the others look (see fillRows).
 */
export function customersSheet(book: Book, columns: readonly CustomerColumn[]): WriteSheet {
  const { words, input } = book;
  const name = words.sheetName((w) => w.sheets.customers);
  const last = lastRow(book);
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.customers),
  );
  const nobody = input.customers.length === 0;
  grid.add([
    textCell(
      words.say(({ book: b }) => (nobody ? b.customers.nobody : b.customers.how)),
      STYLES.quiet,
    ),
  ]);
  const head = addHead(
    grid,
    book,
    columns.map((column) => column.head),
    HEAD_HEIGHT,
  );
  grid.add(columns.map((column): GridCell => (nobody ? { style: column.style } : { value: 0, style: column.style })));
  nameColumns(book, name, last);
  book.names.push(printTitles(name, head, head));
  const levels = LEVELS.map((level) => levelName(book, level));
  const level = customerColumn('level');
  return grid.sheet(name, {
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: head, columns: FROZEN_COLUMNS },
    autoFilter: { range: `A${head}:${columnLetters(columns.length - 1)}${last}` },
    conditionalRules: colourRules(last),
    dataValidations: [
      {
        type: 'list',
        formula1: 'level_label',
        allowBlank: false,
        showErrorMessage: true,
        range: `${level}${FIRST_ROW}:${level}${last}`,
        errorTitle: words.say(({ messages }) => messages.words.columns.profitability).slice(0, 32),
        errorMessage: levels.join(' / ').slice(0, 225),
      },
    ],
    ...PRINTED,
  });
}
