import type { Decimal } from './decimal.ts';
import { exactToDecimal } from './exact.ts';
import { known, missing, type Quantity } from './quantity.ts';

/** Where the scores of a group lie. */
export interface ScoreDistribution {
  readonly mean: Quantity<Decimal>;
  readonly median: Quantity<number>;
  readonly lowest: Quantity<number>;
  readonly highest: Quantity<number>;
}

/** Mean, median and extremes of the scores; `exactScores` are the same scores in 10⁻¹² units. */
export function describeScores(scores: Float64Array, exactScores: readonly bigint[]): ScoreDistribution {
  const n = scores.length;
  if (n === 0) {
    const none = missing('no_scored');
    return { mean: none, median: none, lowest: none, highest: none };
  }
  const sorted = scores.toSorted();
  const at = (i: number) => sorted[i] ?? Number.NaN;
  const total = exactScores.reduce((sum, score) => sum + score, 0n);
  return {
    mean: known(exactToDecimal(total).div(n)),
    median: known((at(Math.floor((n - 1) / 2)) + at(Math.ceil((n - 1) / 2))) / 2),
    lowest: known(at(0)),
    highest: known(at(n - 1)),
  };
}
