import { normalQuantile } from './distributions.ts';

/** A share with its 95 % interval, all 0–100. */
export interface ShareInterval {
  readonly pct: number;
  readonly lowPct: number;
  readonly highPct: number;
}

/** A share of n with Wilson's (1927) 95 % interval, which stays inside 0–100 however small n is; null for n = 0. */
export function wilsonInterval(successes: number, n: number): ShareInterval | null {
  if (n === 0) return null;
  const z2 = normalQuantile(0.975) ** 2;
  const p = successes / n;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = Math.sqrt((z2 * p * (1 - p)) / n + (z2 / (2 * n)) ** 2) / (1 + z2 / n);
  return {
    pct: 100 * p,
    lowPct: successes === 0 ? 0 : 100 * (centre - half),
    highPct: successes === n ? 100 : 100 * (centre + half),
  };
}
