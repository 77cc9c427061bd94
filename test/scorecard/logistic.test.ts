import { describe, expect, it } from 'vitest';
import { rawDesign } from '../../core/domain/scorecard/design.ts';
import { fitLogistic } from '../../core/domain/scorecard/logistic.ts';

/** A two-by-two table as loans: x = 0 with 30 of 100 overdue, x = 1 with 60 of 120. */
const x = Float64Array.from([...new Array(100).fill(0), ...new Array(120).fill(1)]);
const y = Uint8Array.from([
  ...new Array(30).fill(1),
  ...new Array(70).fill(0),
  ...new Array(60).fill(1),
  ...new Array(60).fill(0),
]);

describe('fitLogistic', () => {
  it('gives the log-odds and their standard error of a two-by-two table', () => {
    const fit = fitLogistic(rawDesign([x]), y);
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(30 / 70), 10);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log(1) - Math.log(30 / 70), 10);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(1 / 30 + 1 / 70 + 1 / 60 + 1 / 60), 8);
    expect(fit).toMatchObject({ converged: true, separated: false });
    expect(fit.pValues[1]).toBeGreaterThan(0.002);
    expect(fit.pValues[1]).toBeLessThan(0.004);
  });

  it('tells of separation and stays finite', () => {
    const fit = fitLogistic(rawDesign([Float64Array.from(y)]), y);
    expect(fit).toMatchObject({ separated: true, converged: true });
    expect([...fit.coefficients, ...fit.pValues].every(Number.isFinite)).toBe(true);
    expect(fit.coefficients[1]).toBeGreaterThan(2);
  });

  it('stays finite where two columns say the same', () => {
    const fit = fitLogistic(rawDesign([x, x]), y);
    expect(fit.separated).toBe(true);
    expect(fit.coefficients[1]).toBeCloseTo(fit.coefficients[2] ?? Number.NaN, 8);
  });

  it('takes a penalty off coefficients and leaves the mean prediction at the overdue rate', () => {
    const free = fitLogistic(rawDesign([x]), y);
    const held = fitLogistic(rawDesign([x]), y, { penalties: [50] });
    expect(Math.abs(held.coefficients[1] ?? 9)).toBeLessThan(Math.abs(free.coefficients[1] ?? 0));
    const mean =
      x.reduce(
        (sum, value) => sum + 1 / (1 + Math.exp(-(held.coefficients[0] ?? 0) - (held.coefficients[1] ?? 0) * value)),
        0,
      ) / x.length;
    expect(mean).toBeCloseTo(90 / 220, 9);
  });
});
