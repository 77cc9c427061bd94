import { loanFeatures, loanFindings, protectedAttributes } from '../findings/loan.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { termFor } from '../messages/messages-for.ts';
import type { Charts } from './analysis-sections.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { chartFigure, readings, type Section } from './section.ts';
import { foldedTable, table } from './table.ts';

const QUALITY = [
  'auc',
  'auc_low',
  'auc_high',
  'gini',
  'ks',
  'auc_in_sample',
  'brier',
  'calibration_slope',
  'lift_at_decile',
  'psi',
] as const;

/** Features from the most informative on. */
function featureRows(context: PageContext) {
  const { figures, messages } = context.speaker;
  const names = [...loanFeatures(figures)].sort(
    (a, b) =>
      (figures.number(`loan.feature.${b}.iv`) ?? 0) - (figures.number(`loan.feature.${a}.iv`) ?? 0) || (a < b ? -1 : 1),
  );
  return names.map((name) => {
    const base = `loan.feature.${name}`;
    const word = (dictionary: Readonly<Record<string, string>>, field: string) =>
      termFor(dictionary, figures.text(`${base}.${field}`) ?? messages.terms.none);
    const selected = figures.get(`${base}.selected`)?.value === true ? '✓' : '';
    return [
      termFor(messages.labels.features, name),
      context.figure(`${base}.iv`),
      word(messages.terms.trends, 'trend'),
      word(messages.terms.expectations, 'expectation'),
      selected,
    ];
  });
}

/** The scorecard of an export's loans. */
export function loanSection(context: PageContext, charts: Charts): Section {
  const { words, input, speaker } = context;
  const { segments } = speaker.messages.labels;
  const quality = QUALITY.map((name) => `loan.scorecard.${name}`).filter((id) => speaker.figures.has(id));
  const fairness = protectedAttributes(speaker.figures).map((attribute) => [
    termFor(speaker.messages.labels.features, attribute),
    context.figure(`loan.fairness.${attribute}.approval_ratio`),
  ]);
  const body = html`${readings(context, loanFindings(input))}${chartFigure(charts.get('loan-gains'))}${table({
    caption: words.captions.loan_quality,
    columns: [{ label: words.columns.figure }, { label: words.columns.value, numeric: true }],
    rows: quality.map((id) => [figureLabel(id, speaker.messages), context.figure(id)]),
  })}${chartFigure(charts.get('loan-features'))}${foldedTable(words.captions.loan_features, {
    caption: words.captions.loan_features,
    columns: [
      { label: words.columns.feature },
      { label: segments.iv, numeric: true },
      { label: segments.trend },
      { label: segments.expectation },
      { label: segments.selected },
    ],
    rows: featureRows(context),
  })}${table({
    caption: segments.fairness,
    columns: [{ label: words.columns.feature }, { label: segments.approval_ratio, numeric: true }],
    rows: fairness,
  })}`;
  return { id: 'loan', title: words.sections.loan, body };
}
