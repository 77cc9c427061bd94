import type { CategoricalColumn } from './loan-table.ts';
import { roundEdge } from './round-edge.ts';

/** Texts with a code of their own at most: the most frequent ones. */
const MAX_LEVELS = 150;

/** Code of blanks in every fine column. */
export const MISSING_CODE = 0;

/**
 * A feature cut once into at most 255 fine bins without looking at the target, one byte a loan. Everything later (binning
 * in each fold, regression, scores) counts these codes; a card's bin is a run of numeric codes or a set of text codes.
 */
export type FineColumn = FineNumeric | FineCategorical;

/** Code 0 is blank; code c ≥ 1 is the c-th interval: from `lower[c − 1]` (inclusive, −∞ for the first) to the next one's lower. */
export interface FineNumeric {
  readonly name: string;
  readonly kind: 'numeric';
  readonly codes: Uint8Array;
  readonly lower: readonly number[];
  /** The special code an interval holds alone, by interval; null for ordinary intervals. */
  readonly special: readonly (number | null)[];
}

/** Code 0 is blank; code c ≥ 1 is the text `levels[c − 1]`; the last code, `levels.length + 1`, is every text too rare for a code of its own. */
export interface FineCategorical {
  readonly name: string;
  readonly kind: 'categorical';
  readonly codes: Uint8Array;
  readonly levels: readonly string[];
}

/** How many codes a fine column can have. */
export function codeCount(column: FineColumn): number {
  return column.kind === 'numeric' ? column.lower.length + 1 : column.levels.length + 2;
}

/** Cuts a numeric feature at quantiles of its ordinary values; special codes get intervals of their own. */
export function fineNumeric(
  name: string,
  values: Float64Array,
  maxBins: number,
  specialCodes: readonly number[],
): FineNumeric {
  const specials = new Set(specialCodes);
  const sorted = values.filter((value) => Number.isFinite(value)).sort();
  const starts = intervalStarts(sorted, maxBins, specials);
  const lower = starts.map((start, index) => {
    if (index === 0) return Number.NEGATIVE_INFINITY;
    const last = sorted[lastBefore(sorted, start)] ?? Number.NEGATIVE_INFINITY;
    return roundEdge(last, start);
  });
  return {
    name,
    kind: 'numeric',
    codes: codesOf(values, lower),
    lower,
    special: starts.map((start) => (specials.has(start) ? start : null)),
  };
}

/** First value of each interval, ascending: quantile cuts over ordinary values, both sides of every special code met. */
function intervalStarts(sorted: Float64Array, maxBins: number, specials: ReadonlySet<number>): number[] {
  const starts: number[] = [];
  const ordinary = specials.size === 0 ? sorted : sorted.filter((value) => !specials.has(value));
  const room = ordinary.length / maxBins;
  let distinct = 0;
  for (let i = 0; i < ordinary.length; i += 1) if (i === 0 || ordinary[i] !== ordinary[i - 1]) distinct += 1;
  const cuts = new Set<number>();
  let filled = 0;
  for (let i = 0; i < ordinary.length; i += 1) {
    const value = ordinary[i] ?? 0;
    if (i > 0 && value === ordinary[i - 1]) continue;
    if (i === 0 || distinct <= maxBins || i - filled >= room) {
      cuts.add(value);
      filled = i;
    }
  }
  let previous: number | undefined;
  for (const value of sorted) {
    if (value === previous) continue;
    const afterSpecial = previous !== undefined && specials.has(previous);
    if (specials.has(value) || afterSpecial || cuts.has(value)) starts.push(value);
    previous = value;
  }
  return starts;
}

/** Index of the last element below the value. */
function lastBefore(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function codesOf(values: Float64Array, lower: readonly number[]): Uint8Array {
  const edges = Float64Array.from(lower);
  const codes = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    codes[row] = Number.isFinite(value) ? intervalOf(edges, value) + 1 : MISSING_CODE;
  }
  return codes;
}

/** Index of the last edge not above the value; the first edge is −∞. */
export function intervalOf(edges: Float64Array, value: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((edges[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Gives each frequent text a code of its own, the most frequent first on equal footing by text; the rest share the last code. */
export function fineCategorical(name: string, column: CategoricalColumn, maxLevels = MAX_LEVELS): FineCategorical {
  const counts = new Uint32Array(column.levels.length);
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const kept = column.levels
    .map((_, code) => code)
    .filter((code) => (counts[code] ?? 0) > 0)
    .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
    .slice(0, maxLevels)
    .sort((a, b) => a - b);
  const fineOf = new Uint8Array(column.levels.length).fill(kept.length + 1);
  kept.forEach((code, index) => {
    fineOf[code] = index + 1;
  });
  const codes = new Uint8Array(column.codes.length);
  for (let row = 0; row < codes.length; row += 1) {
    const code = column.codes[row] ?? -1;
    codes[row] = code < 0 ? MISSING_CODE : (fineOf[code] ?? MISSING_CODE);
  }
  return { name, kind: 'categorical', codes, levels: kept.map((code) => column.levels[code] ?? '') };
}
