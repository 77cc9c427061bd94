import { writeXlsx } from 'hucre/xlsx';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { alertsSheet } from './alerts-sheet.ts';
import { createBook } from './book.ts';
import { FACE } from './cell-styles.ts';
import { cellText } from './cell-text.ts';
import { creditSheet } from './credit-sheet.ts';
import { customerColumns, FIRST_ROW } from './customer-columns.ts';
import { customersSheet, lastRow } from './customers-sheet.ts';
import { figuresSheet, listsSheet } from './figures-sheets.ts';
import { fillRows } from './fill-rows.ts';
import { loansSheet } from './loans-sheet.ts';
import { lossSheet } from './loss-sheet.ts';
import { definitionsSheet, glossarySheet, qualitySheet } from './notes-sheets.ts';
import { planSheet } from './plan-sheet.ts';
import { profileSheet } from './profile-sheet.ts';
import { scoreSheet } from './score-sheet.ts';
import { summarySheet } from './summary-sheet.ts';
import { tiersSheet } from './tiers-sheet.ts';
import { trendSheet } from './trend-sheet.ts';

const CUSTOMERS_PLACE = 1;

/** Noon on the first day of the period: the workbook is dated by what it reports, not by when it was written. */
function dateOf(period: string): Date {
  return new Date(`${period}-01T12:00:00Z`);
}

/**
 * The report as a workbook that computes: every score is a formula over its inputs and the weights, every total a formula over
 * the list of customers. One file for all readers, each title in every language of the run. The same input gives the same bytes.
 */
export async function renderWorkbook(input: ReportInput): Promise<Uint8Array> {
  const book = createBook(input);
  const columns = customerColumns(book);
  const sheets = [
    summarySheet,
    (b: typeof book) => customersSheet(b, columns),
    scoreSheet,
    tiersSheet,
    trendSheet,
    profileSheet,
    alertsSheet,
    lossSheet,
    planSheet,
    creditSheet,
    loansSheet,
    figuresSheet,
    listsSheet,
    definitionsSheet,
    glossarySheet,
    qualitySheet,
  ].flatMap((sheet) => sheet(book) ?? []);
  const date = dateOf(input.run.period);
  const bytes = await writeXlsx({
    sheets,
    namedRanges: book.names,
    defaultFont: FACE,
    properties: {
      title: cellText(`${input.run.company} ${input.run.period}`),
      creator: 'duewatch',
      description: `duewatch ${input.run.version}, ${input.run.id}`,
      created: date,
      modified: date,
    },
  });
  if (input.customers.length === 0) return bytes;
  return fillRows(bytes, {
    sheet: CUSTOMERS_PLACE,
    rows: { first: FIRST_ROW, last: lastRow(book) },
    columns,
    values: (index) => {
      const line = input.customers[index];
      return line === undefined ? [] : columns.map((column) => column.value(line));
    },
  });
}
