import type { WriteSheet } from 'hucre/xlsx';
import { hasLoans } from '../findings/loan.ts';
import { definitionsIn } from '../messages/definitions.ts';
import { glossaryIn } from '../messages/glossary.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Book, figureCell, figureName, valueCell } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { createGrid, type Grid, textCell } from './grid.ts';
import { addHead, addSection, addTitle, PRINTED } from './sheet-frame.ts';

/** What the terms of the report mean, in every language of the run. */
export function definitionsSheet(book: Book): WriteSheet {
  const { words } = book;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.definitions),
  );
  grid.gap();
  addHead(grid, book, [
    ({ book: b }) => b.columns.term,
    ({ book: b }) => b.columns.meaning,
    ({ book: b }) => b.columns.id,
  ]);
  const languages = words.tongues.map(({ locale }) => definitionsIn(locale));
  for (const [index, { id }] of (languages[0] ?? []).entries()) {
    const inEach = (part: 'term' | 'meaning') =>
      [...new Set(languages.map((list) => list[index]?.[part] ?? ''))].join('\n');
    grid.add(
      [
        textCell(inEach('term'), STYLES.wrapped),
        textCell(inEach('meaning'), STYLES.wrapped),
        textCell(id ?? '', STYLES.quiet),
      ],
      34 * languages.length,
    );
  }
  const widths = [40, 100, 46];
  return grid.sheet(
    words.sheetName((w) => w.sheets.definitions),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}

/** The field's words, in every language of the run. */
export function glossarySheet(book: Book): WriteSheet {
  const { words } = book;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.glossary),
  );
  grid.gap();
  const head = addHead(grid, book, [({ book: b }) => b.columns.term, ({ book: b }) => b.columns.meaning]);
  const languages = words.tongues.map(({ locale }) => glossaryIn(locale, hasLoans(book.figures)));
  for (const [index] of (languages[0] ?? []).entries()) {
    const inEach = (part: 'term' | 'meaning') =>
      [...new Set(languages.map((list) => list[index]?.[part] ?? ''))].join('\n');
    grid.add(
      [textCell(inEach('term'), STYLES.wrapped), textCell(inEach('meaning'), STYLES.wrapped)],
      36 * languages.length,
    );
  }
  const widths = [40, 120];
  return grid.sheet(
    words.sheetName((w) => w.sheets.glossary),
    { columns: widths.map((width) => ({ width })), freezePane: { rows: head }, ...PRINTED },
  );
}

function addTables(grid: Grid, book: Book): void {
  const { words } = book;
  addSection(
    grid,
    words.say(({ messages }) => messages.words.sections.data),
    9,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.table,
    ({ messages }) => messages.words.columns.rows_read,
    ({ messages }) => messages.words.columns.rows_landed,
    ({ messages }) => messages.words.columns.quarantined,
    ({ messages }) => messages.words.columns.duplicates,
    ({ messages }) => messages.words.columns.deleted,
    ({ book: b }) => b.columns.suspect,
    ({ book: b }) => b.columns.unknown_columns,
    ({ book: b }) => b.columns.files,
  ]);
  for (const table of book.input.landing) {
    const suspects = Object.entries(table.suspect)
      .filter(([, count]) => count > 0)
      .map(([rule, count]) => `${words.say(({ messages }) => termFor(messages.terms.suspects, rule))}: ${count}`);
    grid.add([
      textCell(table.table, STYLES.text),
      ...[table.rows_read, table.rows_landed, table.quarantined, table.duplicates_dropped, table.deleted].map((count) =>
        valueCell(book, count, 'count'),
      ),
      textCell(suspects.join('\n'), STYLES.wrapped),
      textCell(table.unknown_columns.join(', '), STYLES.wrapped),
      textCell(table.files.join('\n'), STYLES.wrapped),
    ]);
  }
}

function addUnscored(grid: Grid, book: Book): void {
  const { words, input } = book;
  if (input.unscored.length === 0) return;
  grid.gap();
  addSection(
    grid,
    words.say(({ book: b }) => b.quality.unscored),
    9,
  );
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.customer_id,
    ({ messages }) => messages.words.columns.customer,
    ({ messages }) => messages.words.columns.missing,
  ]);
  for (const { customer_id, name, missing } of input.unscored) {
    const inputs = missing.map((code) => words.say(({ messages }) => termFor(messages.terms.measures, code)));
    grid.add([
      textCell(customer_id, STYLES.text),
      textCell(name, STYLES.text),
      textCell(inputs.join(', '), STYLES.text),
    ]);
  }
}

/** What was read, set aside, suspect or missing, and whether the figures may be relied on. */
export function qualitySheet(book: Book): WriteSheet {
  const { words, input } = book;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ book: b }) => b.sheets.quality),
  );
  grid.gap();
  addSection(
    grid,
    words.say(({ book: b }) => b.quality.standing),
    9,
  );
  const warnings = input.run.warnings.map((code) =>
    words.say(({ messages }) => termFor(messages.terms.warnings, code)),
  );
  if (input.run.reliable)
    grid.add([
      textCell(
        words.say(({ book: b }) => b.quality.reliable),
        STYLES.text,
      ),
    ]);
  else
    grid.add([
      textCell([words.say(({ messages }) => messages.terms.unreliable), ...warnings].join(': '), STYLES.alarm),
    ]);
  grid.gap();
  addTables(grid, book);
  grid.gap();
  for (const id of [
    'selection.not_rated.count',
    'selection.not_rated.outstanding_total',
    'score.unscored.count',
    'score.clamped.count',
  ]) {
    grid.add([textCell(figureName(book, id), STYLES.text), figureCell(book, id), null, textCell(id, STYLES.quiet)]);
  }
  addUnscored(grid, book);
  if (input.unknown_tiers.length > 0) {
    grid.gap();
    addSection(
      grid,
      words.say(({ book: b }) => b.quality.unknown_tiers),
      9,
    );
    for (const tier of input.unknown_tiers) grid.add([textCell(tier, STYLES.text)]);
  }
  const widths = [44, 34, 34, 14, 14, 14, 44, 34, 44];
  return grid.sheet(
    words.sheetName((w) => w.sheets.quality),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
