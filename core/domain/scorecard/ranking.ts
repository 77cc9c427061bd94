import { normalQuantile } from '../distributions.ts';
import type { ScoreGroups } from './score-groups.ts';

/** How well scores rank: the chance that a good loan scores above an overdue one, ties counting half, with its 95 % interval. */
export interface Ranking {
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  /** 2·AUC − 1. */
  readonly gini: number;
  /** Largest distance between the two cumulative distributions of scores (Kolmogorov–Smirnov). */
  readonly ks: number;
  /** Overdue rate among the riskiest tenth ÷ the overall rate. */
  readonly liftAtDecile: number;
}

/** AUC with DeLong's variance, Gini, KS and lift; null where one of the classes is empty. */
export function ranking(groups: ScoreGroups): Ranking | null {
  if (groups.totalGoods === 0 || groups.totalBads === 0) return null;
  const { auc, standardError } = delong(groups);
  const reach = normalQuantile(0.975) * standardError;
  return {
    auc,
    aucLow: Math.max(0, auc - reach),
    aucHigh: Math.min(1, auc + reach),
    gini: 2 * auc - 1,
    ks: kolmogorovSmirnov(groups),
    liftAtDecile: liftAt(groups, 0.1),
  };
}

/** DeLong, DeLong and Clarke-Pearson 1988, with placements taken group by group. */
function delong(groups: ScoreGroups): { auc: number; standardError: number } {
  const { goods, bads, totalGoods, totalBads } = groups;
  let badsBelow = 0;
  let goodsAbove = totalGoods;
  let sum = 0;
  let badSquares = 0;
  let goodSquares = 0;
  for (let i = 0; i < goods.length; i += 1) {
    const g = goods[i] ?? 0;
    const b = bads[i] ?? 0;
    goodsAbove -= g;
    const badPlacement = (goodsAbove + g / 2) / totalGoods;
    const goodPlacement = (badsBelow + b / 2) / totalBads;
    badsBelow += b;
    sum += b * badPlacement;
    badSquares += b * badPlacement ** 2;
    goodSquares += g * goodPlacement ** 2;
  }
  const auc = sum / totalBads;
  const variance = (squares: number, n: number): number =>
    n > 1 ? Math.max(0, squares - n * auc * auc) / (n - 1) / n : 0;
  return { auc, standardError: Math.sqrt(variance(badSquares, totalBads) + variance(goodSquares, totalGoods)) };
}

function kolmogorovSmirnov(groups: ScoreGroups): number {
  let goods = 0;
  let bads = 0;
  let most = 0;
  for (let i = 0; i < groups.score.length; i += 1) {
    goods += groups.goods[i] ?? 0;
    bads += groups.bads[i] ?? 0;
    most = Math.max(most, Math.abs(bads / groups.totalBads - goods / groups.totalGoods));
  }
  return most;
}

/** Lift among the riskiest ⌈share·n⌉ loans; loans tied at the edge count at their expected value. */
function liftAt(groups: ScoreGroups, share: number): number {
  const n = groups.totalGoods + groups.totalBads;
  const wanted = Math.ceil(share * n);
  let taken = 0;
  let bads = 0;
  for (let i = 0; i < groups.score.length && taken < wanted; i += 1) {
    const count = (groups.goods[i] ?? 0) + (groups.bads[i] ?? 0);
    const part = Math.min(count, wanted - taken);
    bads += ((groups.bads[i] ?? 0) * part) / count;
    taken += part;
  }
  return bads / wanted / (groups.totalBads / n);
}

/** A band of scores, riskiest first. */
export interface GainsBand {
  readonly scoreFrom: number;
  readonly scoreTo: number;
  readonly count: number;
  readonly overdue: number;
  /** Share of all overdue loans in this band and the riskier ones, 0–1. */
  readonly cumulativeBads: number;
  readonly cumulativeGoods: number;
  /** Overdue rate of the band ÷ overall rate. */
  readonly lift: number;
}

/** About ten bands of equal size; loans with equal scores stay together. */
export function gains(groups: ScoreGroups, bands = 10): GainsBand[] {
  const n = groups.totalGoods + groups.totalBads;
  const rows: GainsBand[] = [];
  let start = 0;
  let goods = 0;
  let bads = 0;
  let before = { goods: 0, bads: 0 };
  let filled = 0;
  for (let i = 0; i < groups.score.length; i += 1) {
    goods += groups.goods[i] ?? 0;
    bads += groups.bads[i] ?? 0;
    const last = i === groups.score.length - 1;
    if (!last && (goods + bads) * bands < n * (filled + 1)) continue;
    const count = goods + bads - before.goods - before.bads;
    rows.push({
      scoreFrom: groups.score[start] ?? 0,
      scoreTo: groups.score[i] ?? 0,
      count,
      overdue: bads - before.bads,
      cumulativeBads: ratio(bads, groups.totalBads),
      cumulativeGoods: ratio(goods, groups.totalGoods),
      lift: ratio((bads - before.bads) * n, count * groups.totalBads),
    });
    filled = Math.floor(((goods + bads) * bands) / n);
    before = { goods, bads };
    start = i + 1;
  }
  return rows;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
