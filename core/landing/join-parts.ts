import type { LandedTable, TablePlan } from '../contracts/landing.ts';
import { Decimal } from '../domain/decimal.ts';
import { noRowsProblem } from './no-rows-problem.ts';
import { tableSpec } from './table-specs/profile-tables.ts';

/** Decimal places that amounts land with. */
const AMOUNT_PLACES = 6;

/** As many quarantined cells as a table's report begins with. */
export const FIRST_QUARANTINED = 10;

/**
 * A table's outcome out of its parts', in the order of its files, where no row of one part is a copy of another part's: what landing the files
 * together would have said.
 */
export function joinedTable(plan: TablePlan, parts: readonly LandedTable[]): LandedTable {
  const [first] = parts;
  if (first === undefined) throw new RangeError(`${plan.table} has no parts to join`);
  const sum = (count: (part: LandedTable) => number): number => parts.reduce((total, part) => total + count(part), 0);
  const amount = (of: (part: LandedTable) => string): string =>
    parts.reduce((total, part) => total.plus(of(part)), new Decimal(0)).toFixed(AMOUNT_PLACES);
  const exact = parts.some(({ pass }) => pass === 'exact');
  const spec = tableSpec(plan.table);
  const rowsRead = sum((part) => part.rows_read);
  const quarantined = sum((part) => part.quarantined);
  const problems = parts.flatMap((part) => part.problems).filter(({ rule }) => rule !== 'no_rows');
  const joined: LandedTable = {
    ...first,
    files: plan.files,
    rows_read: rowsRead,
    rows_landed: sum((part) => part.rows_landed),
    quarantined,
    duplicates_dropped: sum((part) => part.duplicates_dropped),
    deleted: sum((part) => part.deleted),
    unknown_columns: [...new Set(parts.flatMap((part) => part.unknown_columns))],
    bound: Object.assign({}, ...parts.map((part) => part.bound).reverse()),
    // Where every part was sound, nobody has added amounts up, and nobody asks.
    readable_amount: exact ? amount((part) => part.readable_amount) : '0',
    quarantined_amount: quarantined > 0 ? amount((part) => part.quarantined_amount) : '0',
    months: [...new Set(parts.flatMap((part) => part.months))].sort(),
    left_out: sum((part) => part.left_out),
    first_quarantined: parts.flatMap((part) => part.first_quarantined).slice(0, FIRST_QUARANTINED),
    pass: exact ? 'exact' : 'fast',
    problems,
  };
  if (problems.length > 0) return refused(joined);
  return rowsRead === 0 && spec.required === true ? { ...joined, problems: [noRowsProblem(spec, plan.files)] } : joined;
}

/** A table with a file that can't be read tells what stands in the way, and no counts. */
function refused(table: LandedTable): LandedTable {
  return {
    ...table,
    rows_read: 0,
    rows_landed: 0,
    quarantined: 0,
    duplicates_dropped: 0,
    deleted: 0,
    columns: [],
    features: [],
    readable_amount: '0',
    quarantined_amount: '0',
    months: [],
    left_out: 0,
    first_quarantined: [],
    pass: 'exact',
  };
}
