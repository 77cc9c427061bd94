import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCategories } from '../../core/domain/contingency.ts';
import { midRanks } from '../../core/domain/correlation.ts';
import { Decimal } from '../../core/domain/decimal.ts';
import { chiSquaredAbove, normalQuantile, normalTwoSided } from '../../core/domain/distributions.ts';
import { fisherExact } from '../../core/domain/fisher-exact.ts';
import { simulateFisher } from '../../core/domain/fisher-simulated.ts';
import { compareByRank, type RankComparison, readDifference } from '../../core/domain/mann-whitney.ts';
import type { TwoColumns } from '../../core/domain/partial-tables.ts';
import { quantile7, quantileOf } from '../../core/domain/quartiles.ts';
import { wilsonInterval } from '../../core/domain/wilson.ts';

/** Ranks two groups together, as the query does. */
function compare(first: readonly number[], second: readonly number[]): RankComparison {
  const all = Float64Array.from([...first, ...second]);
  const ties = Map.groupBy(all, (value) => value).values();
  const result = compareByRank({
    n1: first.length,
    n2: second.length,
    rankSum1: midRanks(all)
      .slice(0, first.length)
      .reduce((sum, rank) => sum + rank, 0),
    tieTerm: ties.reduce((sum, { length }) => sum + length ** 3 - length, 0),
  });
  if (result === null) throw new Error('expected a comparison');
  return result;
}

/** Relative difference, for values far out in a tail. */
function expectClose(met: number, expected: number, relative = 1e-12): void {
  expect(Math.abs(met / expected - 1)).toBeLessThan(relative);
}

// Expected values of this file: scipy 1.17.1.
describe('distributions keep their digits far out in the tails', () => {
  test.each([
    [1.96, 0.04999579029644087],
    [5, 5.733031437583866e-7],
    [20, 5.507248237212311e-89],
  ])('P(|Z| ≥ %d)', (z, expected) => {
    expectClose(normalTwoSided(z), expected);
    expectClose(normalTwoSided(-z), expected);
  });

  test.each([
    [3.84, 1, 0.05004352124870519],
    [10, 3, 0.01856613546304325],
    [200, 4, 3.75727673578106e-42],
    [500, 3, 4.771672031912771e-108],
  ])('P(χ² ≥ %d) with %i degrees of freedom', (x, degrees, expected) => {
    expectClose(chiSquaredAbove(x, degrees), expected);
  });

  test('a χ² of nothing, or by rounding of less, is exceeded for certain', () => {
    expect([chiSquaredAbove(0, 3), chiSquaredAbove(-1e-15, 1)]).toEqual([1, 1]);
  });

  test('the normal quantile', () => {
    expectClose(normalQuantile(0.975), 1.959963984540054);
  });
});

