import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../core/domain/fisher-exact.ts';
import { listPartialTables, type PartialTables, type TwoColumns } from '../../core/domain/partial-tables.ts';
import { medianOf } from '../../core/domain/quartiles.ts';

const NO_DEPTH = Number.POSITIVE_INFINITY;
const repeat = (count: number, row: TwoColumns): TwoColumns[] => Array.from({ length: count }, () => row);

/** How many ways each half has, fewest first; null where they were not listed. */
function ways(tables: PartialTables | null): number[] | null {
  if (tables === null) return null;
  const count = (half: PartialTables['left']) => half.values().reduce((sum, logs) => sum + logs.length, 0);
  return [count(tables.left), count(tables.right)].sort((a, b) => a - b);
}

describe('the halves of a table', () => {
  test('are those whose larger one has the fewest ways: 2 × 3 × 4 and 5 × 6', () => {
    const rows: TwoColumns[] = [
      [2, 3],
      [1, 3],
      [0, 3],
      [1, 1],
      [1, 0],
    ];
    expect(ways(listPartialTables(rows, 1, NO_DEPTH, 1000))).toEqual([24, 30]);
    expect(ways(listPartialTables(rows.toReversed(), 1, NO_DEPTH, 1000))).toEqual([24, 30]);
  });

  test('of more than twelve rows are filled with the longest first', () => {
    expect(ways(listPartialTables(repeat(13, [1, 0]), 1, NO_DEPTH, 1000))).toEqual([64, 128]);
    const rows: TwoColumns[] = [...repeat(11, [0, 0]), [1, 0], [0, 1], [2, 1]];
    expect(ways(listPartialTables(rows, 1, NO_DEPTH, 1000))).toEqual([4, 4]);
  });

  test('are not listed where all ways are more than the limit squared', () => {
    const rows = repeat(2, [2, 3]);
    expect(ways(listPartialTables(rows, 1, NO_DEPTH, 6))).toEqual([6, 6]);
    expect(listPartialTables(rows, 1, NO_DEPTH, 5)).toBeNull();
  });

  test('nor where a half begins with more than eight times the limit, when the unlikely are to be left out', () => {
    expect(ways(listPartialTables(repeat(2, [52, 51]), 1, 1000, 13))).toEqual([104, 104]);
    expect(listPartialTables(repeat(2, [52, 52]), 1, 1000, 13)).toBeNull();
    expect(
      listPartialTables(
        [
          [52, 52],
          [0, 1],
        ],
        1,
        1000,
        13,
      ),
    ).toBeNull();
  });

  test('nor where one grows past the limit on the way', () => {
    // Four rows of four ways in each half: 256 ways, of which no more than the limit are gathered.
    expect(listPartialTables(repeat(8, [2, 1]), 1, 1000, 100)).toBeNull();
    expect(ways(listPartialTables(repeat(8, [2, 1]), 1, 1000, 256))).toEqual([256, 256]);
    // Two of the four ways of each half are gathered when the last is begun: that is not past a limit of two.
    expect(ways(listPartialTables(repeat(4, [1, 0]), 1, 1000, 2))).toEqual([4, 4]);
    expect(listPartialTables(repeat(4, [1, 0]), 1, 1000, 1)).toBeNull();
  });

  test('nor of more than fifty rows', () => {
    expect(ways(listPartialTables(repeat(50, [0, 0]), 1, NO_DEPTH, 10))).toEqual([1, 1]);
    expect(listPartialTables(repeat(51, [0, 0]), 1, NO_DEPTH, 10)).toBeNull();
  });
});

describe('the weights of the ways', () => {
  test('are relative to the likeliest: of two, one, two or none in the first column as 1 to 2 to 1', () => {
    const half = listPartialTables(
      [
        [1, 1],
        [0, 0],
      ],
      1,
      NO_DEPTH,
      100,
    );
    const found = [...(half?.left ?? []), ...(half?.right ?? [])].map(([sum, logs]) => [sum, ...logs.map(Math.exp)]);
    for (const [sum, weight] of [
      [0, 0.5],
      [1, 1],
      [2, 0.5],
    ])
      expect(found.some(([s, w]) => s === sum && Math.abs((w ?? 0) - (weight ?? 0)) < 1e-12)).toBe(true);
    const observed = (rows: TwoColumns[]) => listPartialTables(rows, 1, NO_DEPTH, 100)?.observed;
    expect(
      observed([
        [1, 1],
        [1, 1],
      ]),
    ).toBe(0);
    expect(
      observed([
        [0, 2],
        [2, 0],
      ]),
    ).toBeCloseTo(-2 * Math.log(2), 12);
  });

  test('below the depth are left out, of a row and of the rows of a half together', () => {
    // ln 2 = 0.693; of ten, 4 to 6 weigh at least 210 ÷ 252, and 3 weighs 120 ÷ 252, e^−0.742.
    const rows: TwoColumns[] = [
      [1, 1],
      [1, 1],
      [5, 5],
    ];
    const tables = listPartialTables(rows, 1, 0.7, 100);
    expect(ways(tables)).toEqual([3, 5]);
    const sums = [tables?.left, tables?.right].map((half) => [...(half?.keys() ?? [])].sort((a, b) => a - b));
    expect(sums).toContainEqual([0, 1, 2]);
    expect(sums).toContainEqual([5, 6, 7]);
    expect(ways(listPartialTables(repeat(2, [5, 5]), 1, 0.75, 100))).toEqual([5, 5]);
  });
});

describe("Fisher's test", () => {
  test('does not look at rows without anybody, however many', () => {
    const table: TwoColumns[] = [
      [3, 1],
      [1, 3],
    ];
    // 2 × (1 + 16) ÷ 70
    expect(fisherExact([...table, ...repeat(60, [0, 0])]).pValue).toBeCloseTo(34 / 70, 12);
    expect(fisherExact([...table, ...repeat(60, [0, 0])]).simulated).toBe(false);
  });

  test('is certain of a single row, and where one column is empty', () => {
    const certain = { pValue: 1, simulated: false };
    expect(
      fisherExact([
        [3, 4],
        [0, 0],
      ]),
    ).toEqual(certain);
    expect(
      fisherExact([
        [0, 4],
        [0, 3],
      ]),
    ).toEqual(certain);
    expect(fisherExact([])).toEqual(certain);
  });

  test('says that it is simulated where there are more rows than can be listed', () => {
    // One of 51 has it: each row is as likely as any other.
    expect(fisherExact([[1, 0], ...repeat(50, [0, 1])])).toEqual({ pValue: 1, simulated: true });
  });
});

describe('the middle value', () => {
  test.each([
    [[7], 7],
    [[30, 10, 2], 10],
    [[4, 1, 30, 2], 3],
    [[0, -5], -2.5],
  ])('of %j is %d', (values, middle) => {
    expect(medianOf(values)).toBe(middle);
  });

  test('of none is none', () => {
    expect(medianOf([])).toBeNull();
  });
});
