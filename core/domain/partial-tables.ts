/** A row of a two-column table. */
export type TwoColumns = readonly [first: number, second: number];

/** Tables with more rows are not tried: even two counts a row would be too many ways. */
const MOST_ROWS = 50;

/** By the sum of the first column: log weights of the ways to reach it, ascending. */
type Half = ReadonlyMap<number, Float64Array>;

/** All ways to fill the two halves of a table, and the log weight of the table observed. */
export interface PartialTables {
  readonly left: Half;
  readonly right: Half;
  readonly observed: number;
}

/** What the first column of a row can be: counts from `lowest` up, with log weights relative to the likeliest. */
interface RowCounts {
  readonly lowest: number;
  readonly logs: Float64Array;
}

/**
 * Lists the ways to fill each half of the table's rows. A row of n with a in the first column weighs C(n, a)·oddsᵃ, as a share of
 * its likeliest count: with the margin fixed the odds cancel, and no weight overflows. Ways whose weight is below e^−depth
 * are left out. Null where a half has more than `limit` ways.
 */
export function listPartialTables(
  rows: readonly TwoColumns[],
  odds: number,
  depth: number,
  limit: number,
): PartialTables | null {
  if (rows.length > MOST_ROWS) return null;
  const wholeTables = rows.reduce((product, [a, b]) => product * (a + b + 1), 1);
  if (depth === Number.POSITIVE_INFINITY && Math.sqrt(wholeTables) > limit) return null;
  const [leftRows, rightRows] = split(rows.map(([a, b]) => rowCounts(a + b, odds, depth)));
  // At most about a third of the ways of several rows are as likely as the depth asks: do not begin what cannot end well.
  if (Math.max(ways(leftRows), ways(rightRows)) > 8 * limit) return null;
  const left = listHalf(leftRows, depth, limit);
  const right = left && listHalf(rightRows, depth, limit);
  const observed = rows.reduce((sum, [a, b]) => sum + logWeight(a + b, a, odds), 0);
  return left && right && { left, right, observed };
}

function ways(rows: readonly RowCounts[]): number {
  return rows.reduce((product, row) => product * row.logs.length, 1);
}

/** The split whose larger half has the fewest ways; with many rows, longest first to the half with fewer ways so far. */
function split(rows: readonly RowCounts[]): [RowCounts[], RowCounts[]] {
  const [left, right]: [RowCounts[], RowCounts[]] = [[], []];
  for (const row of rows.toSorted((a, b) => b.logs.length - a.logs.length)) {
    (ways(left) <= ways(right) ? left : right).push(row);
  }
  if (rows.length > 12) return [left, right];
  let best: [RowCounts[], RowCounts[]] = [left, right];
  for (let mask = 0; mask < 2 ** (rows.length - 1); mask++) {
    const inMask = (_: RowCounts, i: number) => (mask >> i) % 2 === 1;
    const candidate: [RowCounts[], RowCounts[]] = [rows.filter(inMask), rows.filter((row, i) => !inMask(row, i))];
    if (Math.max(...candidate.map(ways)) < Math.max(...best.map(ways))) best = candidate;
  }
  return best;
}

function mode(n: number, odds: number): number {
  return Math.min(n, Math.floor((n + 1) * (odds / (1 + odds))));
}

/** ln of weight(a) ÷ weight(mode), step by step from the mode so that it loses no digits in large factorials. */
function logWeight(n: number, a: number, odds: number): number {
  const top = mode(n, odds);
  let log = 0;
  for (let i = top; i < a; i++) log += Math.log((odds * (n - i)) / (i + 1));
  for (let i = top; i > a; i--) log += Math.log(i / (odds * (n - i + 1)));
  return log;
}

function rowCounts(n: number, odds: number, depth: number): RowCounts {
  const top = mode(n, odds);
  const below: number[] = [];
  for (let i = top, log = 0; i > 0; i--) {
    log += Math.log(i / (odds * (n - i + 1)));
    if (log < -depth) break;
    below.push(log);
  }
  const above: number[] = [];
  for (let i = top, log = 0; i < n; i++) {
    log += Math.log((odds * (n - i)) / (i + 1));
    if (log < -depth) break;
    above.push(log);
  }
  return { lowest: top - below.length, logs: Float64Array.from([...below.reverse(), 0, ...above]) };
}

function listHalf(rows: readonly RowCounts[], depth: number, limit: number): Half | null {
  let [sums, logs] = [[0], [0]];
  for (const row of rows) {
    const [nextSums, nextLogs]: [number[], number[]] = [[], []];
    for (const [i, log] of logs.entries()) {
      if (nextLogs.length > limit) return null;
      for (const [j, rowLog] of row.logs.entries()) {
        if (log + rowLog < -depth) continue;
        nextSums.push((sums[i] ?? 0) + row.lowest + j);
        nextLogs.push(log + rowLog);
      }
    }
    [sums, logs] = [nextSums, nextLogs];
  }
  return bySum(sums, logs);
}

function bySum(sums: readonly number[], logs: readonly number[]): Half {
  const sizes = new Map<number, number>();
  for (const sum of sums) sizes.set(sum, (sizes.get(sum) ?? 0) + 1);
  const half = new Map([...sizes].map(([sum, size]) => [sum, new Float64Array(size)]));
  sums.forEach((sum, i) => {
    const left = (sizes.get(sum) ?? 1) - 1;
    sizes.set(sum, left);
    const bucket = half.get(sum);
    if (bucket !== undefined) bucket[left] = logs[i] ?? 0;
  });
  for (const bucket of half.values()) bucket.sort();
  return half;
}
