import { binIndexOf } from './apply-scorecard.ts';
import type { FeatureAnalysis } from './feature-analysis.ts';
import { intervalOf } from './fine-bins.ts';
import type { CategoricalColumn, LoanTable } from './loan-table.ts';
import { type BinDefinition, binDefinition, type Scorecard } from './scorecard.ts';

/** A feature's bins where the card was made, and how many loans each held. */
export interface ReferenceFeature {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  readonly bins: readonly (BinDefinition & { readonly count: number })[];
}

/** What a later month compares its loans with: the card, each feature's bins, and the bands its scores fell in. */
export interface LoanReference {
  readonly scorecard: Scorecard;
  readonly features: readonly ReferenceFeature[];
  /** Bands of the card's score: `from` inclusive, absent for the first; each ends where the next begins. */
  readonly score_bands: readonly { readonly from?: number; readonly count: number }[];
}

/** Bands of the score distribution. */
const BANDS = 10;

/** What to keep of a month for later ones. */
export function loanReference(
  scorecard: Scorecard,
  analysis: readonly FeatureAnalysis[],
  score: Int32Array,
): LoanReference {
  return {
    scorecard,
    features: analysis.map(({ name, kind, binned }) => ({
      name,
      kind,
      bins: binned.bins.map((bin) => ({ ...binDefinition(bin), count: bin.goods + bin.bads })),
    })),
    score_bands: scoreBands(score),
  };
}

function scoreBands(score: Int32Array): { from?: number; count: number }[] {
  const sorted = score.slice().sort();
  // Ascending, as they are added.
  const edges = new Set<number>();
  for (let band = 1; band < BANDS; band += 1) edges.add(sorted[Math.floor((band * sorted.length) / BANDS)] ?? 0);
  edges.delete(sorted[0] ?? 0);
  const from = [...edges];
  const counts = countBands(score, from);
  return counts.map((count, band) => ({ ...(band === 0 ? {} : { from: from[band - 1] ?? 0 }), count }));
}

function countBands(score: Int32Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of score) {
    let band = 0;
    while (band < edges.length && value >= (edges[band] ?? 0)) band += 1;
    counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts;
}

/** Population stability: Σ (share now − share then) · ln(share now ÷ share then), shares no smaller than the floor. Null without loans on a side. */
export function stabilityIndex(then: readonly number[], now: readonly number[], floor: number): number | null {
  const totalThen = then.reduce((total, count) => total + count, 0);
  const totalNow = now.reduce((total, count) => total + count, 0);
  if (totalThen === 0 || totalNow === 0) return null;
  return then.reduce((index, count, bin) => {
    const was = Math.max(floor, count / totalThen);
    const is = Math.max(floor, (now[bin] ?? 0) / totalNow);
    return index + (is - was) * Math.log(is / was);
  }, 0);
}

/** How far this month's loans have moved from those the earlier card was made on. */
export interface Stability {
  /** Of the earlier card's scores. */
  readonly score: number | null;
  /** By feature: those of the earlier month that this month has too. */
  readonly features: ReadonlyMap<string, number | null>;
}

/** Stability of the score and of every feature against an earlier month, over that month's own bins. */
export function stabilityAgainst(reference: LoanReference, table: LoanTable, floor: number): Stability {
  const features = new Map<string, number | null>();
  const score = new Int32Array(table.ids.length).fill(reference.scorecard.base_points);
  for (const feature of reference.features) {
    const binOf = binsOfColumn(feature, table);
    if (binOf === null) continue;
    const now = new Array<number>(feature.bins.length).fill(0);
    for (const bin of binOf) if (bin >= 0) now[bin] = (now[bin] ?? 0) + 1;
    features.set(
      feature.name,
      stabilityIndex(
        feature.bins.map(({ count }) => count),
        now,
        floor,
      ),
    );
    addPoints(score, reference.scorecard, feature.name, binOf);
  }
  const complete = reference.scorecard.features.every(({ name }) => features.has(name));
  const edges = reference.score_bands.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const counts = reference.score_bands.map(({ count }) => count);
  return { score: complete ? stabilityIndex(counts, countBands(score, edges), floor) : null, features };
}

function addPoints(score: Int32Array, card: Scorecard, name: string, binOf: Int16Array): void {
  const bins = card.features.find((feature) => feature.name === name)?.bins;
  if (bins === undefined) return;
  for (let row = 0; row < score.length; row += 1)
    score[row] = (score[row] ?? 0) + (bins[binOf[row] ?? -1]?.points ?? 0);
}

/** The earlier bin each loan falls in; null where the feature is gone, or has changed its kind. */
function binsOfColumn(feature: ReferenceFeature, table: LoanTable): Int16Array | null {
  const { name } = feature;
  const column = table.numeric.get(name) ?? table.categorical.get(name) ?? table.protectedAttributes.get(name);
  if (column instanceof Float64Array) return feature.kind === 'numeric' ? binsOfNumbers(feature, column) : null;
  return column !== undefined && feature.kind === 'categorical' ? binsOfTexts(feature, column) : null;
}

function binsOfNumbers(feature: ReferenceFeature, values: Float64Array): Int16Array {
  const missing = binIndexOf(feature.bins, null);
  const intervals = feature.bins
    .map(({ lower, missing: blank }, bin) => ({ bin, blank, lower: lower ?? Number.NEGATIVE_INFINITY }))
    .filter(({ blank }) => blank !== true)
    .sort((a, b) => a.lower - b.lower);
  const edges = Float64Array.from(intervals, ({ lower }) => lower);
  const binOf = new Int16Array(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? Number.NaN;
    binOf[row] = Number.isFinite(value) ? (intervals[intervalOf(edges, value)]?.bin ?? -1) : missing;
  }
  return binOf;
}

function binsOfTexts(feature: ReferenceFeature, column: CategoricalColumn): Int16Array {
  const missing = binIndexOf(feature.bins, null);
  const ofLevel = column.levels.map((level) => binIndexOf(feature.bins, level));
  return Int16Array.from(column.codes, (code) => (code < 0 ? missing : (ofLevel[code] ?? -1)));
}
