import type { FigureReader } from '../format/figure-reader.ts';
import type { NumberStyle } from '../format/formatter.ts';
import { hasLoans } from './loan.ts';

/** A figure shown large, with how it is written. */
export interface KeyFigure {
  readonly id: string;
  readonly style?: NumberStyle;
}

const RECEIVABLES = [
  { id: 'selection.high_risk.count' },
  { id: 'selection.high_risk.outstanding_total', style: 'short' },
  { id: 'trend.latest_rate_pct' },
  { id: 'loss.baseline_6m', style: 'short' },
] as const satisfies readonly KeyFigure[];

const LOANS = [
  { id: 'loan.rows' },
  { id: 'loan.overdue_rate_pct' },
  { id: 'loan.scorecard.auc' },
  { id: 'loan.scorecard.cutoff_score' },
] as const satisfies readonly KeyFigure[];

/** False for an export of loans alone: there are no customers, balances or months to speak of. */
export function hasReceivables(figures: FigureReader): boolean {
  const some = (id: string) => (figures.number(id) ?? 0) > 0;
  const currencies = figures.ids('selection.customers.count.');
  return (
    !hasLoans(figures) ||
    some('selection.customers.count') ||
    some('selection.not_rated.count') ||
    currencies.length > 0
  );
}

/** The four numbers a director asks for. */
export function keyFigures(figures: FigureReader): readonly [KeyFigure, KeyFigure, KeyFigure, KeyFigure] {
  return hasReceivables(figures) ? RECEIVABLES : LOANS;
}
