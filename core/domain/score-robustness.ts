import type { Rules } from '../contracts/config.ts';
import { midRanks, spearman } from './correlation.ts';
import { knownOr, missing, type Quantity } from './quantity.ts';
import { topDecile } from './top-decile.ts';

/** The scored customers, column by column; inputs as used in the score. */
export interface ScoredColumns {
  readonly ids: readonly string[];
  readonly score: Float64Array;
  readonly paymentRate: Float64Array;
  readonly creditScore: Float64Array;
  readonly stability: Float64Array;
}

/** How far the order of customers depends on the scale the inputs are put on. */
export interface ScoreRobustness {
  /** Rank correlation of the score with the same weights over standardised inputs. */
  readonly spearmanZscore: Quantity<number>;
  /** Rank correlation of the score with the same weights over percentile-ranked inputs. */
  readonly spearmanPercentile: Quantity<number>;
  /** Share of the score's top decile that is in the top decile over standardised inputs too. */
  readonly topDecileOverlapPct: Quantity<number>;
  /** The same for percentile-ranked inputs. */
  readonly topDecileOverlapPercentilePct: Quantity<number>;
}

/** Compares the score with the same weights over inputs on other scales; in all three a low input is risky. */
export function measureRobustness(columns: ScoredColumns, weights: Rules['score']['weights']): ScoreRobustness {
  const standardised = weigh(columns, weights, standardise);
  const ranked = weigh(columns, weights, percentileRanks);
  const ranks = midRanks(columns.score);
  const top = topDecile(columns.score, columns.ids);
  const overlap = (alternative: Float64Array): Quantity<number> => {
    if (top.size === 0) return missing('no_scored');
    const shared = top.intersection(topDecile(alternative, columns.ids)).size;
    return { value: (100 * shared) / top.size };
  };
  return {
    spearmanZscore: knownOr(spearman(ranks, midRanks(standardised)), 'too_few_for_correlation'),
    spearmanPercentile: knownOr(spearman(ranks, midRanks(ranked)), 'too_few_for_correlation'),
    topDecileOverlapPct: overlap(standardised),
    topDecileOverlapPercentilePct: overlap(ranked),
  };
}

function weigh(
  columns: ScoredColumns,
  weights: Rules['score']['weights'],
  rescale: (values: Float64Array) => Float64Array,
): Float64Array {
  const rate = rescale(columns.paymentRate);
  const credit = rescale(columns.creditScore);
  const stability = rescale(columns.stability);
  const { payment_rate: w1, credit_score: w2, stability: w3 } = weights;
  return columns.score.map((_, i) => {
    const sum = w1 * (rate[i] ?? 0) + w2 * (credit[i] ?? 0) + w3 * (stability[i] ?? 0);
    // Sums that are equal on paper must tie: binary noise lies far below the ninth place.
    return Math.round(-sum * 1e9) / 1e9;
  });
}

function standardise(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  // A column of equal values orders nobody.
  const flat = values.every((value) => value === values[0]);
  return values.map((value) => (flat ? 0 : (value - mean) / deviation));
}

function percentileRanks(values: Float64Array): Float64Array {
  return midRanks(values).map((rank) => rank / values.length);
}
