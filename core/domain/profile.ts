import type { RowOf } from '../contracts/rows.ts';
import { Decimal } from './decimal.ts';
import { compareByRank, type DifferenceReading, readDifference } from './mann-whitney.ts';
import { derive2, known, knownOr, missing, type Quantity, ratio } from './quantity.ts';
import { quantile7 } from './quartiles.ts';

/** What the two groups are compared by. */
export type Measure = RowOf<'profile_summary'>['measure'];

/** Mean and quartiles of a measure in one group. */
export interface GroupProfile {
  readonly mean: Quantity<Decimal>;
  readonly median: Quantity<Decimal>;
  readonly q1: Quantity<Decimal>;
  readonly q3: Quantity<Decimal>;
}

/** A measure in the high-risk group against the normal one. */
export interface MeasureProfile {
  readonly highRisk: GroupProfile;
  readonly normal: GroupProfile;
  readonly differenceOfMeans: Quantity<Decimal>;
  readonly ratioOfMeans: Quantity<Decimal>;
  /** Positive: high-risk customers have the larger values. */
  readonly cliffsDelta: Quantity<number>;
  readonly pValue: Quantity<number>;
  readonly reading: Quantity<DifferenceReading>;
}

/** How many customers the groups have in all, to tell an empty group from one that lacks the measure. */
export interface GroupSizes {
  readonly highRisk: number;
  readonly normal: number;
}

/** Compares the two groups by one measure, over the customers that have it. */
export function profileMeasure(
  rows: readonly RowOf<'profile_summary'>[],
  measure: Measure,
  sizes: GroupSizes,
): MeasureProfile {
  const rowOf = (group: 'high_risk' | 'normal') =>
    rows.find((row) => row.measure === measure && row.risk_group === group && row.n > 0);
  const [first, second] = [rowOf('high_risk'), rowOf('normal')];
  const absent = missing(sizes.highRisk === 0 ? 'no_high_risk' : sizes.normal === 0 ? 'no_normal' : 'missing_input');
  const highRisk = groupProfile(first, sizes.highRisk === 0 ? 'no_high_risk' : 'missing_input');
  const normal = groupProfile(second, sizes.normal === 0 ? 'no_normal' : 'missing_input');
  const comparison =
    first === undefined || second === undefined
      ? null
      : compareByRank({
          n1: first.n,
          n2: second.n,
          rankSum1: Number(first.rank_sum),
          tieTerm: Number(first.tie_term),
        });
  return {
    highRisk,
    normal,
    differenceOfMeans: derive2(highRisk.mean, normal.mean, (a, b) => a.minus(b)),
    ratioOfMeans: ratio(highRisk.mean, normal.mean),
    cliffsDelta: comparison === null ? absent : known(comparison.cliffsDelta),
    pValue: comparison === null ? absent : knownOr(comparison.pValue, 'all_tied'),
    reading: comparison === null ? absent : known(readDifference(comparison.cliffsDelta, comparison.pValue)),
  };
}

function groupProfile(
  row: RowOf<'profile_summary'> | undefined,
  absent: 'no_high_risk' | 'no_normal' | 'missing_input',
): GroupProfile {
  if (row === undefined) {
    const none = missing(absent);
    return { mean: none, median: none, q1: none, q3: none };
  }
  return {
    mean: known(new Decimal(row.total).div(row.n)),
    median: known(quantile7(row.n, 0.5, row.q2_low, row.q2_high)),
    q1: known(quantile7(row.n, 0.25, row.q1_low, row.q1_high)),
    q3: known(quantile7(row.n, 0.75, row.q3_low, row.q3_high)),
  };
}

/** Customers of both groups whose value is in [from, to); null is open. */
export interface ProfileBin {
  readonly from: number | null;
  readonly to: number | null;
  readonly highRisk: number;
  readonly normal: number;
}

/** Bins between the edges (ascending) and beyond them on both sides, from counts at or above each edge. */
export function profileBins(
  summary: readonly RowOf<'profile_summary'>[],
  bins: readonly RowOf<'profile_bins'>[],
  measure: Measure,
  edges: readonly number[],
): ProfileBin[] {
  const atOrAbove = (group: 'high_risk' | 'normal', edge: number | null): number => {
    if (edge === null) return summary.find((row) => row.measure === measure && row.risk_group === group)?.n ?? 0;
    const row = bins.find((bin) => bin.measure === measure && bin.risk_group === group && Number(bin.edge) === edge);
    return row?.at_or_above ?? 0;
  };
  const between = (group: 'high_risk' | 'normal', from: number | null, to: number | null) =>
    atOrAbove(group, from) - (to === null ? 0 : atOrAbove(group, to));
  const ascending = [...new Set(edges)].sort((a, b) => a - b);
  return [null, ...ascending].map((from, i) => {
    const to = ascending[i] ?? null;
    return { from, to, highRisk: between('high_risk', from, to), normal: between('normal', from, to) };
  });
}
