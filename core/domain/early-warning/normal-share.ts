import normal from '@stdlib/stats-base-dists-normal';

/** Share of a standard normal distribution below z; NaN stays NaN. */
export function normalShare(z: number): number {
  return normal.cdf(z, 0, 1);
}