describe('the rank comparison', () => {
  // mannwhitneyu(x, y, use_continuity=False, alternative='two-sided', method='asymptotic')
  test.each([
    [[1, 2, 3, 4, 5], [3, 4, 5, 6, 7, 8], 4.5, -0.7, 0.05357774928971018],
    [[10, 20, 30], [1, 1, 2, 2, 3], 15, 1, 0.023625037930356606],
    [[1], [2], 0, -1, 0.31731050786291415],
  ])('of %j and %j', (first, second, u, delta, pValue) => {
    const result = compare(first, second);
    expect(result.u).toBe(u);
    expect(result.cliffsDelta).toBeCloseTo(delta, 15);
    expectClose(result.pValue ?? Number.NaN, pValue);
  });

  test('of many customers, far out', () => {
    const result = compareByRank({ n1: 200, n2: 900, rankSum1: 197_582, tieTerm: 977_838 });
    expectClose(result?.pValue ?? Number.NaN, 7.365603492986453e-103, 1e-10);
    expectClose(result?.cliffsDelta ?? Number.NaN, 0.9720222222222221);
  });

  test('has no p-value where all values are the same, and no difference', () => {
    expect(compare([5, 5], [5, 5, 5])).toEqual({ u: 3, cliffsDelta: 0, pValue: null });
  });

  test('needs somebody in both groups', () => {
    expect(compareByRank({ n1: 0, n2: 3, rankSum1: 0, tieTerm: 0 })).toBeNull();
    expect(compareByRank({ n1: 3, n2: 0, rankSum1: 6, tieTerm: 0 })).toBeNull();
  });

  const group = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 });

  test('turns round when the groups do', () => {
    fc.assert(
      fc.property(group, group, (first, second) => {
        const [there, back] = [compare(first, second), compare(second, first)];
        expect(there.u + back.u).toBe(first.length * second.length);
        expect(there.cliffsDelta + back.cliffsDelta).toBeCloseTo(0, 12);
        expect(there.pValue ?? 1).toBeCloseTo(back.pValue ?? 1, 12);
      }),
    );
  });

  test("Cliff's delta is the share of pairs that are larger less the share that are smaller", () => {
    fc.assert(
      fc.property(group, group, (first, second) => {
        const signs = first.flatMap((x) => second.map((y) => Math.sign(x - y)));
        const mean = signs.reduce((sum, sign) => sum + sign, 0) / signs.length;
        expect(compare(first, second).cliffsDelta).toBeCloseTo(mean, 12);
      }),
    );
  });

  test.each([
    [0.5, 0.05, 'no_difference'],
    [0.1469, 0.001, 'no_difference'],
    [0.147, 0.049, 'small'],
    [-0.3299, 0.001, 'small'],
    [0.33, 0.001, 'medium'],
    [-0.474, 0.001, 'large'],
    [0.9, null, 'no_difference'],
  ])('delta %d with p = %d reads as %s', (delta, pValue, reading) => {
    expect(readDifference(delta, pValue)).toBe(reading);
  });
});

describe('the comparison of categories', () => {
  // chi2_contingency(correction=False), contingency.association(method='cramer')
  test('is Pearson’s where every expected count is 5 or more', () => {
    const result = compareCategories([
      [30, 20],
      [25, 45],
      [15, 65],
    ]);
    expect(result?.test).toBe('pearson');
    expectClose(result?.chiSquared ?? Number.NaN, 23.03767660910518);
    expectClose(result?.pValue ?? Number.NaN, 9.941046068506793e-6, 1e-10);
    expectClose(result?.cramersV ?? Number.NaN, 0.3393941411479077);
  });

  test('is Pearson’s where an expected count is exactly 5', () => {
    expect(
      compareCategories([
        [1, 9],
        [11, 3],
      ])?.test,
    ).toBe('pearson');
  });

  test('is Fisher’s where an expected count is below 5, and V stays uncorrected', () => {
    const result = compareCategories([
      [8, 2],
      [1, 5],
    ]);
    expect(result?.test).toBe('fisher');
    expectClose(result?.pValue ?? Number.NaN, 0.034965034965034975);
    expectClose(result?.cramersV ?? Number.NaN, 0.6180700462007377);
  });

  test('leaves out a category that nobody is in, and is not made of one category or one group', () => {
    expect(
      compareCategories([
        [8, 2],
        [0, 0],
        [1, 5],
      ]),
    ).toEqual(
      compareCategories([
        [8, 2],
        [1, 5],
      ]),
    );
    expect(compareCategories([[8, 2]])).toBeNull();
    expect(
      compareCategories([
        [8, 0],
        [3, 0],
      ]),
    ).toBeNull();
    expect(
      compareCategories([
        [0, 8],
        [0, 3],
      ]),
    ).toBeNull();
  });
});

