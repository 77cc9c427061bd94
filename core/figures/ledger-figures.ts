import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import type { LedgerQueryName, LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { Month } from '../domain/month.ts';
import { expectedLossFigures } from './expected-loss-figures.ts';
import { groupHistoryFigures } from './group-history-figures.ts';
import { kpiFigures } from './kpi-figures.ts';
import { type CausesOnTasks, overdueFigures } from './overdue-figures.ts';

/** Rows of the queries over a ledger, in one scope. */
export type LedgerRows = { readonly [Q in LedgerQueryName]: readonly LedgerRowOf<Q>[] };

/** The figures that take invoices with due dates and payments: what is overdue, the indicators, what is likely to be lost. */
export function ledgerFigures(
  rows: LedgerRows,
  { period, currency, causes }: { period: Month; currency: string; causes: CausesOnTasks },
  rules: Pick<Rules, 'score'>,
): Figures {
  return {
    ...overdueFigures(rows, period, currency, causes),
    ...kpiFigures(rows, period, currency),
    ...expectedLossFigures(rows, period, currency),
    ...groupHistoryFigures(rows.high_risk_months, rules.score.weights, currency),
  };
}
