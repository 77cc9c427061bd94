import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { normalTwoSided } from '../../../core/domain/distributions.ts';
import { rawDesign } from '../../../core/domain/scorecard/design.ts';
import { fitLogistic, type LogisticFit } from '../../../core/domain/scorecard/logistic.ts';

/** 1,027 loans, two blocks and three, with three columns that overlap. */
const ROWS = 1027;
const COLUMNS = [
  [7, 19],
  [11, 23],
  [5, 29],
].map(([by = 0, of = 1]) => Float64Array.from({ length: ROWS }, (_, i) => (((i * by) % of) - of / 2) / (of / 3)));
const OVERDUE = Uint8Array.from({ length: ROWS }, (_, i) =>
  ((i * 37) % 101) / 101 < 0.3 + 0.1 * (COLUMNS[0]?.[i] ?? 0) - 0.05 * (COLUMNS[1]?.[i] ?? 0) ? 1 : 0,
);
const row = (i: number) => [1, ...COLUMNS.map((column) => column[i] ?? 0)];

/** Log-likelihood, gradient and information at a fit's coefficients, loan by loan. */
function reckoned(fit: LogisticFit) {
  const size = COLUMNS.length + 1;
  const gradient = new Array<number>(size).fill(0);
  const information = Matrix.zeros(size, size);
  let logLikelihood = 0;
  OVERDUE.forEach((bad, i) => {
    const x = row(i);
    const chance = 1 / (1 + Math.exp(-x.reduce((sum, value, at) => sum + value * (fit.coefficients[at] ?? 0), 0)));
    logLikelihood += Math.log(bad === 1 ? chance : 1 - chance);
    x.forEach((value, a) => {
      gradient[a] = (gradient[a] ?? 0) + value * (bad - chance);
      x.forEach((other, b) => {
        information.set(a, b, information.get(a, b) + value * other * chance * (1 - chance));
      });
    });
  });
  return { logLikelihood, gradient, information };
}

describe('a logistic regression of three columns', () => {
  it('stands where the likelihood is highest, with errors from its curvature', () => {
    const fit = fitLogistic(rawDesign(COLUMNS), OVERDUE);
    const { logLikelihood, gradient, information } = reckoned(fit);
    expect(fit).toMatchObject({ converged: true, separated: false });
    expect(gradient.map(Math.abs).every((part) => part < 1e-7)).toBe(true);
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 8);
    const covariance = new CholeskyDecomposition(information).solve(Matrix.eye(4));
    expect(fit.covariance.to2DArray().flat()).toEqual(
      covariance.to2DArray().flatMap((line) => line.map((value) => expect.closeTo(value, 10))),
    );
    [0, 1, 2, 3].forEach((at) => {
      const error = Math.sqrt(covariance.get(at, at));
      expect(fit.standardErrors[at]).toBeCloseTo(error, 10);
      expect(fit.pValues[at]).toBeCloseTo(normalTwoSided((fit.coefficients[at] ?? 0) / error), 10);
    });
  });

  it('is held back column by column, the intercept not at all', () => {
    const penalties = [40, 0, 7];
    const fit = fitLogistic(rawDesign(COLUMNS), OVERDUE, { penalties });
    const { logLikelihood, gradient, information } = reckoned(fit);
    const held = [0, ...penalties];
    gradient.forEach((part, at) => {
      expect(part - (held[at] ?? 0) * (fit.coefficients[at] ?? 0)).toBeCloseTo(0, 7);
    });
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 8);
    const covariance = new CholeskyDecomposition(Matrix.add(information, Matrix.diag(held))).solve(Matrix.eye(4));
    expect(fit.covariance.get(1, 3)).toBeCloseTo(covariance.get(1, 3), 10);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt(covariance.get(1, 1)), 10);
  });

  it('takes fewer steps from where it ends, and ends there again', () => {
    const first = fitLogistic(rawDesign(COLUMNS), OVERDUE);
    const again = fitLogistic(rawDesign(COLUMNS), OVERDUE, { start: first.coefficients });
    expect(again.iterations).toBe(1);
    expect(first.iterations).toBeGreaterThan(2);
    expect(first.iterations).toBeLessThan(8);
    expect([...again.coefficients]).toEqual([...first.coefficients].map((value) => expect.closeTo(value, 9)));
  });

  it('comes back from a start that is far off, by halving its steps', () => {
    const first = fitLogistic(rawDesign(COLUMNS), OVERDUE);
    const far = fitLogistic(rawDesign(COLUMNS), OVERDUE, { start: Float64Array.from([6, -6, 6, -6]) });
    expect(far).toMatchObject({ converged: true, separated: false });
    expect([...far.coefficients]).toEqual([...first.coefficients].map((value) => expect.closeTo(value, 8)));
  });

  it('comes back from far off where columns are held back too', () => {
    const options = { penalties: [40, 300, 7] };
    const first = fitLogistic(rawDesign(COLUMNS), OVERDUE, options);
    const free = fitLogistic(rawDesign(COLUMNS), OVERDUE);
    for (const start of [free.coefficients, [6, -6, 6, -6], [0, 9, 9, -9], [-8, 0.1, 12, 0.1]]) {
      const far = fitLogistic(rawDesign(COLUMNS), OVERDUE, { ...options, start: Float64Array.from(start) });
      expect(far).toMatchObject({ converged: true, separated: false });
      expect([...far.coefficients]).toEqual([...first.coefficients].map((value) => expect.closeTo(value, 8)));
    }
  });
});

