import { describe, expect, test } from 'vitest';
import { drawsOf, simulateFisher } from '../../core/domain/fisher-simulated.ts';
import type { TwoColumns } from '../../core/domain/partial-tables.ts';

const TIE = 1e-7;

/** n over k, as it is on paper. */
const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);

/** Of all tables of two rows with the same margins: the share at most as likely as this one. */
function exact([[a, b], [c, d]]: readonly [TwoColumns, TwoColumns]): number {
  const ways = Array.from({ length: a + b + 1 }, (_, count) =>
    a + c - count < 0 || a + c - count > c + d ? 0 : choose(a + b, count) * choose(c + d, a + c - count),
  );
  const observed = (ways[a] ?? 0) * (1 + TIE);
  const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
  return sum(ways.filter((each) => each <= observed)) / sum(ways);
}

describe('tables drawn at random', () => {
  // 50,000 draws: a standard deviation of 0.0022 at the most.
  test.each<[TwoColumns, TwoColumns]>([
    [
      [3, 1],
      [1, 3],
    ],
    [
      [7, 3],
      [9, 21],
    ],
    [
      [2, 18],
      [1, 1],
    ],
    [
      [18, 2],
      [1, 1],
    ],
    [
      [1, 1],
      [12, 9],
    ],
    [
      [4, 6],
      [5, 5],
    ],
    [
      [30, 50],
      [45, 40],
    ],
    [
      [1, 60],
      [4, 40],
    ],
  ])('come as often as they should: %j and %j', (first, second) => {
    const expected = exact([first, second]);
    expect(Math.abs(simulateFisher([first, second], TIE) - expected)).toBeLessThan(0.009);
  });

  test('are never so rare that p is 0: the estimate of Davison and Hinkley', () => {
    expect(
      simulateFisher(
        [
          [40, 0],
          [0, 40],
        ],
        TIE,
      ),
    ).toBe(1 / 50_001);
  });

  test('all count where only one table has these margins', () => {
    expect(
      simulateFisher(
        [
          [5, 0],
          [3, 0],
        ],
        TIE,
      ),
    ).toBe(1);
    expect(simulateFisher([[5, 7]], TIE)).toBe(1);
  });

  test('give the same p for the same table', () => {
    const table: TwoColumns[] = [
      [3, 9],
      [4, 4],
      [6, 2],
    ];
    expect(simulateFisher(table, TIE)).toBe(simulateFisher(table, TIE));
  });

  test('are fewer where they have very many rows: five million rows in all, and two hundred tables at least', () => {
    expect([2, 100, 101, 5000, 25_000, 1_000_000].map(drawsOf)).toEqual([50_000, 50_000, 49_504, 1000, 200, 200]);
  });
});
