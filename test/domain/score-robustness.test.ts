import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { midRanks, spearman } from '../../core/domain/correlation.ts';
import { describeScores } from '../../core/domain/score-distribution.ts';
import { measureRobustness, type ScoredColumns } from '../../core/domain/score-robustness.ts';
import { topDecile } from '../../core/domain/top-decile.ts';

const WEIGHTS = { payment_rate: 0.4, credit_score: 0.4, stability: 0.2 };
const floats = (...values: number[]) => Float64Array.from(values);

function columns(
  rows: readonly (readonly [id: string, rate: number, credit: number, stability: number])[],
): ScoredColumns {
  return {
    ids: rows.map(([id]) => id),
    score: Float64Array.from(rows, ([, p, c, s]) => (100 - p) * 0.4 + ((850 - c) / 850) * 40 + (100 - s) * 0.2),
    paymentRate: Float64Array.from(rows, ([, p]) => p),
    creditScore: Float64Array.from(rows, ([, , c]) => c),
    stability: Float64Array.from(rows, ([, , , s]) => s),
  };
}

describe('ranks', () => {
  test('equal values share the mean of their ranks', () => {
    expect([...midRanks(floats(30, 10, 20, 20, 5))]).toEqual([5, 2, 3.5, 3.5, 1]);
  });

  test('ranks add up to n(n + 1)/2', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 })), (values) => {
        const n = values.length;
        const ranks = midRanks(Float64Array.from(values));
        expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBe((n * (n + 1)) / 2);
      }),
    );
  });

  test("Spearman's correlation with ties is that of scipy 1.17.1 (spearmanr)", () => {
    expect(spearman(midRanks(floats(1, 2, 2, 3, 5)), midRanks(floats(2, 1, 4, 4, 5)))).toBeCloseTo(
      0.7631578947368421,
      14,
    );
  });

  test('there is no correlation of two pairs, or with a side that does not vary', () => {
    expect(spearman(floats(1, 2), floats(1, 2))).toBeNull();
    expect(spearman(floats(1, 2, 3), floats(2, 2, 2))).toBeNull();
    expect(spearman(floats(2, 2, 2), floats(1, 2, 3))).toBeNull();
  });
});

describe('the top decile', () => {
  test('is rounded up', () => {
    expect(
      topDecile(
        Float64Array.from({ length: 11 }, (_, i) => i),
        Array.from({ length: 11 }, (_, i) => `c${i}`),
      ),
    ).toEqual(new Set([10, 9]));
  });

  test('takes the smaller ids where values tie at its edge', () => {
    expect(topDecile(floats(7, 7, 7), ['b', 'a', 'c'])).toEqual(new Set([1]));
  });

  test('takes of those at its edge only as many as there is room for', () => {
    const [most, ...others] = [...'kjihgfedcba'];
    const ids = [most ?? '', ...others];
    expect(topDecile(floats(9, ...others.map(() => 7)), ids)).toEqual(new Set([0, 10]));
  });

  test('of nobody is nobody', () => {
    expect(topDecile(floats(), [])).toEqual(new Set());
  });
});

describe('robustness of the score', () => {
  test('is complete where all inputs order customers alike', () => {
    const result = measureRobustness(
      columns([
        ['a', 10, 100, 10],
        ['b', 20, 200, 20],
        ['c', 30, 300, 30],
        ['d', 40, 700, 40],
      ]),
      WEIGHTS,
    );
    expect(result.spearmanZscore.value).toBe(1);
    expect(result.spearmanPercentile.value).toBe(1);
    expect(result.topDecileOverlapPct.value).toBe(100);
  });

  test('shows where another scale would put somebody else on top', () => {
    // By points a is ahead of b by 1.88 for credit and 0.4 behind for payment. Standardised, b's payment rate stands out more than a's
    // credit score does beside c's 800; by ranks a is ahead again (2 and 1 against 1 and 3).
    const result = measureRobustness(
      columns([
        ['a', 70, 300, 50],
        ['b', 69, 340, 50],
        ['c', 71, 800, 50],
        ['d', 72, 310, 50],
      ]),
      WEIGHTS,
    );
    expect(result.topDecileOverlapPct.value).toBe(0);
    expect(result.topDecileOverlapPercentilePct.value).toBe(100);
  });

  test('says nothing of equal scores, and of nobody', () => {
    const same = columns([
      ['a', 10, 100, 10],
      ['b', 10, 100, 10],
      ['c', 10, 100, 10],
    ]);
    expect(measureRobustness(same, WEIGHTS).spearmanZscore).toEqual({ value: null, reason: 'too_few_for_correlation' });
    expect(measureRobustness(columns([]), WEIGHTS).topDecileOverlapPct).toEqual({ value: null, reason: 'no_scored' });
  });
});

describe('the distribution of scores', () => {
  test('of nobody is not known, with the reason', () => {
    const none = { value: null, reason: 'no_scored' };
    expect(describeScores(floats(), [])).toEqual({ mean: none, median: none, lowest: none, highest: none });
  });

  test('has the mean of the two middle scores as its median', () => {
    const scores = [10, 20, 30, 100];
    const result = describeScores(
      Float64Array.from(scores),
      scores.map((score) => BigInt(score) * 10n ** 12n),
    );
    expect(result.mean.value?.toNumber()).toBe(40);
    expect([result.median.value, result.lowest.value, result.highest.value]).toEqual([25, 10, 100]);
  });
});

describe('a group that differs in one input only', () => {
  const cells = Array.from({ length: 11 }, (_, i) => i);
  const expected = {
    spearmanZscore: { value: 1 },
    spearmanPercentile: { value: 1 },
    topDecileOverlapPct: { value: 100 },
    topDecileOverlapPercentilePct: { value: 100 },
  };

  test.each<[string, (i: number) => readonly [string, number, number, number]]>([
    ['payment rate', (i: number) => [`c${i}`, i, 600, 50]],
    ['credit score', (i: number) => [`c${i}`, 80, 500 + i, 50]],
    ['stability', (i: number) => [`c${i}`, 80, 600, i]],
  ])('is ordered alike on every scale: %s', (_, row) => {
    expect(measureRobustness(columns(cells.map(row)), WEIGHTS)).toEqual(expected);
  });

  test('has no correlation of two, with the reason, on either scale', () => {
    const two = columns([
      ['a', 1, 500, 10],
      ['b', 2, 600, 20],
    ]);
    const none = { value: null, reason: 'too_few_for_correlation' };
    expect(measureRobustness(two, WEIGHTS)).toMatchObject({ spearmanZscore: none, spearmanPercentile: none });
  });

  test('three pairs are enough for one', () => {
    expect(spearman(floats(1, 2, 3), floats(1, 3, 2))).toBeCloseTo(0.5, 12);
  });
});
