import { type CellValue, readXlsx, writeXlsx } from 'hucre/xlsx';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { type EntryColumn, SHEET_COLUMNS, type SheetColumn } from '../../../core/domain/desk/sheet/task-sheet.ts';
import { renderTaskSheet } from '../../../report/task-sheet/render-task-sheet.ts';

/** What a person types into a row, by column. */
export type Typed = Readonly<Partial<Record<SheetColumn | EntryColumn, CellValue | { formula: string }>>>;

/** The exported workbook as somebody saves it who typed into its rows; a row a task, in the order of the export. */
export async function filledSheet(
  tasks: readonly CollectionTask[],
  typed: readonly Typed[],
  change: (rows: CellValue[][]) => CellValue[][] = (rows) => rows,
): Promise<Uint8Array> {
  const { sheets } = await readXlsx(await renderTaskSheet(tasks, '2025-10-10'));
  const [sheet, ...others] = sheets;
  if (sheet === undefined) throw new RangeError('the export has no sheet');
  const rows = sheet.rows.map((row) => [...row]);
  const cells = new Map<string, { formula: string; formulaResult: number }>();
  const first = rows.findLastIndex((row) => String(row[0]).includes('任务编号')) + 1;
  for (const [at, entries] of typed.entries()) {
    for (const [column, value] of Object.entries(entries)) {
      const place = SHEET_COLUMNS.indexOf(column as SheetColumn);
      const row = rows[first + at] ?? [];
      rows[first + at] = row;
      while (row.length < SHEET_COLUMNS.length) row.push(null);
      if (value !== null && typeof value === 'object' && 'formula' in value)
        cells.set(`${first + at},${place}`, { formula: value.formula, formulaResult: 2 });
      else row[place] = value ?? null;
    }
  }
  return writeXlsx({
    sheets: [
      { name: sheet.name, rows: change(rows), cells },
      ...others.map(({ name, rows: kept, hidden }) => ({ name, rows: kept, ...(hidden ? { hidden } : {}) })),
    ],
  });
}
