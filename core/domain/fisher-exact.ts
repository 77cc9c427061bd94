import { simulateFisher } from './fisher-simulated.ts';
import { listPartialTables, type PartialTables, type TwoColumns } from './partial-tables.ts';

/** A p-value, and whether it comes from random tables instead of all of them. */
export interface FisherResult {
  readonly pValue: number;
  readonly simulated: boolean;
}

/** Tables whose probability exceeds the observed one's by less than this factor count as equally likely. */
const TIE = 1e-7;
/** Partial tables per half that are listed at most: about a third of a second. */
const LISTED_AT_MOST = 1_000_000;
/** Where all ways are too many, those are left out that are e⁻⁴⁰ (then e⁻²⁰) times as likely as the likeliest. */
const DEPTHS = [Number.POSITIVE_INFINITY, 40, 20];

/**
 * Fisher's exact test of an r×2 table (Fisher 1935; Freeman and Halton 1951): the probability, with both margins fixed, of all
 * tables that are at most as likely as the one observed.
 *
 * The rows are split into two halves; every way to fill each half is listed once and the two lists are joined where their
 * first columns add up to the margin. That takes the square root of the time of listing whole tables. Where even the halves are
 * too many, random tables with the same margins take their place (fixed seed, so the same table gives the same p).
 */
export function fisherExact(table: readonly TwoColumns[]): FisherResult {
  const rows = table.filter(([a, b]) => a + b > 0);
  const first = rows.reduce((sum, [a]) => sum + a, 0);
  const all = rows.reduce((sum, [a, b]) => sum + a + b, 0);
  // With an empty column there is one such table only.
  if (first * (all - first) === 0) return { pValue: 1, simulated: false };
  for (const depth of DEPTHS) {
    const halves = listPartialTables(rows, first / (all - first), depth, LISTED_AT_MOST);
    // What was left out may hold the observed table itself: then p is below this bound, and the bound is given.
    if (halves !== null) return { pValue: Math.max(Math.exp(-depth), joinHalves(halves, first)), simulated: false };
  }
  return { pValue: simulateFisher(rows, TIE), simulated: true };
}

function joinHalves({ left, right, observed }: PartialTables, first: number): number {
  const limit = observed + Math.log1p(TIE);
  let [extreme, total] = [0, 0];
  for (const [count, logs] of left) {
    const partners = right.get(first - count);
    if (partners === undefined) continue;
    const cumulative = cumulativeWeights(partners);
    let fitting = partners.length;
    for (const log of logs) {
      while (fitting > 0 && log + (partners[fitting - 1] ?? 0) > limit) fitting--;
      const weight = Math.exp(log);
      extreme += weight * (cumulative[fitting] ?? 0);
      total += weight * (cumulative[partners.length] ?? 0);
    }
  }
  return Math.min(1, extreme / total);
}

/** Element i is the weight of the i least likely. */
function cumulativeWeights(logs: Float64Array): Float64Array {
  const cumulative = new Float64Array(logs.length + 1);
  logs.forEach((log, i) => {
    cumulative[i + 1] = (cumulative[i] ?? 0) + Math.exp(log);
  });
  return cumulative;
}
