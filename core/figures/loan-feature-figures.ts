import type { Figure, FigureRow } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { FeatureAnalysis } from '../domain/scorecard/feature-analysis.ts';
import type { FeatureBin } from '../domain/scorecard/feature-bins.ts';
import type { LoanReview } from '../domain/scorecard/loan-review.ts';
import { binLabel } from '../domain/scorecard/scorecard.ts';
import type { NotSelected } from '../domain/scorecard/selection-reasons.ts';
import { wilsonInterval } from '../domain/wilson.ts';
import { cell, LOAN_ROWS, loanFigure, percent } from './loan-figure.ts';

const FEATURES = LOAN_ROWS.features;
const CARD = LOAN_ROWS.card;

/** `loan.feature.<name>.*`: what each feature tells by itself, and what became of it in the card. */
export function loanFeatureFigures(review: LoanReview): Record<string, Figure> {
  const figures = review.features.map((feature) => featureFigures(feature, review));
  return Object.assign({}, ...figures, summaryFigures(review));
}

function featureFigures(feature: FeatureAnalysis, review: LoanReview): Record<string, Figure> {
  const entries = {
    ...ownFigures(feature, review),
    ...cardFigures(feature, review),
    psi: psiFigure(feature.name, review),
  };
  return Object.fromEntries(
    Object.entries(entries).map(([id, figure]) => [`loan.feature.${feature.name}.${id}`, figure]),
  );
}

function ownFigures(feature: FeatureAnalysis, review: LoanReview): Record<string, Figure> {
  const of = (formula: string) => ({ rows: FEATURES, formula });
  const { test, comparison } = feature;
  return {
    group: loanFigure('text', feature.group, of('personal, loan, history or other, by the rules')),
    kind: loanFigure('text', feature.kind, of('numeric or categorical, by the manifest')),
    iv: loanFigure(
      'number',
      feature.binned.iv,
      of('Σ (share of goods − share of bads) · ln(share of goods ÷ share of bads) over the bins'),
    ),
    bins: loanFigure(
      'list',
      binRows(feature, review),
      of(
        'loans by bin; overdue rate with its 95 % Wilson interval; WOE = ln(share of goods ÷ share of bads); points where the card has the feature',
      ),
    ),
    trend: loanFigure('text', feature.trend, of('shape of the overdue rate over rising values')),
    missing_pct: loanFigure('pct', percent(feature.missingRate), of('100 × blanks ÷ loans')),
    auc: loanFigure(
      'fraction',
      feature.auc,
      of('area under the ROC curve of the feature alone, in tenths or by text, riskiest first'),
      feature.leakage ? 'leakage_suspected' : undefined,
    ),
    leakage: loanFigure(
      'flag',
      feature.leakage,
      of('the feature alone reaches the area under the ROC curve that the rules call leakage'),
    ),
    expectation: loanFigure(
      'text',
      feature.expectation,
      of(
        'sign of the Mann–Whitney statistic against the common expectation, where its p-value (Benjamini–Hochberg over the features) is significant',
      ),
      feature.expectation === null ? 'no_expectation' : undefined,
    ),
    chi_squared: loanFigure(
      'number',
      test?.chiSquared ?? null,
      of('Pearson χ² of overdue over tenths of the number or over the texts'),
      test === null ? 'all_tied' : undefined,
    ),
    p_value_alone: loanFigure(
      'fraction',
      test?.pValue ?? null,
      of('p-value of that χ² test, or of Fisher’s exact test where counts are small'),
      test === null ? 'all_tied' : undefined,
    ),
    cliffs_delta: loanFigure(
      'fraction',
      comparison?.cliffsDelta ?? null,
      of('P(overdue loan has the larger value) − P(smaller); for texts, the riskier'),
      comparison !== null ? undefined : feature.kind === 'categorical' ? 'no_order' : 'all_tied',
    ),
  };
}

