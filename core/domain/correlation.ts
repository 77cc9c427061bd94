/** Rank of each value among all, smallest 1; equal values share the mean of their ranks. */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  return values.map((value) => {
    const below = countBelow(sorted, value);
    let upTo = below + 1;
    if (sorted[upTo] === value) upTo = countUpTo(sorted, value);
    return (below + upTo + 1) / 2;
  });
}

/**
 * Spearman's correlation from the mid-ranks of both sides; null where one side does not vary or there are fewer than three
 * pairs.
 */
export function spearman(firstRanks: Float64Array, secondRanks: Float64Array): number | null {
  const n = firstRanks.length;
  if (n < 3) return null;
  const mean = (n + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const da = (firstRanks[i] ?? mean) - mean;
    const db = (secondRanks[i] ?? mean) - mean;
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  if (aa === 0 || bb === 0) return null;
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
