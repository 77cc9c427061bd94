import { FoldedCounts } from './feature-counts.ts';
import type { FineColumn } from './fine-bins.ts';
import { type FittedModel, fitModel } from './fit-model.ts';
import { stratifiedFolds } from './folds.ts';
import type { LoanSettings } from './settings.ts';

/** Log-odds of being overdue by the model, for the loans listed. */
export function logOdds(model: FittedModel, rows: Uint32Array, into: Float64Array): void {
  for (const row of rows) into[row] = model.intercept;
  for (const { column, binned, coefficient } of model.features) {
    const { codes } = column;
    const parts = binned.woeOf.map((woe) => coefficient * woe);
    for (const row of rows) into[row] = (into[row] ?? 0) + (parts[codes[row] ?? 0] ?? 0);
  }
}

/**
 * Log-odds of every loan by a model that has not seen it: for each fold bins, features and coefficients are made anew from
 * the other folds alone.
 */
export function outOfFoldLogOdds(
  columns: readonly FineColumn[],
  overdue: Uint8Array,
  foldOf: Uint8Array,
  counts: FoldedCounts,
  settings: LoanSettings,
): Float64Array {
  const odds = new Float64Array(overdue.length);
  for (let fold = 0; fold < settings.folds; fold += 1) {
    const rows = rowsWhere(foldOf, (of) => of !== fold);
    const model = fitModel(columns, { rows, overdue, counts: counts.without(fold) }, settings);
    logOdds(
      model,
      rowsWhere(foldOf, (of) => of === fold),
      odds,
    );
  }
  return odds;
}

/** Rounds of folds: several on a small book, where one deal of the cards decides too much, one on a large book. */
export function foldRounds(loans: number, settings: LoanSettings): number {
  return loans <= settings.repeat_up_to_loans ? settings.rounds : 1;
}

/**
 * Out-of-fold log-odds averaged over several rounds, each with folds of its own: for every loan the mean of models that had
 * not seen it. `first` is round one, dealt and counted already.
 */
export function averagedOutOfFold(
  columns: readonly FineColumn[],
  loans: { readonly ids: readonly string[]; readonly overdue: Uint8Array },
  first: { readonly foldOf: Uint8Array; readonly counts: FoldedCounts },
  settings: LoanSettings,
): Float64Array {
  const rounds = foldRounds(loans.ids.length, settings);
  const sum = outOfFoldLogOdds(columns, loans.overdue, first.foldOf, first.counts, settings);
  for (let round = 1; round < rounds; round += 1) {
    const foldOf = stratifiedFolds(loans.ids, loans.overdue, settings.folds, settings.seed + round);
    const counts = new FoldedCounts(columns, loans.overdue, foldOf, settings.folds);
    const odds = outOfFoldLogOdds(columns, loans.overdue, foldOf, counts, settings);
    for (let row = 0; row < sum.length; row += 1) sum[row] = (sum[row] ?? 0) + (odds[row] ?? 0);
  }
  return sum.map((odds) => odds / rounds);
}

/** Indices of the loans whose fold meets the condition. */
export function rowsWhere(foldOf: Uint8Array, condition: (fold: number) => boolean): Uint32Array {
  const rows = new Uint32Array(foldOf.length);
  let count = 0;
  for (let row = 0; row < foldOf.length; row += 1) {
    if (!condition(foldOf[row] ?? 0)) continue;
    rows[count] = row;
    count += 1;
  }
  return rows.subarray(0, count);
}
