import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding } from './finding.ts';

function countFinding(figures: FigureReader): Finding {
  const count = figures.number('warning.count');
  if (count === null) return finding('warnings.unknown', { why: { why: 'warning.count' } });
  if (count === 0) return finding('warnings.nobody', {}, 'good');
  const params = { count: fig('warning.count') };
  return figures.has('warning.new_this_month.count')
    ? finding('warnings.count', { ...params, fresh: fig('warning.new_this_month.count') }, 'bad')
    : finding('warnings.count_only', params, 'bad');
}

/** What the back-test proves: chance, no better than looking at the overdue share, or useful. */
function backtestFinding(figures: FigureReader): Finding | null {
  const base = 'warning.backtest';
  if (!figures.get(`${base}.auc`)) return null;
  const [auc, low] = [figures.number(`${base}.auc`), figures.number(`${base}.auc_low`)];
  if (auc === null || low === null) return finding('warnings.untested', { why: { why: `${base}.auc` } });
  const params = { auc: fig(`${base}.auc`), low: fig(`${base}.auc_low`), high: fig(`${base}.auc_high`) };
  if (low <= 0.5) return finding('warnings.chance', params, 'watch');
  const simple = 'warning.baseline.overdue_share.auc';
  const simpleAuc = figures.number(simple);
  if (simpleAuc !== null && simpleAuc >= low)
    return finding('warnings.no_better', { ...params, simple: fig(simple) }, 'watch');
  return finding('warnings.useful', { ...params, lift: fig(`${base}.lift_at_decile`) }, 'good');
}

/** Who is next, and how much that warning is worth. */
export function warningFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const count = countFinding(figures);
  const test = count.key === 'warnings.unknown' ? null : backtestFinding(figures);
  return test ? [count, test] : [count];
}
