import gammainc from '@stdlib/math-base-special-gammainc';
import normal from '@stdlib/stats-base-dists-normal';

/** Chance of a chi-squared value at least this large. 1 without degrees of freedom. */
export function chiSquaredPValue(statistic: number, degreesOfFreedom: number): number {
  if (degreesOfFreedom <= 0 || statistic <= 0) return 1;
  return clampFraction(gammainc(statistic / 2, degreesOfFreedom / 2, true, true));
}

/** Chance of a standard normal value at least this far from zero, on either side. */
export function normalPValue(z: number): number {
  return clampFraction(2 * normal.cdf(-Math.abs(z), 0, 1));
}

/** The z that a two-sided p-value stands for. */
export function normalCritical(twoSided: number): number {
  return -normal.quantile(twoSided / 2, 0, 1);
}

function clampFraction(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, value)) : 1;
}
