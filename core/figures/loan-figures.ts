import type { Figure, Figures, FigureUnit } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { LoanReview, NoCard } from '../domain/scorecard/loan-review.ts';
import type { LoanSettings } from '../domain/scorecard/settings.ts';
import { missingFigure } from './figure-kit.ts';
import { loanCardFigures } from './loan-card-figures.ts';
import { loanFeatureFigures } from './loan-feature-figures.ts';
import { LOAN_ROWS, loanFigure } from './loan-figure.ts';

/** Figures of the card, by id, that do not depend on features or attributes. */
const CARD_UNITS: readonly (readonly [string, FigureUnit])[] = [
  ['loan.scorecard.auc', 'fraction'],
  ['loan.scorecard.auc_low', 'fraction'],
  ['loan.scorecard.auc_high', 'fraction'],
  ['loan.scorecard.gini', 'fraction'],
  ['loan.scorecard.ks', 'fraction'],
  ['loan.scorecard.auc_in_sample', 'fraction'],
  ['loan.scorecard.brier', 'number'],
  ['loan.scorecard.calibration_slope', 'number'],
  ['loan.scorecard.lift_at_decile', 'ratio'],
  ['loan.scorecard.folds', 'count'],
  ['loan.scorecard.psi', 'number'],
  ['loan.scorecard.pdo', 'points'],
  ['loan.scorecard.base_score', 'score'],
  ['loan.scorecard.base_odds', 'ratio'],
  ['loan.scorecard.base_points', 'points'],
  ['loan.scorecard.score_min', 'score'],
  ['loan.scorecard.score_max', 'score'],
  ['loan.scorecard.features.count', 'count'],
  ['loan.gains', 'list'],
  ['loan.scorecard.cutoff_score', 'score'],
  ['loan.cutoff.approval_rate_pct', 'pct'],
  ['loan.cutoff.approved_overdue_rate_pct', 'pct'],
  ['loan.cutoff.bads_refused_pct', 'pct'],
  ['loan.cutoff.goods_refused_pct', 'pct'],
  ['loan.cutoff.table', 'list'],
];

const BOOK_UNITS: readonly (readonly [string, FigureUnit])[] = [
  ['loan.rows', 'count'],
  ['loan.excluded.count', 'count'],
  ['loan.overdue_rate_pct', 'pct'],
  ['loan.target.definition', 'text'],
];

const NO_CARD_NOTES: Readonly<Record<NoCard, NoteCode>> = {
  no_loans: 'no_loans',
  too_few_overdue: 'no_overdue_loans',
  too_few_good: 'no_good_loans',
  no_feature: 'no_loan_feature',
};

/** All `loan.*` figures of a loan book's review. Where there is no card its figures are there without a value, and say why. */
export function loanFigures(review: LoanReview, settings: LoanSettings): Figures {
  const reason = review.noCard === null ? null : NO_CARD_NOTES[review.noCard];
  return {
    ...bookFigures(review),
    ...loanFeatureFigures(review),
    ...(reason === null ? {} : withoutValue(CARD_UNITS, reason)),
    ...(review.card === null ? {} : loanCardFigures(review, review.card, settings)),
    'loan.benchmark.boosted_auc': missingFigure('fraction', 'no_flexible_model', {
      formula: 'AUC of a flexible model over the same folds',
    }),
  };
}

/** The fixed `loan.*` figures of an export without loans: all without a value. */
export function noLoanFigures(): Figures {
  return withoutValue([...BOOK_UNITS, ...CARD_UNITS, ['loan.benchmark.boosted_auc', 'fraction']], 'no_loans');
}

function bookFigures(review: LoanReview): Record<string, Figure> {
  const rows = LOAN_ROWS.scores;
  const rate = review.rows === 0 ? null : (100 * review.overdue) / review.rows;
  return {
    'loan.rows': loanFigure('count', review.rows, { rows, formula: 'loans with a usable target' }),
    'loan.excluded.count': loanFigure('count', review.excluded, {
      formula: 'loans left out for want of a usable target',
    }),
    'loan.overdue_rate_pct': loanFigure(
      'pct',
      rate,
      { rows, formula: '100 × overdue loans ÷ loans' },
      rate === null ? 'no_loans' : undefined,
    ),
    'loan.target.definition': loanFigure('text', review.targetDefinition, {
      formula: 'what the manifest maps to overdue',
    }),
  };
}

function withoutValue(units: readonly (readonly [string, FigureUnit])[], reason: NoteCode): Record<string, Figure> {
  const evidence = { formula: 'made from the loans of the export and their scorecard (docs/scorecard.md)' };
  return Object.fromEntries(units.map(([id, unit]) => [id, missingFigure(unit, reason, evidence)]));
}
