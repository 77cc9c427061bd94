import { join } from 'node:path';
import { type Columns, type ColumnType, SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import type { TableSpec } from '../../core/landing/table-specs/table-spec.ts';
import { dayText, firstDay, monthNumber } from '../../core/sample/calendar.ts';
import type { Dice } from '../../core/sample/dice.ts';
import type { LaneStore } from './lane-store.ts';

/** A row by column; what is left out is null. */
export type TypedRow = Readonly<Record<string, string | null>>;

/** Texts that have broken programs: quotes, separators, line ends, blanks of several kinds, other scripts, a formula, a null's name. */
export const HOSTILE_TEXTS = [
  "O'Brien",
  'a,b',
  'say "hi"',
  'line\nbreak',
  'tab\tand\r\nend',
  'back\\slash',
  '应收账款',
  '𝔘😀',
  'é',
  'e\u0301',
  'ß',
  'İstanbul',
  '=1+1',
  'NULL',
  ' padded ',
  '\u00a0no-break\u00a0',
  '\u3000wide\u3000',
  '\ttabbed\n',
  '   ',
  '?',
  '%_',
] as const;

/** Writes rows as one Parquet file of a table; none at all makes a file without rows. */
export async function writeRows(
  lane: LaneStore,
  columns: Columns,
  rows: readonly TypedRow[],
  key: string,
): Promise<void> {
  const names = Object.keys(columns).map((name) => `"${name}"`);
  const typed = Object.entries(columns).map(
    ([name, type]) => `CAST("${name}" AS ${SQL_TYPES[type].duckdb}) AS "${name}"`,
  );
  const values = (rows.length === 0 ? [{}] : rows).map((row: TypedRow) => {
    const cells = Object.keys(columns).map((name) => row[name] ?? null);
    return `(${cells.map((cell) => (cell === null ? 'CAST(NULL AS VARCHAR)' : textLiteral(cell))).join(', ')})`;
  });
  const select = `SELECT ${typed.join(', ')} FROM (VALUES ${values.join(', ')}) AS t(${names.join(', ')})`;
  await lane.scratch.use(async (folder) => {
    const file = join(folder, 'rows.parquet');
    await lane.session.use((connection) =>
      connection.run(
        `COPY (${select} ${rows.length === 0 ? 'WHERE false' : ''}) TO ${textLiteral(file)} (FORMAT parquet)`,
      ),
    );
    await lane.store.adopt(file, key);
  });
}

/**
 * Random rows of a landed table. References and keys are drawn from few values so that they meet; every optional cell may be
 * null; a key occurs once, as after the landing.
 */
export function randomRows(spec: TableSpec, dice: Dice, count: number, firstMonth: string): TypedRow[] {
  const rows = new Map<string, TypedRow>();
  for (let n = 0; n < count; n += 1) {
    const cells = Object.entries(spec.columns).map(([name, column]) => {
      const keyed = column.required || spec.key.includes(name);
      return [
        name,
        !keyed && dice.chance(0.35) ? null : randomCell(name, column.type, dice, count, firstMonth),
      ] as const;
    });
    const row: TypedRow = Object.fromEntries(cells);
    rows.set(JSON.stringify(spec.key.map((name) => row[name])), row);
  }
  return [...rows.values()];
}

function randomCell(name: string, type: ColumnType, dice: Dice, count: number, firstMonth: string): string {
  switch (type) {
    case 'text':
      return randomText(name, dice, count);
    case 'money':
      return dice.pick(['0', '0.000001', '0.01', '100', '33.333333', (dice.whole(1, 5_000_000) / 100).toFixed(2)]);
    case 'rate':
      return dice.pick(['0', '1', '0.000000000001', '1.083700000001', '0.00671', '149.5']);
    case 'count':
      return String(dice.whole(0, 5));
    case 'date':
    case 'timestamp':
      return dayText(firstDay(monthNumber(firstMonth)) + dice.whole(-20, 400));
    case 'month':
      return firstMonth;
    case 'flag':
      return dice.pick(['true', 'false']);
  }
}

function randomText(name: string, dice: Dice, count: number): string {
  if (/currency/.test(name)) return dice.pick(['USD', 'USD', 'USD', 'EUR', ' eur ', 'JPY', '']);
  if (/customer_id$/.test(name)) return `c${dice.whole(0, 12)}${dice.pick(['', "'", '客'])}`;
  if (/(^|_)id$/.test(name)) return `d${dice.whole(0, count)}`;
  return dice.pick(HOSTILE_TEXTS);
}
