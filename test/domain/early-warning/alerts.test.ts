import { describe, expect, it } from 'vitest';
import { replayAlerts } from '../../../core/domain/early-warning/alerts.ts';
import { REASON_BIT } from '../../../core/domain/early-warning/rules.ts';
import { WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const { rising, over_threshold: over } = REASON_BIT;

/** Alerts of customers' months, in rows: who, when and with which score. */
function replay(rows: readonly (readonly [customer: number, month: number, score: number])[]) {
  const table = Object.assign(new WarningTable([], SHIPPED_RULES, 0), {
    customer: Uint32Array.from(rows, ([customer]) => customer),
    month: Int32Array.from(rows, ([, month]) => month),
    entering: new Uint8Array(rows.length),
    staying: new Uint8Array(rows.length),
    rows: rows.length,
  });
  const { reasons, since } = replayAlerts(
    table,
    Uint16Array.from(rows, ([, , score]) => score * 100),
    SHIPPED_RULES,
  );
  return { reasons: [...reasons], since: [...since] };
}
const scored = (...scores: number[]) => replay(scores.map((score, i) => [0, i + 1, score])).reasons;

describe('a score that rises', () => {
  it('opens an alert in the third month in a row, by ten points in all', () => {
    expect(scored(20, 23, 26, 30)).toEqual([0, 0, 0, rising]);
    expect(scored(20, 23, 26, 29.99)).toEqual([0, 0, 0, 0]);
  });

  it('begins again where it stays level or falls for a month', () => {
    expect(scored(20, 30, 30, 31, 42)).toEqual([0, 0, 0, 0, 0]);
    expect(scored(20, 30, 29, 31, 42)).toEqual([0, 0, 0, 0, 0]);
    expect(scored(20, 30, 30, 31, 35, 40)).toEqual([0, 0, 0, 0, 0, rising]);
  });
});

describe('the months of one customer', () => {
  it('do not go on in those of the next, though its months do', () => {
    const { reasons, since } = replay([
      [0, 1, 75],
      [1, 2, 66],
      [1, 3, 72],
      [2, 4, 66],
    ]);
    expect(reasons).toEqual([over, 0, over, 0]);
    expect(since).toEqual([1, 0, 3, 0]);
  });

  it('do not go on over a month with nothing open', () => {
    const { reasons } = replay([
      [0, 1, 75],
      [0, 3, 66],
      [0, 4, 75],
      [0, 5, 66],
    ]);
    expect(reasons).toEqual([over, 0, over, over]);
  });
});
