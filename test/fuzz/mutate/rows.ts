import type { Dice } from '../../../core/sample/dice.ts';
import { oneOfOr } from './draw.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

/** A table as text: its header and its rows. */
export interface TextTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type Change = (table: TextTable, dice: Dice) => TextTable;

const anyRow = (table: TextTable, dice: Dice): number => dice.whole(0, Math.max(0, table.rows.length - 1));
const anyColumn = (table: TextTable, dice: Dice): number => dice.whole(0, Math.max(0, table.header.length - 1));
const hostile = (dice: Dice): string => oneOfOr(dice, HOSTILE_TEXTS, '');

function withCell(table: TextTable, row: number, column: number, text: (was: string) => string): TextTable {
  const rows = table.rows.map((cells, index) =>
    index === row ? cells.map((cell, at) => (at === column ? text(cell) : cell)) : cells,
  );
  return { ...table, rows };
}

const withColumn = (table: TextTable, name: string, text: (row: number) => string): TextTable => ({
  header: [...table.header, name],
  rows: table.rows.map((cells, row) => [...cells, text(row)]),
});

const reordered = (table: TextTable, order: readonly number[]): TextTable => ({
  header: order.map((at) => table.header[at] ?? ''),
  rows: table.rows.map((cells) => order.map((at) => cells[at] ?? '')),
});

const copyRow: Change = (table, dice) => {
  const row = table.rows[anyRow(table, dice)];
  return row === undefined ? table : { ...table, rows: [...table.rows, row] };
};

const rival: Change = (table, dice) => {
  const from = table.rows.length;
  return withCell(copyRow(table, dice), from, anyColumn(table, dice), () => hostile(dice));
};

const STAMPS = ['', '2025-01-01 00:00:00', '2025-06-01 00:00:00', '2025-06-01 00:00:00', '2025-07-01 10:00:00'];

/** Changes of a table's shape and cells, the likely ones more than once. */
const CHANGES: readonly Change[] = [
  (table, dice) => withCell(table, anyRow(table, dice), anyColumn(table, dice), () => hostile(dice)),
  (table, dice) => withCell(table, anyRow(table, dice), anyColumn(table, dice), () => hostile(dice)),
  (table, dice) => withCell(table, anyRow(table, dice), anyColumn(table, dice), (was) => ` ${was} `),
  (table, dice) =>
    withCell(table, anyRow(table, dice), anyColumn(table, dice), (was) => `${was}e${dice.whole(-30, 30)}`),
  (table, dice) => withCell(table, anyRow(table, dice), anyColumn(table, dice), (was) => `-${was}`),
  copyRow,
  copyRow,
  rival,
  rival,
  (table, dice) => ({ ...table, rows: table.rows.filter((_, index) => index !== anyRow(table, dice)) }),
  (table) => ({ ...table, rows: [] }),
  (table, dice) => {
    const at = anyRow(table, dice);
    const change = dice.chance(0.5)
      ? (cells: readonly string[]) => [...cells, hostile(dice)]
      : (cells: readonly string[]) => cells.slice(0, -1);
    return { ...table, rows: table.rows.map((cells, index) => (index === at ? change(cells) : cells)) };
  },
  (table, dice) => withColumn(table, hostile(dice), () => hostile(dice)),
  (table, dice) => withColumn(table, oneOfOr(dice, table.header, 'x'), () => hostile(dice)),
  (table, dice) => withColumn(table, 'updated_at', () => oneOfOr(dice, STAMPS, '')),
  (table, dice) => withColumn(table, '_fivetran_deleted', () => (dice.chance(0.2) ? 'TRUE' : 'FALSE')),
  (table, dice) => withColumn(table, 'status', () => (dice.chance(0.2) ? 'void' : 'open')),
  (table, dice) => {
    const at = anyColumn(table, dice);
    return { ...table, header: table.header.map((name, index) => (index === at ? name.toUpperCase() : name)) };
  },
  (table, dice) => {
    const at = anyColumn(table, dice);
    return { ...table, header: table.header.map((name, index) => (index === at ? hostile(dice) : name)) };
  },
  (table, dice) => {
    const drop = anyColumn(table, dice);
    return reordered(
      table,
      table.header.flatMap((_, at) => (at === drop ? [] : [at])),
    );
  },
  (table) => reordered(table, table.header.map((_, at) => at).toReversed()),
  (table) => ({ ...table, rows: table.rows.toReversed() }),
];

/** A table with so many random changes. */
export function mutateRows(table: TextTable, times: number, dice: Dice): TextTable {
  let changed = table;
  for (let time = 0; time < times; time++) changed = oneOfOr(dice, CHANGES, (all) => all)(changed, dice);
  return changed;
}