describe("Fisher's exact test", () => {
  // All tables listed with whole-number binomials and exact fractions.
  test.each<[TwoColumns[], number]>([
    [
      [
        [3, 0],
        [1, 4],
        [0, 6],
      ],
      0.00999000999000999,
    ],
    [
      [
        [10, 2],
        [3, 15],
        [4, 4],
        [0, 7],
      ],
      0.00013155338071291065,
    ],
    [
      [
        [4, 40],
        [30, 150],
        [12, 260],
        [2, 9],
      ],
      9.977826823948608e-5,
    ],
    [
      [
        [5, 40],
        [6, 30],
        [2, 26],
        [2, 9],
        [1, 1],
      ],
      0.3181800987828054,
    ],
  ])('of %j is %d', (table, expected) => {
    const result = fisherExact(table);
    expect(result.simulated).toBe(false);
    expectClose(result.pValue, expected, 1e-10);
  });

  test('does not depend on the order of the rows or of the columns', () => {
    const table: TwoColumns[] = [
      [10, 2],
      [3, 15],
      [4, 4],
      [0, 7],
    ];
    expectClose(fisherExact(table.toReversed()).pValue, fisherExact(table).pValue, 1e-10);
    expectClose(fisherExact(table.map(([a, b]) => [b, a])).pValue, fisherExact(table).pValue, 1e-10);
  });

  test('is certain where only one table has these margins', () => {
    expect(
      fisherExact([
        [4, 0],
        [3, 0],
      ]),
    ).toEqual({ pValue: 1, simulated: false });
  });

  test('simulated, is close to exact', () => {
    const table: TwoColumns[] = [
      [5, 40],
      [6, 30],
      [2, 26],
      [2, 9],
      [1, 1],
    ];
    expect(Math.abs(simulateFisher(table, 1e-7) - fisherExact(table).pValue)).toBeLessThan(0.006);
  });

  test('is a probability, and 1 where the groups are divided alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 9 })), { minLength: 2, maxLength: 4 }),
        (table) => {
          const { pValue } = fisherExact(table);
          expect(pValue).toBeGreaterThan(0);
          expect(pValue).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(
      fisherExact([
        [2, 4],
        [2, 4],
      ]).pValue,
    ).toBe(1);
  });
});

describe('quartiles of type 7', () => {
  test.each([
    [5, 0.25, '20', '20', '20'],
    [4, 0.25, '10', '20', '17.5'],
    [4, 0.5, '20', '30', '25'],
    [1, 0.75, '7', '7', '7'],
  ])('n = %i, p = %d between %s and %s is %s', (n, p, low, high, expected) => {
    expect(quantile7(n, p, low, high).toFixed()).toBe(expected);
  });

  test.each([
    ['1 2 3 4 5 6 7 8 9 10 11', 0.1, '2'],
    ['1 2 3 4 5 6 7 8 9 10 11', 0.9, '10'],
    ['10 20 30 40', 0.25, '17.5'],
    ['10 20 30 40', 0.75, '32.5'],
    ['7', 0.9, '7'],
  ])('of %s the share of %d lies up to %s', (values, p, expected) => {
    const sorted = values.split(' ').map((value) => new Decimal(value));
    expect(quantileOf(sorted, p).toFixed()).toBe(expected);
  });
});

describe("Wilson's interval", () => {
  // binomtest(k, n).proportion_ci(method='wilson')
  test.each([
    [0, 10, 0, 27.753279986288927],
    [3, 10, 10.779126740630101, 60.322185253885465],
    [10, 10, 72.24672001371108, 100],
    [1, 1, 20.654931437723747, 100],
    [45, 180, 19.241308938031516, 31.80346595804914],
  ])('of %i in %i is %d to %d', (successes, n, low, high) => {
    const interval = wilsonInterval(successes, n);
    expect(interval?.lowPct).toBeCloseTo(low, 10);
    expect(interval?.highPct).toBeCloseTo(high, 10);
    expect(interval?.pct).toBe((100 * successes) / n);
  });

  test('begins at 0 where there is none, and ends at 100 where all are, without a trace of rounding', () => {
    for (let n = 1; n <= 300; n += 1)
      expect([n, wilsonInterval(0, n)?.lowPct, wilsonInterval(n, n)?.highPct]).toEqual([n, 0, 100]);
  });

  test('of nobody is none', () => {
    expect(wilsonInterval(0, 0)).toBeNull();
  });
});
