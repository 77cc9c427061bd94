/** Rank of each value among all, smallest 1; equal values share the mean of their ranks. */
export function midRanks(values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  return values.map((value) => (lowerBound(sorted, value) + upperBound(sorted, value) + 1) / 2);
}

/** Spearman's rank correlation with mid-ranks; null where either side does not vary or there are fewer than three pairs. */
export function spearman(first: Float64Array, second: Float64Array): number | null {
  const n = first.length;
  if (n < 3) return null;
  const [a, b] = [midRanks(first), midRanks(second)];
  const mean = (n + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((rank, i) => {
    const [da, db] = [rank - mean, (b[i] ?? mean) - mean];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  });
  if (aa === 0 || bb === 0) return null;
  return Math.max(-1, Math.min(1, ab / Math.sqrt(aa * bb)));
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function upperBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.POSITIVE_INFINITY) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
