import { describe, expect, it } from 'vitest';
import { replayAlerts } from '../../core/domain/early-warning/alerts.ts';
import { REASON_BIT } from '../../core/domain/early-warning/rules.ts';
import { WarningTable } from '../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

const rules = SHIPPED_RULES;

/** One customer's months from 1 on, each with its score and the bits of its rules. */
function replay(months: readonly { month: number; score: number; entering?: number; staying?: number }[]) {
  const table = new WarningTable([], rules, 0);
  const column = { customer: new Uint32Array(months.length), month: Int32Array.from(months, ({ month }) => month) };
  const bits = {
    entering: Uint8Array.from(months, ({ entering }) => entering ?? 0),
    staying: Uint8Array.from(months, ({ entering, staying }) => (staying ?? 0) | (entering ?? 0)),
  };
  const scores = Uint16Array.from(months, ({ score }) => score * 100);
  const filled = Object.assign(table, column, bits, { rows: months.length });
  const { reasons, since } = replayAlerts(filled, scores, rules);
  return { reasons: [...reasons], since: [...since] };
}

const byScore = (scores: readonly number[]) => replay(scores.map((score, i) => ({ month: i + 1, score })));

describe('an alert', () => {
  it('opens at the threshold and does not flap at its edge', () => {
    const over = REASON_BIT.over_threshold;
    const { reasons, since } = byScore([69, 70, 69, 71, 65, 60, 59, 69]);
    expect(reasons.map((bits) => bits & over)).toEqual([0, over, over, over, over, over, 0, 0]);
    expect(since.slice(1, 6)).toEqual([2, 2, 2, 2, 2]);
  });

  it('opens by a score that rose in each of three months, by enough in all, and holds until it falls', () => {
    const rising = (scores: readonly number[]) =>
      byScore(scores).reasons.map((bits) => (bits & REASON_BIT.rising) !== 0);
    expect(rising([20, 24, 28, 32, 32, 31])).toEqual([false, false, false, true, true, false]);
    expect(rising([20, 21, 22, 23])).toEqual([false, false, false, false]);
  });

  it('ends in a month with nothing open, and a later one is a new episode', () => {
    const { since } = replay([
      { month: 1, score: 80 },
      { month: 2, score: 80 },
      { month: 4, score: 80 },
    ]);
    expect(since).toEqual([1, 1, 4]);
  });

  it('keeps its first month while one reason follows another', () => {
    const { reasons, since } = replay([
      { month: 1, score: 10, entering: REASON_BIT.unpaid_months },
      { month: 2, score: 75, staying: REASON_BIT.unpaid_months },
      { month: 3, score: 72 },
      { month: 4, score: 10 },
    ]);
    expect(reasons).toEqual([
      REASON_BIT.unpaid_months,
      REASON_BIT.unpaid_months | REASON_BIT.over_threshold,
      REASON_BIT.over_threshold,
      0,
    ]);
    expect(since).toEqual([1, 1, 1, 0]);
  });
});
