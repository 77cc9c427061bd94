import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding } from './finding.ts';

/** Causes on record below this share are mostly guesses. */
const MOSTLY_RECORDED_PCT = 80;

function dsoFinding(figures: FigureReader): Finding | null {
  const ids = ['kpi.dso_days', 'kpi.best_possible_dso_days', 'kpi.average_days_delinquent'] as const;
  if (!ids.every((id) => figures.has(id))) return null;
  return finding('overdue.dso', { dso: fig(ids[0]), best: fig(ids[1]), late: fig(ids[2]) });
}

/** How much is overdue, and with how many; null where nothing is, or where due dates are not known. */
export function overdueTotal(figures: FigureReader): Finding | null {
  if (!figures.has('overdue.amount') || (figures.number('overdue.invoices.count') ?? 0) === 0) return null;
  const [invoices, customers] = [fig('overdue.invoices.count'), fig('overdue.customers.count')];
  return finding('overdue.total', { amount: fig('overdue.amount', 'short'), invoices, customers }, 'bad');
}

/** What is overdue, how late it is, what lateness costs in days of sales, and how well its causes are known. */
export function overdueFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  if (!figures.has('overdue.amount')) return [finding('overdue.unknown', { why: { why: 'overdue.amount' } })];
  const dso = dsoFinding(figures);
  if ((figures.number('overdue.invoices.count') ?? 0) === 0)
    return [finding('overdue.nothing', {}, 'good'), ...(dso ? [dso] : [])];
  const found: (Finding | null)[] = [overdueTotal(figures)];
  if (figures.has('overdue.mean_days') && figures.has('overdue.weighted_days')) {
    found.push(finding('overdue.days', { mean: fig('overdue.mean_days'), weighted: fig('overdue.weighted_days') }));
  }
  found.push(dso);
  const recorded = figures.number('overdue.cause.recorded_pct');
  if (recorded !== null && recorded < MOSTLY_RECORDED_PCT) {
    found.push(finding('overdue.causes_inferred', { recorded: fig('overdue.cause.recorded_pct') }, 'watch'));
  }
  return found.filter((item) => item !== null);
}
