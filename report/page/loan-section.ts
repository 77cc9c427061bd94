import { loanFindings } from '../findings/loan.ts';
import { loanTables } from '../findings/loan-tables.ts';
import { figureLabel } from '../messages/figure-label.ts';
import type { Charts } from './analysis-sections.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { chartFigure, readings, type Section } from './section.ts';
import { sectionTable } from './section-table.ts';
import { table } from './table.ts';

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

/** The scorecard of an export's loans. */
export function loanSection(context: PageContext, charts: Charts): Section {
  const { words, input, speaker } = context;
  const quality = QUALITY.map((name) => `loan.scorecard.${name}`).filter((id) => speaker.figures.has(id));
  const body = html`${readings(context, loanFindings(input))}${chartFigure(charts.get('loan-gains'))}${table({
    caption: words.captions.loan_quality,
    columns: [{ label: words.columns.figure }, { label: words.columns.value, numeric: true }],
    rows: quality.map((id) => [figureLabel(id, speaker.messages), context.figure(id)]),
  })}${chartFigure(charts.get('loan-features'))}${loanTables(speaker).map((made) => sectionTable(context, made))}`;
  return { id: 'loan', title: words.sections.loan, body };
}