describe('a logistic regression of more loans than the curvature needs', () => {
  it('takes as few steps, with the errors of all of them', () => {
    const rows = 240 * 512;
    const x = Float64Array.from({ length: rows }, (_, i) => Math.floor(i / 10) % 2);
    const y = Uint8Array.from(x, (value, i) => (i % 10 < (value === 1 ? 6 : 3) ? 1 : 0));
    const fit = fitLogistic(rawDesign([x]), y);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log(0.6 / 0.4) - Math.log(0.3 / 0.7), 9);
    expect(fit.standardErrors[1]).toBeCloseTo(Math.sqrt((1 / 0.24 + 1 / 0.21) / (rows / 2)), 7);
    expect(fit.iterations).toBeLessThanOrEqual(6);
    expect(fit).toMatchObject({ converged: true, separated: false });
  });
});

describe('a logistic regression without columns', () => {
  it('is the odds of being overdue, found in one step from a start that is about right', () => {
    const fit = fitLogistic(
      rawDesign([new Float64Array(40)]),
      Uint8Array.from({ length: 40 }, (_, i) => (i < 10 ? 1 : 0)),
      {
        penalties: [1],
      },
    );
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(10 / 30), 9);
    expect(fit.coefficients[1]).toBe(0);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 10 + 1 / 30), 9);
    expect(fit.pValues[1]).toBe(1);
    expect(fit.iterations).toBeLessThanOrEqual(4);
  });
});

describe('classes that are parted', () => {
  const side = Float64Array.from({ length: 60 }, (_, i) => (i < 30 ? -1 : 1));
  const bad = Uint8Array.from(side, (value) => (value > 0 ? 1 : 0));

  it('are fitted with one loan of penalty a column, and said to be parted', () => {
    const fit = fitLogistic(rawDesign([side]), bad);
    expect(fit).toMatchObject({ converged: true, separated: true });
    // By symmetry there is no intercept, and 60 · (1 − p) = b · 1 for p = 1 / (1 + exp(−b)).
    const b = fit.coefficients[1] ?? 0;
    expect(fit.coefficients[0]).toBeCloseTo(0, 9);
    expect(60 / (1 + Math.exp(b))).toBeCloseTo(b, 7);
  });

  it('keep their number of overdue loans: the intercept is not held back', () => {
    const uneven = Float64Array.from({ length: 60 }, (_, i) => (i < 20 ? -1 : 1));
    const { coefficients, separated } = fitLogistic(
      rawDesign([uneven]),
      uneven.map((value) => (value > 0 ? 1 : 0)),
    );
    const [intercept = 0, b = 0] = coefficients;
    expect(separated).toBe(true);
    // What 40 overdue loans lack of certainty is what the 20 others have too much of.
    expect(40 / (1 + Math.exp(intercept + b))).toBeCloseTo(20 / (1 + Math.exp(b - intercept)), 7);
  });

  it('keep a penalty that is larger', () => {
    const twice = Float64Array.from(side, (value) => 2 * value);
    const fit = fitLogistic(rawDesign([side, twice]), bad, { penalties: [5, 0] });
    const [, one = 0, two = 0] = fit.coefficients;
    expect(fit.separated).toBe(true);
    // Each column's pull is its size times what is left over: 5 · one = rest, 1 · two = 2 · rest.
    const rest = 60 / (1 + Math.exp(one + 2 * two));
    expect(5 * one).toBeCloseTo(rest, 7);
    expect(two).toBeCloseTo(2 * rest, 7);
  });

  it('are fitted as they are where a penalty keeps them finite', () => {
    const fit = fitLogistic(rawDesign([side]), bad, { penalties: [3] });
    expect(fit).toMatchObject({ converged: true, separated: false });
    const b = fit.coefficients[1] ?? 0;
    expect(60 / (1 + Math.exp(b))).toBeCloseTo(3 * b, 7);
  });
});

describe('a logistic regression of no loans', () => {
  it('says nothing', () => {
    const fit = fitLogistic(rawDesign([new Float64Array()]), []);
    expect([...fit.coefficients, ...fit.standardErrors]).toEqual([0, 0, 0, 0]);
    expect([...fit.pValues]).toEqual([1, 1]);
    expect(fit.converged).toBe(false);
  });
});
