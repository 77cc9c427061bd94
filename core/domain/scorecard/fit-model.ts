import type { Matrix } from 'ml-matrix';
import { normalTwoSided } from '../distributions.ts';
import { separation } from './coarse-groups.ts';
import { correlations, varianceInflation } from './correlation.ts';
import { codedDesign, type Design } from './design.ts';
import { type BinnedFeature, binFeature, type CodeCounts } from './feature-bins.ts';
import type { FineColumn } from './fine-bins.ts';
import { fitLogistic, type LogisticFit } from './logistic.ts';
import type { NotSelected } from './selection-reasons.ts';
import type { LoanSettings, SelectionSettings } from './settings.ts';

/** A feature of a fitted model. */
export interface ModelFeature {
  readonly column: FineColumn;
  readonly binned: BinnedFeature;
  readonly coefficient: number;
  readonly standardError: number;
  readonly pValue: number;
  readonly vif: number;
}

/** Log-odds of being overdue = intercept + Σ coefficient · WOE, and how it came about. */
export interface FittedModel {
  readonly intercept: number;
  /** In order of the features' names as given. */
  readonly features: readonly ModelFeature[];
  /** Every feature's bins, chosen or not. */
  readonly binned: readonly BinnedFeature[];
  readonly notSelected: ReadonlyMap<string, NotSelected>;
  readonly converged: boolean;
  readonly separated: boolean;
  readonly iterations: number;
}

/** What a model is fitted on: all loans, or the training part of a fold. */
export interface TrainingLoans {
  readonly rows: Uint32Array;
  readonly overdue: Uint8Array;
  readonly counts: readonly CodeCounts[];
}

/** Share of a variance inflation factor by which another may be smaller and count as equal. */
const ALIKE = 1e-6;

interface Candidate {
  readonly column: FineColumn;
  readonly binned: BinnedFeature;
}

/** Bins the features, picks those worth having, fits their weights of evidence. Sees nothing but the loans given. */
export function fitModel(columns: readonly FineColumn[], loans: TrainingLoans, settings: LoanSettings): FittedModel {
  const notSelected = new Map<string, NotSelected>();
  const everything = columns.map((column, index) => {
    const counts = loans.counts[index];
    if (counts === undefined) throw new RangeError(`no counts for feature ${column.name}`);
    return { column, counts, binned: binFeature(column, counts, settings.binning) };
  });
  const worthwhile = everything.filter(({ column, counts, binned }) =>
    keep(binned.name, screened(binned, counts, separation(column, counts), settings.selection), notSelected),
  );
  const distinct = withoutDuplicates(worthwhile, loans.rows, settings.selection, notSelected);
  const { candidates, fit } = fitted(distinct, loans, settings.selection, notSelected);
  const factors = varianceInflation(correlations(designOf(candidates, loans.rows)));
  return {
    intercept: fit.coefficients[0] ?? 0,
    features: candidates.map((candidate, index) => ({
      ...candidate,
      coefficient: fit.coefficients[index + 1] ?? 0,
      standardError: fit.standardErrors[index + 1] ?? 0,
      pValue: fit.pValues[index + 1] ?? 1,
      vif: factors[index] ?? 1,
    })),
    binned: everything.map(({ binned }) => binned),
    notSelected,
    converged: fit.converged,
    separated: fit.separated,
    iterations: fit.iterations,
  };
}

function keep(name: string, reason: NotSelected | null, notSelected: Map<string, NotSelected>): boolean {
  if (reason !== null) notSelected.set(name, reason);
  return reason === null;
}

/** Different values that loans have, blank being one. */
function valuesMet({ goods, bads }: CodeCounts): number {
  return goods.reduce((met, good, code) => met + (good + (bads[code] ?? 0) > 0 ? 1 : 0), 0);
}

/** What can be said against a feature by itself. */
function screened(
  binned: BinnedFeature,
  counts: CodeCounts,
  apart: number,
  settings: SelectionSettings,
): NotSelected | null {
  if (settings.measured_only.includes(binned.name)) return 'measured_only';
  if (apart >= settings.leakage_auc) return 'leakage';
  if (valuesMet(counts) < 2) return 'no_values';
  const all = binned.bins.reduce((count, bin) => count + bin.goods + bin.bads, 0);
  const missing = binned.bins.reduce((count, bin) => count + (bin.missing === true ? bin.goods + bin.bads : 0), 0);
  if (missing > settings.max_missing_share * all) return 'mostly_missing';
  return binned.iv < settings.min_iv ? 'low_iv' : null;
}

/** Walks from the most informative feature down; leaves out what repeats one already taken, then what the rest explain. */
function withoutDuplicates(
  candidates: readonly Candidate[],
  rows: Uint32Array,
  settings: SelectionSettings,
  notSelected: Map<string, NotSelected>,
): Candidate[] {
  const byValue = [...candidates].sort((a, b) => b.binned.iv - a.binned.iv || compareNames(a, b));
  const correlation = correlations(designOf(byValue, rows));
  const taken: number[] = [];
  byValue.forEach((candidate, index) => {
    const repeats = taken.some((other) => Math.abs(correlation.get(index, other)) > settings.max_correlation);
    const reason = repeats ? 'correlated' : taken.length >= settings.max_features ? 'over_limit' : null;
    if (keep(candidate.binned.name, reason, notSelected)) taken.push(index);
  });
  return withoutExplained(byValue, taken, correlation, settings.max_vif, notSelected);
}

