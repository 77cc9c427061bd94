import type { Figure, FigureRow, FigureUnit } from '../contracts/figure.ts';
import type { NoteCode } from '../contracts/notes.ts';
import type { CutoffLine, CutoffOutcome } from '../domain/scorecard/cutoff.ts';
import type { Fairness } from '../domain/scorecard/fairness.ts';
import type { CardReview, LoanReview } from '../domain/scorecard/loan-review.ts';
import type { LoanSettings } from '../domain/scorecard/settings.ts';
import { cell, LOAN_ROWS, loanFigure, percent } from './loan-figure.ts';

const SCORES = LOAN_ROWS.scores;
const CARD = LOAN_ROWS.card;

/** Figures of the card: how well it ranks loans it has not seen, its scale, its cut-off, its reasons and its fairness. */
export function loanCardFigures(review: LoanReview, card: CardReview, settings: LoanSettings): Record<string, Figure> {
  return {
    ...rankingFigures(card, settings),
    ...scaleFigures(review, card),
    ...gainsFigures(card, review),
    ...cutoffFigures(card),
    ...Object.fromEntries(
      card.reasonCounts.map(({ name, count }) => [
        `loan.reason.${name}.count`,
        loanFigure('count', count, {
          rows: SCORES,
          formula: 'refusals that name the feature among at most four reasons',
        }),
      ]),
    ),
    ...interactionFigures(card),
    ...Object.assign({}, ...card.fairness.map(fairnessFigures)),
  };
}

function rankingFigures(card: CardReview, settings: LoanSettings): Record<string, Figure> {
  const { ranking, calibration } = card;
  const out = (unit: FigureUnit, value: number | null, formula: string) =>
    loanFigure(unit, value, { rows: SCORES, formula });
  const id = 'loan.scorecard';
  return {
    [`${id}.auc`]: out(
      'fraction',
      ranking?.auc ?? null,
      'P(a good loan’s out-of-fold score > an overdue loan’s) + ½ P(equal)',
    ),
    [`${id}.auc_low`]: out('fraction', ranking?.aucLow ?? null, 'AUC − 1.96 standard errors (DeLong 1988)'),
    [`${id}.auc_high`]: out('fraction', ranking?.aucHigh ?? null, 'AUC + 1.96 standard errors (DeLong 1988)'),
    [`${id}.gini`]: out('fraction', ranking?.gini ?? null, '2 · AUC − 1'),
    [`${id}.ks`]: out(
      'fraction',
      ranking?.ks ?? null,
      'largest distance between the cumulative out-of-fold scores of overdue and good loans',
    ),
    [`${id}.auc_in_sample`]: loanFigure(
      'fraction',
      card.inSample?.auc ?? null,
      { rows: SCORES, formula: 'the same of the card’s own score' },
      'in_sample',
    ),
    [`${id}.brier`]: out('number', calibration.brier, 'mean of (out-of-fold chance − outcome)²'),
    [`${id}.calibration_slope`]: out(
      'number',
      calibration.slope,
      'slope of a logistic regression of the outcome on the out-of-fold log-odds',
    ),
    [`${id}.mean_predicted_pct`]: out(
      'pct',
      percent(calibration.meanPredicted),
      '100 × mean out-of-fold chance of being overdue',
    ),
    [`${id}.lift_at_decile`]: out(
      'ratio',
      ranking?.liftAtDecile ?? null,
      'overdue rate of the ⌈n/10⌉ lowest out-of-fold scores ÷ overall rate',
    ),
    [`${id}.folds`]: out('count', settings.folds, 'folds; every one has bins, features and coefficients of its own'),
    [`${id}.rounds`]: out('count', card.rounds, 'rounds of folds that the out-of-fold score is the mean of'),
  };
}

