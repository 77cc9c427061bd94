import type { Figures, FigureUnit } from '../contracts/figure.ts';
import { missingFigure } from './figure-kit.ts';

const CAUSES = ['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other', 'unknown'];
const AGES = ['current', '1_30', '31_60', '61_90', '91_120', 'over_120'];
const BACKTESTED = ['warning.backtest', 'warning.baseline.overdue_share', 'warning.baseline.mean_days_late'];
const BACKTEST: readonly [string, FigureUnit][] = [
  ['auc', 'fraction'],
  ['auc_low', 'fraction'],
  ['auc_high', 'fraction'],
  ['base_rate_pct', 'pct'],
  ['precision_at_decile_pct', 'pct'],
  ['lift_at_decile', 'ratio'],
  ['months', 'count'],
  ['events', 'count'],
  ['lead_days_median', 'days'],
];
const UNITS: readonly [string, FigureUnit][] = [
  ...BACKTESTED.flatMap((prefix) => BACKTEST.map(([id, unit]): [string, FigureUnit] => [`${prefix}.${id}`, unit])),
  ['overdue.customers.count', 'count'],
  ['overdue.invoices.count', 'count'],
  ['overdue.amount', 'money'],
  ['overdue.mean_days', 'days'],
  ['overdue.weighted_days', 'days'],
  ...AGES.flatMap((age): [string, FigureUnit][] => [
    [`overdue.aging.${age}.amount`, 'money'],
    [`overdue.aging.${age}.count`, 'count'],
  ]),
  ...CAUSES.flatMap((cause): [string, FigureUnit][] => [
    [`overdue.cause.${cause}.customers`, 'count'],
    [`overdue.cause.${cause}.share_pct`, 'pct'],
  ]),
  ['overdue.cause.recorded_pct', 'pct'],
  ['overdue.cause.inferred_pct', 'pct'],
  ['kpi.dso_days', 'days'],
  ['kpi.best_possible_dso_days', 'days'],
  ['kpi.average_days_delinquent', 'days'],
  ['kpi.collection_effectiveness_pct', 'pct'],
  ['kpi.percent_current', 'pct'],
  ['kpi.countback_dso_days', 'days'],
  ['kpi.credit_on_account', 'money'],
  ['loss.expected_6m', 'money'],
  ['loss.expected_6m.p10', 'money'],
  ['loss.expected_6m.p90', 'money'],
  ['loss.provision.total', 'money'],
  ['loss.check.foretold', 'money'],
  ['loss.check.happened', 'money'],
];

/** The figures that take invoices with due dates and payments, without a value and with the reason. */
export function ledgerOnlyFigures(): Figures {
  return Object.fromEntries(UNITS.map(([id, unit]) => [id, missingFigure(unit, 'ledger_only')]));
}
