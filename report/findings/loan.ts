import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding } from './finding.ts';

/** The rule of thumb of adverse-impact reviews: the lowest group is approved at least four fifths as often as the highest. */
const FOUR_FIFTHS = 0.8;

/** True where the run read loans. */
export function hasLoans(figures: FigureReader): boolean {
  return (figures.number('loan.rows') ?? 0) > 0;
}

/** Features of the scorecard by name, in order. */
export function loanFeatures(figures: FigureReader): readonly string[] {
  return figures.ids('loan.feature.').flatMap((id) => /^loan\.feature\.(.+)\.iv$/.exec(id)?.[1] ?? []);
}

/** Protected attributes that were measured. */
export function protectedAttributes(figures: FigureReader): readonly string[] {
  return figures.ids('loan.fairness.').flatMap((id) => /^loan\.fairness\.([^.]+)\.approval_ratio$/.exec(id)?.[1] ?? []);
}

function powerFinding(figures: FigureReader): Finding | null {
  const base = 'loan.scorecard';
  const low = figures.number(`${base}.auc_low`);
  if (low === null || !figures.has(`${base}.auc`)) return null;
  const params = { auc: fig(`${base}.auc`), low: fig(`${base}.auc_low`), high: fig(`${base}.auc_high`) };
  if (low <= 0.5) return finding('loan.chance', params, 'bad');
  return finding('loan.separates', { ...params, ks: fig(`${base}.ks`) }, 'good');
}

function cutoffFinding(figures: FigureReader): Finding | null {
  const ids = [
    'loan.scorecard.cutoff_score',
    'loan.cutoff.approval_rate_pct',
    'loan.cutoff.approved_overdue_rate_pct',
    'loan.cutoff.bads_refused_pct',
  ] as const;
  if (!ids.every((id) => figures.has(id))) return null;
  return finding('loan.cutoff', {
    score: fig(ids[0]),
    approval: fig(ids[1]),
    overdue: fig(ids[2]),
    refused: fig(ids[3]),
  });
}

function fairnessFindings(figures: FigureReader): Finding[] {
  return protectedAttributes(figures).flatMap((attribute) => {
    const id = `loan.fairness.${attribute}.approval_ratio`;
    const ratio = figures.number(id);
    if (ratio === null) return [];
    const params = { attribute, ratio: fig(id) };
    return ratio < FOUR_FIFTHS ? [finding('loan.unfair', params, 'bad')] : [finding('loan.fair', params, 'good')];
  });
}

/** The loan scorecard: what was read, whether it separates, where the cut-off leads, whether it is fair, what surprises. */
export function loanFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  if (!hasLoans(figures)) return [];
  const opposite = loanFeatures(figures).filter(
    (name) => figures.text(`loan.feature.${name}.expectation`) === 'opposite',
  );
  const found: (Finding | null)[] = [
    finding('loan.read', { rows: fig('loan.rows'), rate: fig('loan.overdue_rate_pct') }),
    powerFinding(figures),
    cutoffFinding(figures),
    ...fairnessFindings(figures),
    opposite.length > 0 ? finding('loan.opposite', { names: { list: [...opposite] } }, 'watch') : null,
  ];
  if (figures.has('loan.benchmark.boosted_auc') && figures.has('loan.scorecard.auc')) {
    found.push(
      finding('loan.benchmark', { boosted: fig('loan.benchmark.boosted_auc'), auc: fig('loan.scorecard.auc') }),
    );
  }
  return found.filter((item) => item !== null);
}
