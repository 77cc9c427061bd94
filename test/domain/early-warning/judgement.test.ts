import { describe, expect, it } from 'vitest';
import { PARTS } from '../../../core/domain/early-warning/factors.ts';
import { judge, topParts } from '../../../core/domain/early-warning/judgement.ts';
import { dynamicCard } from '../../../core/domain/early-warning/points-card.ts';
import { REASON_BIT } from '../../../core/domain/early-warning/rules.ts';
import { bookOf, halfFail, rulesFor, type Stay } from './monthly-book.ts';

const RANGE = { first: 1, period: 15 };
const turned = () => bookOf(halfFail({ failing: 10, others: 50 }));

describe('the judgement of a period', () => {
  it('shows scores by the fitted card where that rules', () => {
    const found = judge(turned(), RANGE, rulesFor({ model: 'fitted' }));
    expect(found.model).toBe('fitted');
    expect(found.ruling).toMatchObject({ monthIndex: 15, model: 'fitted' });
    expect(found.card).toBe(found.ruling?.card);
    expect(found.customers).toHaveLength(12);
    for (const { row, score, parts } of found.customers) {
      expect(parts.map(({ points }) => points)).toEqual(
        PARTS.map((_, part) => found.card.points[part]?.[part === 1 && row < 6 * 15 ? 1 : 0] ?? -1),
      );
      const sum = parts.reduce((points, part) => points + part.points, found.card.base);
      expect(score).toBeCloseTo(Math.min(100, Math.max(0, sum)), 1);
      expect(parts.map(({ value }) => value)).toEqual([42, ...PARTS.slice(1).map(() => 0.5)]);
    }
  });

  it('shows them by the points of the settings where these rule, though a card could be fitted', () => {
    const rules = rulesFor({ model: 'auto' });
    const found = judge(bookOf(halfFail({ failing: 50, others: 10 })), RANGE, rules);
    expect(found.ruling?.card).not.toBeNull();
    expect(found.model).toBe('dynamic');
    expect(found.card).toEqual(dynamicCard(rules.early_warning));
    expect(found.customers[0]?.parts[1]).toMatchObject({ part: PARTS[1], points: 1 });
    expect(found.customers[11]?.parts[1]).toMatchObject({ part: PARTS[1], points: 0 });
  });

  it('has no ruling of a period in which nobody has anything open', () => {
    const rules = rulesFor({ model: 'fitted' });
    const found = judge(turned(), { first: 1, period: 16 }, rules);
    expect([found.ruling, found.model]).toEqual([null, 'dynamic']);
    expect(found.card).toEqual(dynamicCard(rules.early_warning));
    const empty = judge(bookOf([]), RANGE, rules);
    expect([empty.ruling, empty.model, empty.customers]).toEqual([null, 'dynamic', []]);
  });
});

describe('alerts that closed', () => {
  const never = () => false;
  const stay = (from: number, to: number, score: number): Stay => ({ from, to, score, event: never });
  const closed = (stays: readonly Stay[], over = false) => {
    const table = bookOf(stays);
    if (over) table.entering.set([REASON_BIT.unpaid_months]);
    return judge(table, RANGE, rulesFor({ model: 'dynamic' })).closed;
  };

  it('are those of a month before, of who has nothing open any more, whoever comes next in the books', () => {
    expect(closed([stay(13, 14, 80), stay(14, 15, 80), stay(15, 15, 80)])).toEqual(['c0']);
    expect(closed([stay(15, 15, 80), stay(14, 14, 80)])).toEqual(['c1']);
  });

  it('are those that bettered', () => {
    // Alerted in month 14 by something else than its score.
    expect(closed([stay(14, 15, 10), stay(14, 15, 80)], true)).toEqual(['c0']);
  });

  it('are not those of who was never alerted, or longer ago', () => {
    expect(closed([stay(13, 15, 20), stay(12, 14, 20), stay(12, 13, 80), stay(14, 14, 20)])).toEqual([]);
  });
});

describe('the parts that raise a score', () => {
  it('are those with points, though they are fewer than four', () => {
    const parts = [0, 2, 0, 7].map((points, i) => ({ part: PARTS[i] ?? PARTS[0], value: i, points }));
    expect(topParts(parts).map(({ value }) => value)).toEqual([3, 1]);
    expect(topParts([])).toEqual([]);
  });
});
