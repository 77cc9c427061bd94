import type { SheetProblem } from './sheet-problem.ts';
import { ENTRY_COLUMNS, folded, type SheetColumn, type SheetTable, type SheetVocabulary } from './task-sheet.ts';

/** Which column stands where, and the rows below the titles. */
export interface SheetLayout {
  readonly columns: ReadonlyMap<SheetColumn, number>;
  readonly rows: (table: SheetTable) => SheetTable;
}

/** Titles are looked for this far down. */
const HEAD_ROWS = 12;
const NEEDED: readonly SheetColumn[] = ['task_id', 'version'];

/** Finds the columns by their stable names or by their titles in any language, wherever they were moved to. */
export function findColumns(
  table: SheetTable,
  { titles }: SheetVocabulary,
): SheetLayout | { readonly problems: readonly SheetProblem[] } {
  // The hidden names stand above, the titles that people see right over the tasks: either tells the columns.
  const heads = table.slice(0, HEAD_ROWS).filter(({ cells }) => isHead(cells, titles));
  const [head] = heads;
  if (head === undefined) return { problems: [{ code: 'no_header', row: 0, column: null, value: '' }] };
  const columns = new Map<SheetColumn, number>();
  const problems: SheetProblem[] = [];
  for (const [at, cell] of head.cells.entries()) {
    const column = titles.get(folded(cell?.text ?? ''));
    if (column === undefined) continue;
    if (columns.has(column)) problems.push({ code: 'column_twice', row: head.row, column, value: cell?.text ?? '' });
    else columns.set(column, at);
  }
  for (const column of NEEDED)
    if (!columns.has(column)) problems.push({ code: 'column_missing', row: head.row, column, value: '' });
  if (problems.length > 0) return { problems };
  const above = heads.at(-1)?.row ?? head.row;
  const asked = ['task_id' as const, ...ENTRY_COLUMNS].flatMap((column) => columns.get(column) ?? []);
  return {
    columns,
    rows: (all) =>
      all.filter(({ row, cells }) => row > above && asked.some((at) => (cells[at]?.text ?? '').trim() !== '')),
  };
}

function isHead(cells: SheetTable[number]['cells'], titles: SheetVocabulary['titles']): boolean {
  const found = cells.flatMap((cell) => titles.get(folded(cell?.text ?? '')) ?? []);
  return found.includes('task_id') || new Set(found).size > 3;
}
