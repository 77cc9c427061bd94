import type { FittedModel } from './fit-model.ts';
import type { Scorecard } from './scorecard.ts';

/** Reasons told at most per refusal. */
export const MAX_REASONS = 4;
/** Stands for "no further reason". */
export const NO_REASON = 255;

/** The card's points, loan by loan, and why loans are refused. */
export interface CardScores {
  readonly score: Int32Array;
  readonly refused: Uint8Array;
  /** `MAX_REASONS` indices into the card's features a loan, `NO_REASON` after the last. Approved loans have none. */
  readonly reasons: Uint8Array;
}

/** The card's score of every loan: base points and the points of each feature's bin. */
export function cardScores(card: Scorecard, model: FittedModel, loans: number): Int32Array {
  const score = new Int32Array(loans).fill(card.base_points);
  pointsByCode(card, model).forEach((points, feature) => {
    const codes = model.features[feature]?.column.codes;
    for (let row = 0; row < loans; row += 1) score[row] = (score[row] ?? 0) + (points[codes?.[row] ?? 0] ?? 0);
  });
  return score;
}

/** Points of each fine code, by feature of the card. */
function pointsByCode(card: Scorecard, model: FittedModel): Int32Array[] {
  return model.features.map(({ binned }, feature) =>
    Int32Array.from(binned.binOf, (bin) => card.features[feature]?.bins[bin]?.points ?? 0),
  );
}

/**
 * Who is refused, and for what: the features that cost a loan the most points against the average loan (0 points: WOE 0),
 * at most four, the costliest first, ties in the card's order. Where no feature is worse than average, the one furthest
 * below its best bin is told.
 */
export function refusals(card: Scorecard, model: FittedModel, score: Int32Array, cutoff: number): CardScores {
  const points = pointsByCode(card, model);
  const best = points.map((of) => of.reduce((most, value) => Math.max(most, value), 0));
  const refused = new Uint8Array(score.length);
  const reasons = new Uint8Array(score.length * MAX_REASONS).fill(NO_REASON);
  const own = new Int32Array(points.length);
  for (let row = 0; row < score.length; row += 1) {
    if ((score[row] ?? 0) >= cutoff) continue;
    refused[row] = 1;
    for (let feature = 0; feature < own.length; feature += 1) {
      own[feature] = points[feature]?.[model.features[feature]?.column.codes[row] ?? 0] ?? 0;
    }
    writeReasons(own, best, reasons, row * MAX_REASONS);
  }
  return { score, refused, reasons };
}

function writeReasons(own: Int32Array, best: readonly number[], reasons: Uint8Array, offset: number): void {
  let told = 0;
  for (; told < MAX_REASONS; told += 1) {
    let worst = -1;
    for (let feature = 0; feature < own.length; feature += 1) {
      const points = own[feature] ?? 0;
      if (points < 0 && (worst < 0 || points < (own[worst] ?? 0))) worst = feature;
    }
    if (worst < 0) break;
    reasons[offset + told] = worst;
    own[worst] = 0;
  }
  if (told === 0) reasons[offset] = furthestBelowBest(own, best);
}

function furthestBelowBest(own: Int32Array, best: readonly number[]): number {
  let worst = NO_REASON;
  let distance = 0;
  best.forEach((most, feature) => {
    const below = most - (own[feature] ?? 0);
    if (below > distance) {
      worst = feature;
      distance = below;
    }
  });
  return worst;
}
