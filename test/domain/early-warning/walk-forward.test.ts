import { describe, expect, it } from 'vitest';
import { walkForward } from '../../../core/domain/early-warning/walk-forward.ts';
import { bookOf, halfFail, rulesFor, type Stay } from './monthly-book.ts';

const RANGE = { first: 1, period: 15 };
const auto = rulesFor({ model: 'auto' }).early_warning;
const walkOf = (stays: readonly Stay[], range = RANGE, settings = auto) => walkForward(bookOf(stays), range, settings);

describe('the contest of the two models', () => {
  it('is not won by a card that is as good as the points of the settings', () => {
    const { months, scores } = walkOf(halfFail({ failing: 50, others: 10 }));
    expect(months.at(-1)).toMatchObject({
      model: 'dynamic',
      contest: { months: 4, dynamicAuc: 1, fittedAuc: 1, error: 0 },
    });
    expect([scores[14], scores[6 * 15 + 14]]).toEqual([5000, 1000]);
  });

  it('is not won where the months differ by more than the card is better', () => {
    // The points of the settings are wrong about one customer: in months 10 and 11, in which it does not fail, they are right.
    const stays = halfFail({ failing: 30, others: 20 }).map((stay, customer) =>
      customer === 0 ? { ...stay, score: 10, event: (month: number) => month !== 10 && month !== 11 } : stay,
    );
    const { months } = walkOf(stays);
    const contest = months.at(-1)?.contest;
    expect(contest?.fittedAuc).toBeGreaterThan(contest?.dynamicAuc ?? 1);
    expect(contest?.error).toBeGreaterThan((contest?.fittedAuc ?? 1) - (contest?.dynamicAuc ?? 0));
    expect(months.at(-1)).toMatchObject({ judged: false, model: 'dynamic' });
  });

  it('has no outcome over months without an event', () => {
    const { months } = walkOf(halfFail({ failing: 10, others: 50 }, (month) => month < 9));
    expect(months.map(({ card }) => card !== null)).toEqual(months.map(({ monthIndex }) => monthIndex >= 9));
    expect(months.every(({ contest, model }) => contest === null && model === 'dynamic')).toBe(true);
  });

  it('has none whose error is not known, as by a single draw', () => {
    const once = { ...auto, bootstrap: { draws: 1, seed: 1 } };
    const { months } = walkOf(halfFail({ failing: 10, others: 50 }), RANGE, once);
    expect(months.every(({ contest, model }) => contest === null && model === 'dynamic')).toBe(true);
  });

  it('is held over months that were closed by the end of the period, though the books go on', () => {
    const { months } = walkOf(halfFail({ failing: 10, others: 50 }), { first: 1, period: 13 });
    // Cards are fitted from month 9 on, and month 10 is the last with three months after it: two months are too few for a contest.
    expect(months.filter(({ judged }) => judged).map(({ monthIndex }) => monthIndex)).toEqual([6, 7, 8, 9, 10]);
    expect(months.every(({ contest }) => contest === null)).toBe(true);
  });
});

describe('the months of the walk', () => {
  it('go by the calendar, whenever each customer came and went', () => {
    const stays = [
      { from: 9, to: 11, event: () => false, score: 5 },
      { from: 14, to: 15, event: () => false, score: 5 },
      { from: 2, to: 10, event: () => false, score: 5 },
      { from: 1, to: 3, event: () => false, score: 5 },
    ];
    const { months, rowsOf } = walkOf(stays);
    expect(months.map(({ monthIndex }) => monthIndex)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15]);
    // Three rows of the first customer, two of the second, nine of the third, three of the fourth.
    expect(rowsOf.map((rows) => [...rows])).toEqual([
      [14],
      ...[[5, 15], [6, 16], [7], [8], [9], [10], [11]],
      ...[[0, 12], [1, 13], [2], [3], [4]],
    ]);
  });
});
