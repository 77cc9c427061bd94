import { describe, expect, it } from 'vitest';
import { fitRising, type RisingOdds } from '../../core/domain/early-warning/rising-fit.ts';
import { Dice } from '../../core/sample/dice.ts';

const cumulative = ({ intercept, increments }: RisingOdds, levels: readonly number[]) =>
  increments.reduce(
    (sum, part, at) => sum + part.slice(0, (levels[at] ?? 0) + 1).reduce((a, b) => a + b, 0),
    intercept,
  );
const flat: RisingOdds = { intercept: -1, increments: [new Float64Array(4), new Float64Array(3)] };

/** Customers drawn from known odds. */
function drawn(truth: RisingOdds, rows: number, seed: number) {
  const dice = new Dice(seed, 'ledger', rows);
  const classes = truth.increments.map((part) =>
    Uint8Array.from({ length: rows }, () => dice.whole(0, part.length - 1)),
  );
  const target = Uint8Array.from({ length: rows }, (_, row) => {
    const eta = cumulative(
      truth,
      classes.map((codes) => codes[row] ?? 0),
    );
    return dice.chance(1 / (1 + Math.exp(-eta))) ? 1 : 0;
  });
  return { classes, rows: Uint32Array.from({ length: rows }, (_, row) => row), target };
}

describe('the fit of a card to many customers', () => {
  it('finds the odds that the customers were drawn from', () => {
    const truth: RisingOdds = {
      intercept: -2,
      increments: [Float64Array.of(0, 1, 0, 1.5), Float64Array.of(0, 0.7, 0)],
    };
    const found = fitRising(drawn(truth, 60_000, 1), flat, 1);
    expect(Math.abs(found.intercept + 2)).toBeLessThan(0.15);
    expect(Math.abs(cumulative(found, [3, 2]) - cumulative(truth, [3, 2]))).toBeLessThan(0.2);
    expect(Math.abs((found.increments[0]?.[2] ?? 1) - 0)).toBeLessThan(0.12);
  });

  it('stays with what was believed where there is little evidence, and leaves it where there is much', () => {
    const belief: RisingOdds = { intercept: 0, increments: [Float64Array.of(0, 2, 0, 0), Float64Array.of(0, 0, 0)] };
    const truth: RisingOdds = { intercept: 0, increments: [Float64Array.of(0, 0, 0, 0), Float64Array.of(0, 0, 0)] };
    const step = (rows: number) => fitRising(drawn(truth, rows, 2), belief, 30).increments[0]?.[1] ?? 0;
    expect(step(20)).toBeGreaterThan(1.5);
    expect(step(20_000)).toBeLessThan(0.3);
  });
});
