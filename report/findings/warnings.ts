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
  const lateness = 'warning.baseline.mean_days_late.auc';
  if (!beatsNaiveRules(figures, low))
    return finding('warnings.no_better', { ...params, simple: fig(simple), lateness: fig(lateness) }, 'watch');
  return finding('warnings.useful', { ...params, lift: fig(`${base}.lift_at_decile`) }, 'good');
}

/** As the back-test reads it; where it does not, no naive rule may reach the interval. */
function beatsNaiveRules(figures: FigureReader, low: number): boolean {
  const reading = figures.get('warning.backtest.reading')?.value;
  if (typeof reading === 'string') return reading === 'beats_naive_rules';
  return ['overdue_share', 'mean_days_late'].every(
    (rule) => (figures.number(`warning.baseline.${rule}.auc`) ?? 0) < low,
  );
}

function testedFinding(figures: FigureReader): Finding | null {
  const [months, events] = ['warning.backtest.months', 'warning.backtest.events'];
  if ((figures.number(months) ?? 0) === 0 || !figures.has(events)) return null;
  return finding('warnings.judged', { months: fig(months), events: fig(events) });
}

/** What the alerts would have been worth: how many right, how much covered, how early. */
function alertsFinding(figures: FigureReader): Finding | null {
  const base = 'warning.backtest.alerts';
  const names = ['count', 'precision_pct', 'events_covered_pct', 'amount_covered_pct', 'lead_days_median'] as const;
  if (!names.every((name) => figures.has(`${base}.${name}`))) return null;
  return finding('warnings.alerts', {
    count: fig(`${base}.count`),
    precision: fig(`${base}.precision_pct`),
    covered: fig(`${base}.events_covered_pct`),
    money: fig(`${base}.amount_covered_pct`),
    lead: fig(`${base}.lead_days_median`),
  });
}

function modelFinding(figures: FigureReader): Finding | null {
  const ruling = figures.get('warning.model.ruling')?.value;
  if (ruling !== 'fitted') return ruling === 'dynamic' ? finding('warnings.model_dynamic', {}) : null;
  const ids = ['trained_from', 'trained_to', 'fitted.auc', 'dynamic.auc'].map((name) => `warning.model.${name}`);
  if (!ids.every((id) => figures.has(id))) return null;
  const month = (name: string) => ({ month: String(figures.get(`warning.model.${name}`)?.value) });
  return finding('warnings.model_fitted', {
    from: month('trained_from'),
    to: month('trained_to'),
    auc: fig('warning.model.fitted.auc'),
    other: fig('warning.model.dynamic.auc'),
  });
}

function addressFinding(figures: FigureReader): Finding | null {
  const roles = figures.rows('warning.digests.off').map((row) => ({ term: 'roles' as const, name: String(row.role) }));
  return roles.length === 0 ? null : finding('warnings.no_address', { roles: { list: roles } }, 'watch');
}

/** Who is next, and how much that warning is worth. */
export function warningFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const count = countFinding(figures);
  const test = count.key === 'warnings.unknown' ? null : backtestFinding(figures);
  const more = test === null ? [] : [testedFinding(figures), alertsFinding(figures), modelFinding(figures)];
  return [count, test, ...more, addressFinding(figures)].filter((item) => item !== null);
}
