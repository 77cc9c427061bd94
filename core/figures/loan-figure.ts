import type { Evidence, Figure, FigureUnit, FigureValue } from '../contracts/figure.ts';
import { NOTES, type NoteCode } from '../contracts/notes.ts';
import { finite } from './figure-kit.ts';

/** Where loan figures come from, inside the run folder. */
export const LOAN_ROWS = {
  scores: 'loan_scores.csv',
  card: 'scorecard.json',
  features: 'loan_features.json',
} as const;

/** Makes one loan figure: a number (never NaN, an infinity or −0), a text or a list; null needs a reason, other values may have one as a caveat. */
export function loanFigure(unit: FigureUnit, value: FigureValue, evidence: Evidence, reason?: NoteCode): Figure {
  const told = typeof value === 'number' ? finite(value) : value;
  const code = reason ?? (told === null ? 'not_finite' : undefined);
  return code === undefined
    ? { value: told, unit, evidence }
    : { value: told, unit, note: NOTES[code], reason: code, evidence };
}

/** A share as a percentage, null staying null. */
export function percent(share: number | null): number | null {
  return share === null ? null : 100 * share;
}

/** A number for the cell of a list: nothing where it is not finite. */
export function cell(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : finite(value);
}