function scaleFigures(review: LoanReview, card: CardReview): Record<string, Figure> {
  const { scorecard, model } = card;
  const of = (unit: FigureUnit, value: number | boolean, formula: string) =>
    loanFigure(unit, value, { rows: CARD, formula });
  const psi = review.stability?.score ?? null;
  const reason: NoteCode | undefined =
    psi !== null ? undefined : review.stability === null ? 'first_run' : 'missing_input';
  return {
    'loan.scorecard.psi': loanFigure(
      'number',
      psi,
      {
        rows: SCORES,
        formula: 'Σ (share now − share then) · ln(share now ÷ share then) over the bands of the earlier card’s score',
      },
      reason,
    ),
    'loan.scorecard.pdo': of('points', scorecard.pdo, 'points that double the odds'),
    'loan.scorecard.base_score': of('score', scorecard.base_score, 'score at the base odds'),
    'loan.scorecard.base_odds': of('ratio', scorecard.base_odds, 'good : bad'),
    'loan.scorecard.base_points': of('points', scorecard.base_points, 'points that every loan begins with'),
    'loan.scorecard.score_min': of('score', card.scoreMin, 'base points + the least points of every feature'),
    'loan.scorecard.score_max': of('score', card.scoreMax, 'base points + the most points of every feature'),
    'loan.scorecard.features.count': of('count', scorecard.features.length, 'features of the card'),
    'loan.scorecard.converged': of('flag', model.converged, 'the regression reached its maximum'),
    'loan.scorecard.separated': of(
      'flag',
      model.separated,
      'the regression has no finite maximum of its own and was held back by a penalty',
    ),
  };
}

function gainsFigures(card: CardReview, review: LoanReview): Record<string, Figure> {
  const rows = card.gains.map((band) => ({
    score_from: cell(band.scoreFrom),
    score_to: cell(band.scoreTo),
    count: band.count,
    overdue: band.overdue,
    overdue_rate_pct: cell((100 * band.overdue) / band.count),
    cumulative_bad_pct: cell(100 * band.cumulativeBads),
    cumulative_good_pct: cell(100 * band.cumulativeGoods),
    lift: cell(band.lift),
  }));
  const formula = `about ten equal bands of the out-of-fold score of ${review.rows} loans, riskiest first; lift = overdue rate of the band ÷ overall rate`;
  return { 'loan.gains': loanFigure('list', rows, { rows: SCORES, formula }) };
}

function cutoffFigures(card: CardReview): Record<string, Figure> {
  const rows: FigureRow[] = card.cutoffTable.map((line) => cutoffRow(line, card.cutoff.cutoffScore));
  return {
    'loan.scorecard.cutoff_score': loanFigure('score', card.cutoff.cutoffScore, {
      rows: CARD,
      formula:
        'laid down by the rules, or from the approval rate they ask for, or base score + pdo/ln 2 · ln(break-even odds ÷ base odds)',
    }),
    ...outcomeFigures('loan.cutoff', card.cutoff, 'the card’s score', 'in_sample'),
    ...outcomeFigures('loan.cutoff.out_of_fold', card.cutoffOutOfFold, 'the out-of-fold score'),
    'loan.cutoff.table': loanFigure('list', rows, {
      rows: SCORES,
      formula:
        'outcome at cut-offs from lenient to strict, by the card’s score and by the out-of-fold score; expected loss = loss given overdue × mean out-of-fold chance, weighted by loan amount where there is one',
    }),
  };
}

function outcomeFigures(id: string, outcome: CutoffOutcome, score: string, caveat?: NoteCode): Record<string, Figure> {
  const figure = (share: number | null, formula: string) =>
    loanFigure('pct', percent(share), { rows: SCORES, formula }, share === null ? 'nobody_approved' : caveat);
  return {
    [`${id}.approval_rate_pct`]: figure(outcome.approvalRate, `100 × loans with ${score} ≥ cut-off ÷ loans`),
    [`${id}.approved_overdue_rate_pct`]: figure(
      outcome.approvedOverdueRate,
      `100 × overdue ÷ loans, of those with ${score} ≥ cut-off`,
    ),
    [`${id}.bads_refused_pct`]: figure(
      outcome.badsRefused,
      `100 × overdue loans with ${score} < cut-off ÷ overdue loans`,
    ),
    [`${id}.goods_refused_pct`]: figure(outcome.goodsRefused, `100 × good loans with ${score} < cut-off ÷ good loans`),
  };
}

