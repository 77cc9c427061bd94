import { rawDesign } from './design.ts';
import { fitLogistic } from './logistic.ts';

/** Do the chances of being overdue come true? */
export interface Calibration {
  /** Mean squared distance between the predicted chance and what happened. */
  readonly brier: number;
  /** Slope of a logistic regression of what happened on the predicted log-odds: 1 is right, below 1 too confident. Null where the log-odds do not vary. */
  readonly slope: number | null;
  /** Mean predicted chance. */
  readonly meanPredicted: number;
}

/** Brier score and calibration slope of log-odds of being overdue. */
export function calibration(logOdds: Float64Array, overdue: Uint8Array): Calibration {
  let squares = 0;
  let total = 0;
  let varies = false;
  for (let row = 0; row < logOdds.length; row += 1) {
    const chance = overdueChance(logOdds[row] ?? 0);
    squares += (chance - (overdue[row] ?? 0)) ** 2;
    total += chance;
    varies ||= logOdds[row] !== logOdds[0];
  }
  const n = Math.max(1, logOdds.length);
  return { brier: squares / n, slope: varies ? slopeOf(logOdds, overdue) : null, meanPredicted: total / n };
}

function slopeOf(logOdds: Float64Array, overdue: Uint8Array): number | null {
  const fit = fitLogistic(rawDesign([logOdds]), overdue);
  return fit.converged && !fit.separated ? (fit.coefficients[1] ?? null) : null;
}

/** The chance that log-odds stand for. */
export function overdueChance(logOdds: number): number {
  return logOdds >= 0 ? 1 / (1 + Math.exp(-logOdds)) : Math.exp(logOdds) / (1 + Math.exp(logOdds));
}
