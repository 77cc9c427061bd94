import type { WriteSheet } from 'hucre/xlsx';
import { ALARMING, alarmingCustomers } from '../findings/alarming.ts';
import { warningFindings } from '../findings/warnings.ts';
import { type Phrase, plainText } from '../messages/phrase.ts';
import { type Book, valueCell } from './book.ts';
import { STYLES } from './cell-styles.ts';
import { createGrid, textCell } from './grid.ts';
import { addHead, addTitle, PRINTED } from './sheet-frame.ts';

function wordsOf(said: string | Phrase): string {
  return typeof said === 'string' ? said : plainText(said);
}

/** The most alarming customers with reasons and evidence in every language of the run; null where nobody is on alert. */
export function alertsSheet(book: Book): WriteSheet | null {
  const { words, input } = book;
  const said = words.tongues.map(({ speaker }) => alarmingCustomers(speaker));
  const rows = book.figures.rows(ALARMING);
  if (rows.length === 0) return null;
  const grid = createGrid();
  addTitle(
    grid,
    book,
    words.say(({ messages }) => messages.words.sections.warnings),
  );
  for (const [index] of warningFindings(input).entries()) {
    const sentence = words.say(({ speaker }) => {
      const found = warningFindings(input)[index];
      return found === undefined ? '' : plainText(speaker.say(found));
    });
    grid.add([textCell(sentence, STYLES.quiet)]);
  }
  grid.gap();
  addHead(grid, book, [
    ({ messages }) => messages.words.columns.customer_id,
    ({ messages }) => messages.words.columns.customer,
    ({ messages }) => messages.words.columns.score,
    ({ messages }) => messages.words.columns.outstanding,
    ({ messages }) => messages.words.columns.month,
    ({ messages }) => messages.words.columns.reason,
    ({ messages }) => messages.words.columns.reasons,
  ]);
  rows.forEach((row, index) => {
    const inEach = (part: 'reasons' | 'facts') =>
      [...new Set(said.map((list) => wordsOf(list[index]?.[part] ?? '')))].join('\n');
    grid.add(
      [
        textCell(String(row.customer_id), STYLES.text),
        textCell(String(row.name), STYLES.text),
        valueCell(book, row.score ?? null, 'score'),
        valueCell(book, row.open_amount ?? null, 'money'),
        textCell(String(row.since), STYLES.text),
        textCell(inEach('reasons'), STYLES.wrapped),
        textCell(inEach('facts'), STYLES.wrapped),
      ],
      44 * words.tongues.length,
    );
  });
  const widths = [16, 34, 10, 18, 12, 44, 100];
  return grid.sheet(
    words.sheetName((w) => w.sheets.alerts),
    { columns: widths.map((width) => ({ width })), ...PRINTED },
  );
}