function binRows({ name, binned }: FeatureAnalysis, review: LoanReview): FigureRow[] {
  const used = review.card?.scorecard.features.find((feature) => feature.name === name);
  const points = new Map(used?.bins.map((bin) => [bin.label, bin.points]));
  return binned.bins
    .filter((bin) => bin.goods + bin.bads > 0)
    .map((bin) => ({ ...binRow(bin), points: points.get(binLabel(bin)) ?? null }));
}

function binRow(bin: FeatureBin): FigureRow {
  const count = bin.goods + bin.bads;
  const rate = wilsonInterval(bin.bads, count);
  return {
    label: binLabel(bin),
    lower: cell(bin.lower),
    upper: cell(bin.upper),
    count,
    overdue: bin.bads,
    overdue_rate_pct: cell(rate?.pct),
    overdue_rate_low_pct: cell(rate?.lowPct),
    overdue_rate_high_pct: cell(rate?.highPct),
    woe: cell(bin.woe),
    iv: cell(bin.iv),
  };
}

function cardFigures({ name, protectedAttribute }: FeatureAnalysis, review: LoanReview): Record<string, Figure> {
  const used = review.card?.model.features.find(({ binned }) => binned.name === name);
  const left = review.card === null ? 'no_card' : (review.card.model.notSelected.get(name) ?? null);
  const reason: NotSelected | null = protectedAttribute ? 'protected' : left;
  const of = (formula: string) => ({ rows: CARD, formula });
  const absent: NoteCode | undefined = used === undefined ? 'not_in_card' : undefined;
  return {
    selected: loanFigure('flag', used !== undefined, of('in the scorecard')),
    not_selected_reason: loanFigure(
      'text',
      used === undefined ? reason : null,
      of('first of the selection’s steps that the feature did not pass'),
      used === undefined ? undefined : 'in_card',
    ),
    coefficient: loanFigure(
      'number',
      used?.coefficient ?? null,
      of('coefficient of the feature’s WOE in the log-odds of being overdue'),
      absent,
    ),
    p_value: loanFigure('fraction', used?.pValue ?? null, of('two-sided Wald test of the coefficient'), absent),
    vif: loanFigure(
      'number',
      used?.vif ?? null,
      of('1 ÷ (1 − R²) of the feature’s WOE on those of the others'),
      absent,
    ),
  };
}

function psiFigure(name: string, review: LoanReview): Figure {
  const psi = review.stability?.features.get(name) ?? null;
  const reason: NoteCode | undefined =
    psi !== null ? undefined : review.stability === null ? 'first_run' : 'new_loan_feature';
  return loanFigure(
    'number',
    psi,
    {
      rows: FEATURES,
      formula: 'Σ (share now − share then) · ln(share now ÷ share then) over the earlier month’s bins',
    },
    reason,
  );
}

function summaryFigures(review: LoanReview): Record<string, Figure> {
  const order = [...review.features].sort((a, b) => b.binned.iv - a.binned.iv || (a.name < b.name ? -1 : 1));
  const selected = new Set(review.card?.model.features.map(({ binned }) => binned.name));
  const rows = order.map((feature) => ({
    feature: feature.name,
    group: feature.group,
    iv: cell(feature.binned.iv),
    trend: feature.trend,
    expectation: feature.expectation,
    missing_pct: cell(percent(feature.missingRate)),
    leakage: feature.leakage,
    selected: selected.has(feature.name),
  }));
  return {
    'loan.features': loanFigure('list', rows, {
      rows: FEATURES,
      formula: 'features by information value, largest first',
    }),
    'loan.features.count': loanFigure('count', rows.length, { rows: FEATURES, formula: 'features read' }),
    'loan.leakage.count': loanFigure('count', rows.filter(({ leakage }) => leakage).length, {
      rows: FEATURES,
      formula: 'features that alone tell overdue loans apart almost perfectly',
    }),
  };
}
