import type { Strategy } from '../../core/contracts/report-input.ts';

/** Ink and paper of every picture. The page maps these very values to its dark mode. */
export const INK = { text: '#1f2933', muted: '#5f6c7b', faint: '#dfe3e8', paper: '#ffffff', wash: '#f6e9e9' } as const;

/** The two groups: high-risk stands out, the others stand back. Told apart by lightness as well as by hue. */
export const GROUP = { high_risk: '#9b2c3b', normal: '#8794a2' } as const;

/** A colour a strategy, the same in every picture, table and mail; told apart in every common colour blindness. */
export const STRATEGY: Readonly<Record<Strategy, string>> = {
  active_collection: '#b8561b',
  strategic_retention: '#1b5583',
  focused_monitoring: '#4a7d6e',
};

/** Movements of the collection rate. */
export const MOVE = { fall: GROUP.high_risk, rise: '#7d90a4', line: '#27485f' } as const;

/** Ages of receivables, from not due to the oldest: lighter to darker, so that they stand apart without hue as well. */
export const AGE = {
  current: '#c3ccd5',
  '1_30': '#ecc3a4',
  '31_60': '#dd9470',
  '61_90': '#c4614f',
  '91_120': '#96303d',
  over_120: '#571723',
} as const;
