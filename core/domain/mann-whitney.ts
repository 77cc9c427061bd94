import { normalTwoSided } from './distributions.ts';

/** Two groups ranked together. */
export interface RankedGroups {
  /** Sizes of the first and the second group. */
  readonly n1: number;
  readonly n2: number;
  /** Sum of the first group's mid-ranks among both. */
  readonly rankSum1: number;
  /** Σ(t³ − t) over runs of t equal values. */
  readonly tieTerm: number;
}

/** What the ranks say of a difference between the groups. */
export interface RankComparison {
  /** Pairs in which the first group's value is larger; ties count half. */
  readonly u: number;
  /** P(first larger) − P(second larger), from −1 to 1. */
  readonly cliffsDelta: number;
  /** Two-sided, normal approximation with tie correction, no continuity correction; null where every value is the same. */
  readonly pValue: number | null;
}

/**
 * Compares two groups by ranks (Mann and Whitney 1947; Cliff 1993: delta = 2U/(n₁n₂) − 1). Null where a group is empty.
 * Var(U) = n₁n₂/12 · ((N + 1) − Σ(t³ − t)/(N(N − 1))).
 */
export function compareByRank({ n1, n2, rankSum1, tieTerm }: RankedGroups): RankComparison | null {
  if (n1 === 0 || n2 === 0) return null;
  const n = n1 + n2;
  const pairs = n1 * n2;
  const u = rankSum1 - (n1 * (n1 + 1)) / 2;
  const variance = (pairs / 12) * (n + 1 - tieTerm / (n * (n - 1)));
  const allTied = tieTerm >= n * (n * n - 1);
  return {
    u,
    cliffsDelta: (2 * u) / pairs - 1,
    pValue: allTied ? null : normalTwoSided((u - pairs / 2) / Math.sqrt(variance)),
  };
}

/** How a difference is called: thresholds of Romano et al. (2006) on |delta|, and no difference where it may be chance. */
export type DifferenceReading = 'no_difference' | 'small' | 'medium' | 'large';

/** The word for a difference. */
export function readDifference(delta: number, pValue: number | null): DifferenceReading {
  const size = Math.abs(delta);
  if (pValue === null || pValue >= 0.05 || size < 0.147) return 'no_difference';
  if (size < 0.33) return 'small';
  return size < 0.474 ? 'medium' : 'large';
}
