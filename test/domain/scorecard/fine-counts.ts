import type { FineCounts, SegmentRules } from '../../../core/domain/scorecard/optimal-segments.ts';

/** Rules under which any cut may be made. */
export const FREE_CUTS: SegmentRules = {
  minCount: 1,
  minBads: 1,
  minGoods: 1,
  surelyExpected: Number.POSITIVE_INFINITY,
  maxBins: 8,
  zCritical: 0,
  penalty: 0,
};

/** Counts of goods and overdue loans by cell; before one of them a cut may have to stay. */
export function fineCounts(cells: readonly (readonly [number, number])[], barrierAt = -1): FineCounts {
  return {
    goods: Float64Array.from(cells, ([goods]) => goods),
    bads: Float64Array.from(cells, ([, bads]) => bads),
    barrier: cells.map((_, at) => at === barrierAt),
  };
}

/** All of them together. */
export function totalsOf({ goods, bads }: FineCounts): { goods: number; bads: number } {
  return { goods: goods.reduce((a, b) => a + b, 0), bads: bads.reduce((a, b) => a + b, 0) };
}
