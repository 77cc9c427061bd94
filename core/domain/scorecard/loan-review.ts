import { type Calibration, calibration, overdueChance } from './calibration.ts';
import { type CutoffLine, type CutoffOutcome, cutoffScore, cutoffTable, outcomeAt } from './cutoff.ts';
import { type Fairness, fairness } from './fairness.ts';
import { analyseFeatures, type FeatureAnalysis } from './feature-analysis.ts';
import { type BinnedFeature, binFeature, type CodeCounts } from './feature-bins.ts';
import { FoldedCounts } from './feature-counts.ts';
import type { FineColumn } from './fine-bins.ts';
import { fineColumns, protectedColumns } from './fine-columns.ts';
import { type FittedModel, fitModel } from './fit-model.ts';
import { stratifiedFolds } from './folds.ts';
import { type Interaction, screenInteractions } from './interactions.ts';
import type { LoanTable } from './loan-table.ts';
import { averagedOutOfFold, foldRounds, rowsWhere } from './out-of-fold.ts';
import { type GainsBand, gains, type Ranking, ranking } from './ranking.ts';
import { type CardScores, cardScores, refusals } from './refusal-reasons.ts';
import { scoreGroups, toldScore } from './score-groups.ts';
import { type Scorecard, scorecardOf, scoreFromLogOdds, scoreRange } from './scorecard.ts';
import type { LoanSettings } from './settings.ts';
import { type LoanReference, loanReference, type Stability, stabilityAgainst } from './stability.ts';

/** Why there is no card: too few loans of a kind, or no feature that says anything. */
export type NoCard = 'no_loans' | 'too_few_overdue' | 'too_few_good' | 'no_feature';

/** The card and everything that is told of it. */
export interface CardReview {
  readonly scorecard: Scorecard;
  readonly model: FittedModel;
  readonly scores: CardScores;
  /** Scores by models that had not seen the loan, before rounding to points. */
  readonly outOfFoldScore: Float64Array;
  /** Rounds of folds averaged in it. */
  readonly rounds: number;
  readonly ranking: Ranking | null;
  readonly inSample: Ranking | null;
  readonly calibration: Calibration;
  readonly gains: readonly GainsBand[];
  readonly scoreMin: number;
  readonly scoreMax: number;
  readonly cutoff: CutoffOutcome;
  /** The same cut-off applied to the out-of-fold scores: what to expect of new loans. */
  readonly cutoffOutOfFold: CutoffOutcome;
  readonly cutoffTable: readonly CutoffLine[];
  /** Refusals that name a feature, by feature of the card. */
  readonly reasonCounts: readonly { readonly name: string; readonly count: number }[];
  readonly fairness: readonly Fairness[];
  readonly interactions: readonly Interaction[];
  /** What later months compare with. */
  readonly reference: LoanReference;
}

/** The review of a loan book: what tells overdue loans apart, and the card made of it. */
export interface LoanReview {
  readonly rows: number;
  readonly excluded: number;
  readonly overdue: number;
  readonly targetDefinition: string;
  /** In order of name. */
  readonly features: readonly FeatureAnalysis[];
  readonly card: CardReview | null;
  readonly noCard: NoCard | null;
  /** Against an earlier month; null on a first run. */
  readonly stability: Stability | null;
}

/**
 * Reviews a loan book: analyses each feature, makes the scorecard, measures it on loans that its models had not seen, and
 * compares with an earlier month where there is one. The same loans in any order give the same folds; nothing depends on
 * chance or the clock.
 */
export function reviewLoans(
  table: LoanTable,
  settings: LoanSettings,
  previous: LoanReference | null = null,
): LoanReview {
  const columns = fineColumns(table, settings);
  const foldOf = stratifiedFolds(table.ids, table.overdue, settings.folds, settings.seed);
  const counts = new FoldedCounts(columns, table.overdue, foldOf, settings.folds);
  const overdue = table.overdue.reduce((total, bad) => total + bad, 0);
  const tooSmall = unfitFor(table.overdue.length, overdue, settings.min_class_loans);
  const rows = rowsWhere(foldOf, () => true);
  const model =
    tooSmall === null ? fitModel(columns, { rows, overdue: table.overdue, counts: counts.all }, settings) : null;
  const features = analysed(table, columns, counts.all, model, settings);
  const usable = model !== null && model.features.length > 0 ? model : null;
  return {
    rows: table.overdue.length,
    excluded: table.excluded,
    overdue,
    targetDefinition: table.targetDefinition,
    features,
    card:
      usable === null ? null : reviewCard({ table, columns, foldOf, counts, settings, features, model: usable, rows }),
    noCard: tooSmall ?? (usable === null ? 'no_feature' : null),
    stability: previous === null ? null : stabilityAgainst(previous, table, settings.psi_floor),
  };
}