function withoutExplained(
  byValue: readonly Candidate[],
  taken: readonly number[],
  correlation: Matrix,
  maxVif: number,
  notSelected: Map<string, NotSelected>,
): Candidate[] {
  let left = [...taken];
  for (;;) {
    const factors = varianceInflation(correlation.selection(left, left));
    const largest = Math.max(1, ...factors);
    if (largest <= maxVif) break;
    // Two features inflate each other alike, but for the last digits: the one that says less goes.
    const worst = factors.findLastIndex((factor) => factor >= largest * (1 - ALIKE));
    keep(byValue[left[worst] ?? -1]?.binned.name ?? '', 'high_vif', notSelected);
    left = left.filter((_, index) => index !== worst);
  }
  return left.flatMap((index) => byValue[index] ?? []);
}

/**
 * Fits, drops what has the wrong sign or is not significant, one feature at a time, and fits again until nothing is to be
 * dropped. Which features go is worked out on the quadratic that touches the likelihood at its top, so that millions of
 * loans need not be gone through for every single one; the next fit checks the outcome.
 */
function fitted(
  candidates: readonly Candidate[],
  loans: TrainingLoans,
  settings: SelectionSettings,
  notSelected: Map<string, NotSelected>,
): { candidates: readonly Candidate[]; fit: LogisticFit } {
  const target = Uint8Array.from(loans.rows, (row) => loans.overdue[row] ?? 0);
  let left = [...candidates].sort(compareNames);
  let start: Float64Array | undefined;
  for (;;) {
    const penalties = left.map(({ binned }) => settings.shrinkage * binned.freedom);
    const fit = fitLogistic(designOf(left, loans.rows), target, {
      penalties,
      ...(start === undefined ? {} : { start }),
    });
    const pruned = prune(fit, settings.max_p_value);
    if (pruned.dropped.size === 0) return { candidates: left, fit };
    for (const [index, reason] of pruned.dropped) keep(left[index]?.binned.name ?? '', reason, notSelected);
    left = left.filter((_, index) => !pruned.dropped.has(index));
    start = pruned.start;
  }
}

/** Features to drop, by index, and where the fit without them will about be. */
function prune(fit: LogisticFit, maxPValue: number): { dropped: Map<number, NotSelected>; start: Float64Array } {
  const coefficients = Float64Array.from(fit.coefficients);
  const covariance = fit.covariance.clone();
  const dropped = new Map<number, NotSelected>();
  for (;;) {
    const worst = worstOffender(coefficients, covariance, dropped, maxPValue);
    if (worst === null) break;
    dropped.set(worst.index - 1, worst.reason);
    removeFrom(coefficients, covariance, worst.index);
  }
  return { dropped, start: coefficients.filter((_, index) => index === 0 || !dropped.has(index - 1)) };
}

function worstOffender(
  coefficients: Float64Array,
  covariance: Matrix,
  dropped: ReadonlyMap<number, NotSelected>,
  maxPValue: number,
): { index: number; reason: NotSelected } | null {
  let wrong: { index: number; z: number } | null = null;
  let weak: { index: number; p: number } | null = null;
  for (let index = 1; index < coefficients.length; index += 1) {
    if (dropped.has(index - 1)) continue;
    const deviation = Math.sqrt(Math.max(0, covariance.get(index, index)));
    const z = deviation > 0 ? (coefficients[index] ?? 0) / deviation : 0;
    if (z >= 0 && (wrong === null || z > wrong.z)) wrong = { index, z };
    const p = normalTwoSided(z);
    if (p > maxPValue && (weak === null || p > weak.p)) weak = { index, p };
  }
  if (wrong !== null) return { index: wrong.index, reason: 'wrong_sign' };
  return weak === null ? null : { index: weak.index, reason: 'not_significant' };
}

/** Where the top of the quadratic moves when one coefficient is held at zero, and its curvature there. */
function removeFrom(coefficients: Float64Array, covariance: Matrix, index: number): void {
  const variance = covariance.get(index, index);
  if (variance <= 0) {
    coefficients[index] = 0;
    return;
  }
  const column = covariance.getColumn(index);
  const ratio = (coefficients[index] ?? 0) / variance;
  column.forEach((value, at) => {
    coefficients[at] = (coefficients[at] ?? 0) - value * ratio;
  });
  for (let a = 0; a < column.length; a += 1) {
    for (let b = 0; b < column.length; b += 1) {
      covariance.set(a, b, covariance.get(a, b) - ((column[a] ?? 0) * (column[b] ?? 0)) / variance);
    }
  }
}

function designOf(candidates: readonly Candidate[], rows: Uint32Array): Design {
  return codedDesign(
    candidates.map(({ column, binned }) => ({ codes: column.codes, standsFor: binned.woeOf })),
    rows,
  );
}

function compareNames(a: Candidate, b: Candidate): number {
  return a.binned.name < b.binned.name ? -1 : 1;
}
