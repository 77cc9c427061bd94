import type { Band } from '../contracts/report-input.ts';

/** The four bands, most urgent first. */
export const BANDS: readonly Band[] = ['ge70', '60_70', '50_60', 'lt50'];

/** Band of a score; a lower bound belongs to its band, so that a score of exactly 70 is in `ge70`. */
export function bandOf(score: number): Band {
  if (score >= 70) return 'ge70';
  if (score >= 60) return '60_70';
  if (score >= 50) return '50_60';
  return 'lt50';
}

/** The two coarser bands that the scores below 60 are also shown in. */
export type LowBand = '40_60' | 'lt40';

/** `40_60` or `lt40`; null from 60 upwards. */
export function lowBandOf(score: number): LowBand | null {
  if (score >= 60) return null;
  return score >= 40 ? '40_60' : 'lt40';
}
