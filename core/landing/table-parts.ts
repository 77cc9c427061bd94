import type { TablePart, TablePlan } from '../contracts/landing.ts';
import { tableSpec } from './table-specs/profile-tables.ts';

/** A table is read in so many parts at most, however many files it has: each part is a function's call. */
const MOST_PARTS = 40;

/**
 * The parts a table is landed in, side by side: a file each, or several neighbours where there are very many. One part where a file alone does
 * not say what its columns are: types that all rows decide together, rows that are numbered.
 */
export function tableParts(plan: TablePlan): TablePart[] {
  const spec = tableSpec(plan.table);
  const together =
    plan.number_rows !== undefined ||
    Object.values(spec.columns).some(({ decided_by_data }) => decided_by_data === true);
  const of = together ? 1 : Math.min(MOST_PARTS, Math.max(1, plan.files.length));
  return Array.from({ length: of }, (_, index) => ({ number: index + 1, of }));
}

/** The plan of one part: its share of the table's files, in their order. */
export function planOfPart(plan: TablePlan, { number, of }: TablePart): TablePlan {
  const start = (part: number): number => Math.floor((part * plan.files.length) / of);
  return { ...plan, files: plan.files.slice(start(number - 1), start(number)) };
}
