import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aucGain,
  decileEdge,
  discriminate,
  middle95,
  monthDraws,
  type RankedMonth,
  Ranking,
  standardError,
} from '../../../core/domain/early-warning/ranking.ts';

const month = (events: readonly number[], others: readonly number[]): RankedMonth => ({
  events: Float64Array.from(events).sort(),
  others: Float64Array.from(others).sort(),
});
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('the lowest score of the highest tenth', () => {
  it('is the third of thirty, whoever has it', () => {
    expect(decileEdge(month([], upTo(30)))).toBe(28);
    expect(decileEdge(month(upTo(30), []))).toBe(28);
    expect(decileEdge(month([1, 2], upTo(30).slice(2)))).toBe(28);
    expect(decileEdge(month([29, 1], [...upTo(28).slice(1), 30]))).toBe(28);
    expect(decileEdge(month([28, 29, 30], upTo(27)))).toBe(28);
  });

  it('is out of reach where there is nobody', () => {
    expect(decileEdge(month([], []))).toBe(Number.POSITIVE_INFINITY);
    expect(new Ranking([month([], [])])).toMatchObject({ hits: [0], slots: [0], wins: [[0]] });
  });

  it('is the ⌈n/10⌉th of all scores in their order', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 40 });
    fc.assert(
      fc.property(scores, scores, (events, others) => {
        const all = [...events, ...others].sort((a, b) => b - a);
        const edge = decileEdge(month(events, others));
        if (all.length > 0) expect(edge).toBe(all[Math.ceil(all.length / 10) - 1]);
      }),
    );
  });
});

describe('what a ranking comes to', () => {
  it('has nothing to say of no months', () => {
    expect(discriminate(new Ranking(), [])).toEqual({
      auc: null,
      precision: null,
      lift: null,
      events: 0,
      customerMonths: 0,
    });
  });

  it('has a precision of nothing, and no lift, where there was no event', () => {
    expect(discriminate(new Ranking([month([], [1, 2, 3])]), [1])).toEqual({
      auc: null,
      precision: 0,
      lift: null,
      events: 0,
      customerMonths: 3,
    });
  });

  it('has no AUC where all had an event, and no lift over what all have', () => {
    expect(discriminate(new Ranking([month([1, 2], [])]), [1])).toMatchObject({ auc: null, precision: 1, lift: 1 });
  });

  it('counts the months with a weight only', () => {
    const ranking = new Ranking([month([5], [1, 9]), month([3], [1, 2])]);
    expect(discriminate(ranking, [0, 1])).toMatchObject({ auc: 1, events: 1, customerMonths: 3 });
    expect(discriminate(ranking, [1])).toMatchObject({ auc: 0.5, events: 1, customerMonths: 3 });
    // The 5 wins over three of four others, the 3 over three as well.
    expect(discriminate(ranking, [1, 1])).toMatchObject({ auc: 6 / 8, events: 2, customerMonths: 6 });
    expect(discriminate(ranking, [1, 1, 1])).toEqual(discriminate(ranking, [1, 1]));
  });

  it('exceeds another by the difference of the AUCs, which both must have', () => {
    const right = new Ranking([month([5, 4], [1, 2])]);
    const half = new Ranking([month([5, 1], [2, 4])]);
    const none = new Ranking([month([], [1])]);
    expect(aucGain(right, half, [1])).toBe(0.5);
    expect(aucGain(half, right, [1])).toBe(-0.5);
    expect([aucGain(right, none, [1]), aucGain(none, right, [1]), aucGain(none, none, [1])]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('draws of months', () => {
  it('are made from two months on, as many as wanted, and draw each month about equally often', () => {
    const draws = monthDraws(2, 400, 3);
    expect(draws).toHaveLength(400);
    expect(draws.every((weights) => (weights[0] ?? 0) + (weights[1] ?? 0) === 2)).toBe(true);
    const first = draws.reduce((sum, weights) => sum + (weights[0] ?? 0), 0);
    // 800 tosses of a coin: 400, give or take 14.
    expect(Math.abs(first - 400)).toBeLessThan(70);
    expect(monthDraws(2, 400, 4)).not.toEqual(draws);
  });
});

describe('the middle 95 %', () => {
  it('of 0 to 40 is 1 to 39, in whatever order', () => {
    const values = Array.from({ length: 41 }, (_, i) => (i * 7) % 41);
    expect(middle95(values)).toEqual({ low: 1, high: 39 });
  });

  it('lies between two values as far as its place does', () => {
    // Of 10 and 20, 2.5 % of the way; of five values the first tenth of the way from the first to the second.
    expect(middle95([20, 10])).toEqual({ low: 10.25, high: 19.75 });
    const { low, high } = middle95([7, 1, 5, 2, 3]) ?? { low: 0, high: 0 };
    expect(low).toBeCloseTo(1.1, 12);
    expect(high).toBeCloseTo(5 + 2 * 0.9, 12);
    expect(middle95([4])).toEqual({ low: 4, high: 4 });
  });

  it('leaves out what is not known, up to half', () => {
    expect(middle95([null, 20, null, 10])).toEqual({ low: 10.25, high: 19.75 });
    expect(middle95([null, 20, null, 10, null])).toBeNull();
    expect(middle95([null])).toBeNull();
    expect(middle95([])).toBeNull();
  });
});

describe('the standard deviation of draws', () => {
  it('is over one less than there are', () => {
    // Mean 5, squares 9 + 1 + 1 + 9.
    expect(standardError([2, 4, 6, 8])).toBeCloseTo(Math.sqrt(20 / 3), 12);
    expect(standardError([1, 3])).toBeCloseTo(Math.SQRT2, 12);
  });

  it('leaves out what is not known, and needs two that are', () => {
    expect(standardError([null, 1, null, 3])).toBeCloseTo(Math.SQRT2, 12);
    expect(standardError([null, 1])).toBeNull();
    expect(standardError([])).toBeNull();
  });
});