/** Every feature's analysis, protected attributes included, in order of name. */
function analysed(
  table: LoanTable,
  columns: readonly FineColumn[],
  counts: readonly CodeCounts[],
  model: FittedModel | null,
  settings: LoanSettings,
): FeatureAnalysis[] {
  const binAll = (of: readonly FineColumn[], by: readonly CodeCounts[]): BinnedFeature[] =>
    of.flatMap((column, index) => {
      const own = by[index];
      return own === undefined ? [] : [binFeature(column, own, settings.binning)];
    });
  const hidden = protectedColumns(table, settings);
  const hiddenCounts = new FoldedCounts(hidden, table.overdue, new Uint8Array(table.overdue.length), 1).all;
  return analyseFeatures(
    [...columns, ...hidden],
    [...counts, ...hiddenCounts],
    [...(model?.binned ?? binAll(columns, counts)), ...binAll(hidden, hiddenCounts)],
    settings,
  )
    .map((feature) => ({ ...feature, protectedAttribute: table.protectedAttributes.has(feature.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function unfitFor(loans: number, overdue: number, least: number): NoCard | null {
  if (loans === 0) return 'no_loans';
  if (overdue < least) return 'too_few_overdue';
  return loans - overdue < least ? 'too_few_good' : null;
}

interface CardInputs {
  readonly table: LoanTable;
  readonly columns: readonly FineColumn[];
  readonly foldOf: Uint8Array;
  readonly counts: FoldedCounts;
  readonly settings: LoanSettings;
  readonly features: readonly FeatureAnalysis[];
  readonly model: FittedModel;
  readonly rows: Uint32Array;
}

function reviewCard(inputs: CardInputs): CardReview {
  const { table, columns, foldOf, counts, settings, model } = inputs;
  const { overdue } = table;
  const rate = overdue.reduce((total, bad) => total + bad, 0) / overdue.length;
  const scorecard = scorecardOf(model, settings.scaling, rate);
  const outOfFold = averagedOutOfFold(columns, table, { foldOf, counts }, settings);
  const outOfFoldScore = outOfFold.map((odds) => toldScore(scoreFromLogOdds(odds, settings.scaling)));
  const points = cardScores(scorecard, model, overdue.length);
  const byPoints = scoreGroups(points, overdue);
  const byOutOfFold = scoreGroups(outOfFoldScore, overdue);
  const cutoff = cutoffScore(byPoints, settings);
  const scores = refusals(scorecard, model, points, cutoff);
  const range = scoreRange(scorecard);
  const loss = {
    outOfFoldScores: outOfFoldScore,
    chances: outOfFold.map(overdueChance),
    weights: table.numeric.get('loan_amount') ?? null,
  };
  return {
    scorecard,
    model,
    scores,
    outOfFoldScore,
    rounds: foldRounds(overdue.length, settings),
    ranking: ranking(byOutOfFold),
    inSample: ranking(byPoints),
    calibration: calibration(outOfFold, overdue),
    gains: gains(byOutOfFold),
    scoreMin: range.min,
    scoreMax: range.max,
    cutoff: outcomeAt(byPoints, cutoff),
    cutoffOutOfFold: outcomeAt(byOutOfFold, cutoff),
    cutoffTable: cutoffTable(byPoints, byOutOfFold, loss, cutoff, settings.cutoff.loss_given_overdue_pct / 100),
    reasonCounts: reasonCounts(scorecard, scores),
    fairness: fairness(table, model, scores.refused, foldOf, settings),
    interactions: screenInteractions(model, overdue, settings.significance),
    reference: loanReference(scorecard, inputs.features, points),
  };
}

function reasonCounts(card: Scorecard, scores: CardScores): { name: string; count: number }[] {
  const counts = new Uint32Array(card.features.length);
  for (const reason of scores.reasons) if (reason < counts.length) counts[reason] = (counts[reason] ?? 0) + 1;
  return card.features.map(({ name }, index) => ({ name, count: counts[index] ?? 0 }));
}
