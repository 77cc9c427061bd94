import type { CellStyle, DataValidation } from 'hucre';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { CollectionTask } from '../../core/contracts/task.ts';
import {
  type ChoiceColumn,
  ENTRY_COLUMNS,
  SHEET_COLUMNS,
  type SheetColumn,
} from '../../core/domain/desk/sheet/task-sheet.ts';
import { currencyDigits } from '../../core/domain/money.ts';
import type { TaskWords } from '../messages/task-words.ts';
import { FACE, fill, INPUT_TEXT, STYLES } from '../workbook/cell-styles.ts';
import { columnLetters, createGrid, type GridCell, numberCell, quotedSheet, textCell } from '../workbook/grid.ts';
import { sheetText } from './sheet-row.ts';
import { choicesOf, inBoth } from './sheet-vocabulary.ts';

/** Rows below the last task that still offer their lists, for rows that are copied. */
const SPARE_ROWS = 50;
/** Hidden names, title, hint, heads. */
const FIRST_ROW = 5;

const WIDTHS: Readonly<Partial<Record<SheetColumn, number>>> = {
  task_id: 30,
  customer_name: 34,
  so_far: 40,
  dispute_reason: 28,
  note: 44,
  outcome: 24,
  cause: 24,
};
const CHOICE_COLUMNS = [
  'cause',
  'contact_channel',
  'contact_result',
  'outcome',
] as const satisfies readonly ChoiceColumn[];

const open = { protection: { locked: false } } as const;
const ENTRY: CellStyle = { ...INPUT_TEXT, fill: fill('EAF1FB'), ...open };
const ENTRY_DATE: CellStyle = { ...ENTRY, numFmt: 'yyyy-mm-dd' };
const ENTRY_HEAD: CellStyle = { ...STYLES.head, fill: fill('1F4FBF') };
const GREY = STYLES.quiet;

/**
 * The tasks as a workbook to fill in: what may be chosen is offered in lists, what is only to be read is protected, titles are in both
 * languages and stand under a hidden row of stable names by which the sheet is read in again. The same tasks give the same bytes.
 */
export async function renderTaskSheet(tasks: readonly CollectionTask[], day: string): Promise<Uint8Array> {
  const lists = inBoth((words) => words.sheet.lists, ' ');
  const date = new Date(`${day}T12:00:00Z`);
  return writeXlsx({
    sheets: [tasksSheet(tasks, day, lists), helpSheet(), listsSheet(lists)],
    defaultFont: FACE,
    properties: { creator: 'duewatch', created: date, modified: date },
  });
}

function tasksSheet(tasks: readonly CollectionTask[], day: string, lists: string): WriteSheet {
  const grid = createGrid();
  const entries: ReadonlySet<string> = new Set(ENTRY_COLUMNS);
  grid.add(SHEET_COLUMNS.map((column) => textCell(column, GREY)));
  grid.add(
    [
      textCell(
        inBoth((words) => words.sheet.title({ count: String(tasks.length), day })),
        STYLES.title,
      ),
    ],
    24,
  );
  grid.add([
    textCell(
      inBoth((words) => words.sheet.hint),
      STYLES.subtitle,
    ),
  ]);
  grid.add(
    SHEET_COLUMNS.map((column) =>
      textCell(
        inBoth((words) => words.sheet.columns[column], '\n'),
        entries.has(column) ? ENTRY_HEAD : STYLES.head,
      ),
    ),
    36,
  );
  for (const task of tasks) grid.add(SHEET_COLUMNS.map((column) => cellOf(task, column)));
  const last = FIRST_ROW - 1 + Math.max(1, tasks.length);
  const sheet = grid.sheet(
    inBoth((words) => words.sheet.name, ' '),
    {
      columns: SHEET_COLUMNS.map((column) => ({ width: WIDTHS[column] ?? 16 })),
      freezePane: { rows: FIRST_ROW - 1, columns: 1 },
      autoFilter: { range: `A${FIRST_ROW - 1}:${columnLetters(SHEET_COLUMNS.length - 1)}${last}` },
      dataValidations: validations(last + SPARE_ROWS, lists),
      // True is what is allowed although the sheet is protected.
      protection: { sheet: true, autoFilter: true, formatColumns: true, formatRows: true },
      pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    },
  );
  sheet.rowDefs?.set(0, { hidden: true });
  return sheet;
}

const both = (pick: (words: TaskWords) => string) => inBoth(pick);

function cellOf(task: CollectionTask, column: SheetColumn): GridCell {
  if (column === 'version') return numberCell(task.version, GREY);
  if (column === 'amount') {
    const digits = currencyDigits(task.currency);
    return numberCell(Number(task.outstanding_balance), {
      ...GREY,
      numFmt: digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`,
    });
  }
  if (column === 'happened_on' || column === 'promise_date') return { style: ENTRY_DATE };
  const text = sheetText(task, column, both);
  return textCell(text, ENTRY_STYLED.has(column) ? ENTRY : GREY);
}

const ENTRY_STYLED: ReadonlySet<string> = new Set(ENTRY_COLUMNS);

function validations(last: number, lists: string): DataValidation[] {
  const range = (column: SheetColumn) => {
    const letters = columnLetters(SHEET_COLUMNS.indexOf(column));
    return `${letters}${FIRST_ROW}:${letters}${last}`;
  };
  const shown = { allowBlank: true, showErrorMessage: true, errorStyle: 'stop' } as const;
  const listed = CHOICE_COLUMNS.map((column, at): DataValidation => {
    const letters = columnLetters(at);
    return {
      type: 'list',
      formula1: `${quotedSheet(lists)}!$${letters}$1:$${letters}$${choicesOf(column).length}`,
      range: range(column),
      ...shown,
      errorMessage: both((words) => words.sheet.wrong_choice),
    };
  });
  const dated = (['happened_on', 'promise_date'] as const).map(
    (column): DataValidation => ({
      type: 'date',
      operator: 'greaterThan',
      formula1: '36526',
      range: range(column),
      ...shown,
      errorMessage: both((words) => words.sheet.wrong_date),
    }),
  );
  const amount: DataValidation = {
    type: 'decimal',
    operator: 'greaterThan',
    formula1: '0',
    range: range('promise_amount'),
    ...shown,
    errorMessage: both((words) => words.sheet.wrong_amount),
  };
  return [...listed, ...dated, amount];
}

function helpSheet(): WriteSheet {
  const grid = createGrid();
  grid.add(
    [
      textCell(
        both((words) => words.sheet.help),
        STYLES.title,
      ),
    ],
    24,
  );
  for (const line of inBoth((words) => words.sheet.instructions.join('\n'), '\n\n').split('\n'))
    grid.add([textCell(line, { ...STYLES.text, alignment: { wrapText: true, vertical: 'top' } })]);
  return grid.sheet(
    inBoth((words) => words.sheet.help, ' '),
    { columns: [{ width: 110 }] },
  );
}

function listsSheet(name: string): WriteSheet {
  const grid = createGrid();
  const columns = CHOICE_COLUMNS.map((column) => choicesOf(column).map(([, words]) => words));
  const longest = Math.max(...columns.map(({ length }) => length));
  for (let row = 0; row < longest; row += 1) grid.add(columns.map((words) => textCell(words[row] ?? '', STYLES.text)));
  return grid.sheet(name, { hidden: true, columns: CHOICE_COLUMNS.map(() => ({ width: 30 })) });
}