function cutoffRow({ card, outOfFold, expectedLoss }: CutoffLine, chosen: number): FigureRow {
  return {
    cutoff_score: card.cutoffScore,
    chosen: card.cutoffScore === chosen,
    approval_rate_pct: cell(percent(card.approvalRate)),
    approved_overdue_rate_pct: cell(percent(card.approvedOverdueRate)),
    bads_refused_pct: cell(percent(card.badsRefused)),
    goods_refused_pct: cell(percent(card.goodsRefused)),
    out_of_fold_approval_rate_pct: cell(percent(outOfFold.approvalRate)),
    out_of_fold_approved_overdue_rate_pct: cell(percent(outOfFold.approvedOverdueRate)),
    out_of_fold_bads_refused_pct: cell(percent(outOfFold.badsRefused)),
    out_of_fold_goods_refused_pct: cell(percent(outOfFold.goodsRefused)),
    expected_loss_pct: cell(percent(expectedLoss)),
  };
}

function interactionFigures(card: CardReview): Record<string, Figure> {
  const rows = card.interactions.map((pair) => ({
    feature_a: pair.featureA,
    bins_a: pair.binsA,
    feature_b: pair.featureB,
    bins_b: pair.binsB,
    count: pair.count,
    overdue_rate_pct: cell(percent(pair.overdueRate)),
    expected_rate_pct: cell(percent(pair.expectedRate)),
    p_value: cell(pair.pValue),
  }));
  return {
    'loan.interactions': loanFigure('list', rows, {
      rows: SCORES,
      formula:
        'pairs of features in thirds whose effects on the log-odds do not add up: likelihood-ratio test, Bonferroni over the pairs; the bins where it shows most',
    }),
  };
}

function fairnessFigures(fairness: Fairness): Record<string, Figure> {
  const id = `loan.fairness.${fairness.attribute}`;
  const of = (unit: FigureUnit, value: number | null, formula: string) =>
    loanFigure(unit, value, { rows: SCORES, formula }, value === null ? 'one_group_only' : undefined);
  return {
    [`${id}.approval_ratio`]: of(
      'ratio',
      fairness.approvalRatio,
      'lowest ÷ highest approval rate of the groups large enough to compare',
    ),
    [`${id}.equal_opportunity_gap_pp`]: of(
      'pp',
      percent(fairness.equalOpportunityGap),
      'highest − lowest approval rate among loans that are not overdue',
    ),
    [`${id}.proxy_auc`]: of(
      'fraction',
      fairness.proxyAuc,
      'how well a logistic regression on the card’s features tells the group, out of fold',
    ),
    [`${id}.unknown.count`]: of('count', fairness.unknown, 'loans without the attribute'),
    ...Object.assign({}, ...fairness.groups.map((group) => groupFigures(`${id}.${group.group}`, group))),
  };
}

function groupFigures(id: string, group: Fairness['groups'][number]): Record<string, Figure> {
  const of = (unit: FigureUnit, value: number | null, formula: string) =>
    loanFigure(unit, value, { rows: SCORES, formula }, value === null ? 'empty_group' : undefined);
  return {
    [`${id}.count`]: of('count', group.count, 'loans of the group'),
    [`${id}.approval_rate_pct`]: of(
      'pct',
      percent(group.approvalRate),
      '100 × loans with the card’s score ≥ cut-off ÷ loans of the group',
    ),
    [`${id}.overdue_rate_pct`]: of('pct', percent(group.overdueRate), '100 × overdue loans ÷ loans of the group'),
    [`${id}.good_approval_rate_pct`]: of(
      'pct',
      percent(group.goodApprovalRate),
      'approval rate among the group’s loans that are not overdue',
    ),
  };
}
