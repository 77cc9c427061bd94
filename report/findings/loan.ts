import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, type TextRef } from './finding.ts';

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

/** Names of features as a list in the reader's language. */
export function featureNames(names: readonly string[]): TextRef {
  return { list: names.map((feature) => ({ feature })) };
}

/** Features that the data show the other way round. */
export function surprises(figures: FigureReader): readonly string[] {
  return loanFeatures(figures).filter((name) => figures.text(`loan.feature.${name}.expectation`) === 'opposite');
}

/** Features that alone separate almost perfectly. */
export function leaks(figures: FigureReader): readonly string[] {
  return loanFeatures(figures).filter((name) => figures.get(`loan.feature.${name}.leakage`)?.value === true);
}

/** Whether the card separates good from bad, no more than the interval allows. */
export function powerFinding(figures: FigureReader): Finding {
  const base = 'loan.scorecard';
  const low = figures.number(`${base}.auc_low`);
  if (low === null || !figures.has(`${base}.auc`))
    return finding('loan.unseparated', { why: { why: `${base}.auc` } }, 'watch');
  const params = { auc: fig(`${base}.auc`), low: fig(`${base}.auc_low`), high: fig(`${base}.auc_high`) };
  if (low <= 0.5) return finding('loan.chance', params, 'bad');
  return finding('loan.separates', { ...params, ks: fig(`${base}.ks`) }, 'good');
}

/** Where the cut-off leads, measured on loans the card was not made of where that is known; nothing where there is no cut-off. */
export function cutoffFinding(figures: FigureReader): Finding | null {
  const outOfFold = 'loan.cutoff.out_of_fold';
  const base = figures.has(`${outOfFold}.approval_rate_pct`) ? outOfFold : 'loan.cutoff';
  const ids = {
    score: 'loan.scorecard.cutoff_score',
    approval: `${base}.approval_rate_pct`,
    overdue: `${base}.approved_overdue_rate_pct`,
    refused: `${base}.bads_refused_pct`,
  };
  if (!Object.values(ids).every((id) => figures.has(id))) return null;
  const { score, approval, overdue, refused } = ids;
  return finding('loan.cutoff', {
    score: fig(score),
    approval: fig(approval),
    overdue: fig(overdue),
    refused: fig(refused),
  });
}

/** How approval differs between the groups of each protected attribute. */
export function fairnessFindings(figures: FigureReader): Finding[] {
  return protectedAttributes(figures).flatMap((attribute) => {
    const id = `loan.fairness.${attribute}.approval_ratio`;
    const ratio = figures.number(id);
    if (ratio === null) return [];
    const params = { attribute: { feature: attribute }, ratio: fig(id) };
    return ratio < FOUR_FIFTHS ? [finding('loan.unfair', params, 'bad')] : [finding('loan.fair', params, 'good')];
  });
}

/** What surprises: features that leak, features that run the other way, or that none does. */
export function surpriseFindings(figures: FigureReader): Finding[] {
  const [leaking, opposite] = [leaks(figures), surprises(figures)];
  const found: Finding[] = [];
  if (leaking.length > 0) found.push(finding('loan.leakage', { names: featureNames(leaking) }, 'bad'));
  if (opposite.length > 0) found.push(finding('loan.opposite', { names: featureNames(opposite) }, 'watch'));
  return found.length > 0 ? found : [finding('loan.no_surprise', {}, 'good')];
}

/** How many loans were read, and how many of them are overdue. */
export function readFinding(): Finding {
  return finding('loan.read', { rows: fig('loan.rows'), rate: fig('loan.overdue_rate_pct') });
}

/** The loan scorecard: what was read, whether it separates, where the cut-off leads, whether it is fair, what surprises. */
export function loanFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  if (!hasLoans(figures)) return [];
  const found: (Finding | null)[] = [
    readFinding(),
    powerFinding(figures),
    cutoffFinding(figures),
    ...fairnessFindings(figures),
    ...surpriseFindings(figures),
  ];
  if (figures.has('loan.benchmark.boosted_auc') && figures.has('loan.scorecard.auc')) {
    const both = { boosted: fig('loan.benchmark.boosted_auc'), auc: fig('loan.scorecard.auc') };
    found.push(finding('loan.benchmark', both));
  }
  return found.filter((item) => item !== null);
}
