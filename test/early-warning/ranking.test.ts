import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  discriminate,
  middle95,
  monthDraws,
  type RankedMonth,
  Ranking,
} from '../../core/domain/early-warning/ranking.ts';

const month = (events: readonly number[], others: readonly number[]): RankedMonth => ({
  events: Float64Array.from(events).sort(),
  others: Float64Array.from(others).sort(),
});

/** Scores with many ties. */
const scores = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 25 });
const months = fc.array(fc.tuple(scores, scores), { minLength: 1, maxLength: 5 });

describe('a ranking over months', () => {
  it('has the AUC of all pairs of all its months, ties half', () => {
    fc.assert(
      fc.property(months, (drawn) => {
        const events = drawn.flatMap(([e]) => e);
        const others = drawn.flatMap(([, o]) => o);
        const wins = events.reduce(
          (sum, e) => sum + others.reduce((part, o) => part + (e > o ? 1 : e === o ? 0.5 : 0), 0),
          0,
        );
        const { auc } = discriminate(
          new Ranking(drawn.map(([e, o]) => month(e, o))),
          drawn.map(() => 1),
        );
        if (events.length === 0 || others.length === 0) expect(auc).toBeNull();
        else expect(auc).toBeCloseTo(wins / (events.length * others.length), 12);
      }),
    );
  });

  it('counts a month drawn twice as two such months', () => {
    const two = [month([3, 5], [1, 4]), month([2], [2, 6])];
    const [first, second] = two;
    if (first === undefined || second === undefined) throw new Error('two months');
    const weighted = discriminate(new Ranking(two), [2, 1]);
    const { wins: _, ...written } = { ...discriminate(new Ranking([first, first, second]), [1, 1, 1]), wins: 0 };
    expect(weighted).toEqual(written);
  });

  it('expects ties at the edge of the decile at their share', () => {
    // Eleven customers have two places: one goes to the 9, the other to one of four ties, of which one has an event.
    const ranking = new Ranking([month([9, 5], [5, 5, 5, 1, 1, 1, 1, 1, 1])]);
    const { precision, lift } = discriminate(ranking, [1]);
    expect(precision).toBeCloseTo((1 + 1 / 4) / 2, 12);
    expect(lift).toBeCloseTo((1 + 1 / 4) / 2 / (2 / 11), 12);
  });

  it('never expects more events in the decile than there are', () => {
    fc.assert(
      fc.property(months, (drawn) => {
        const ranking = new Ranking(drawn.map(([e, o]) => month(e, o)));
        drawn.forEach(([events], i) => {
          expect(ranking.hits[i]).toBeLessThanOrEqual(Math.min(events.length, ranking.slots[i] ?? 0) + 1e-9);
          expect(ranking.hits[i]).toBeGreaterThanOrEqual(0);
        });
      }),
    );
  });

  it('draws the same months again from the same seed, and none where there is but one', () => {
    expect(monthDraws(6, 50, 3)).toEqual(monthDraws(6, 50, 3));
    expect(monthDraws(6, 50, 3).every((weights) => weights.reduce((sum, w) => sum + w, 0) === 6)).toBe(true);
    expect(monthDraws(1, 50, 3)).toEqual([]);
    expect(middle95([])).toBeNull();
  });
});
