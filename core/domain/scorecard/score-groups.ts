/** Digits a score is told with: every figure is made from scores rounded so, and so is loan_scores.csv. */
const SCORE_DIGITS = 1e6;

/** Loans by score, riskiest (lowest) first: one entry a score that occurs. */
export interface ScoreGroups {
  readonly score: Float64Array;
  readonly goods: Float64Array;
  readonly bads: Float64Array;
  readonly totalGoods: number;
  readonly totalBads: number;
}

/** A score as it is told, to six decimals. */
export function toldScore(score: number): number {
  return Math.round(score * SCORE_DIGITS) / SCORE_DIGITS;
}

/** Sorts loans by score; the outcome rides along in the lowest bit, so that plain numbers are sorted and not objects. */
export function scoreGroups(scores: ArrayLike<number>, overdue: Uint8Array): ScoreGroups {
  const keys = new Float64Array(overdue.length);
  for (let row = 0; row < keys.length; row += 1)
    keys[row] = Math.round((scores[row] ?? 0) * SCORE_DIGITS) * 2 + (overdue[row] ?? 0);
  keys.sort();
  const score: number[] = [];
  const goods: number[] = [];
  const bads: number[] = [];
  for (const key of keys) {
    const scaled = Math.floor(key / 2);
    const value = scaled / SCORE_DIGITS;
    if (score.length === 0 || score[score.length - 1] !== value) {
      score.push(value);
      goods.push(0);
      bads.push(0);
    }
    const side = key - 2 * scaled === 1 ? bads : goods;
    side[side.length - 1] = (side[side.length - 1] ?? 0) + 1;
  }
  const totalBads = bads.reduce((total, count) => total + count, 0);
  return {
    score: Float64Array.from(score),
    goods: Float64Array.from(goods),
    bads: Float64Array.from(bads),
    totalGoods: keys.length - totalBads,
    totalBads,
  };
}
