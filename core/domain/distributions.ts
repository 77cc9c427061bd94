import gammainc from '@stdlib/math-base-special-gammainc';
import normal from '@stdlib/stats-base-dists-normal';

/** P(|Z| ≥ |z|) of a standard normal Z; precise far into the tails, where 1 − Φ(z) would lose every digit. */
export function normalTwoSided(z: number): number {
  return Math.min(1, 2 * normal.cdf(-Math.abs(z), 0, 1));
}

/** The value a standard normal stays below with the given probability. */
export function normalQuantile(probability: number): number {
  return normal.quantile(probability, 0, 1);
}

/** P(X ≥ x) of a chi-squared X: the upper regularised incomplete gamma function Q(df/2, x/2). */
export function chiSquaredAbove(x: number, degreesOfFreedom: number): number {
  return gammainc(Math.max(0, x) / 2, degreesOfFreedom / 2, true, true);
}
