import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import { known, knownOr, missing } from '../domain/quantity.ts';
import type { ScoreAlert, ScoreAlerts } from '../domain/warning.ts';
import { figureKit, missingFigure } from './figure-kit.ts';

/** Figures of who is alerted by score; what needs a ledger is said to be missing. */
export function warningFigures(alerts: ScoreAlerts, rules: Rules['warning'], currency: string): Figures {
  const kit = figureKit(currency, 'high_risk_customers');
  const withReason = (reason: ScoreAlert) =>
    alerts.alerts.values().reduce((sum, reasons) => sum + Number(reasons.includes(reason)), 0);
  return {
    'warning.count': kit.number('count', alerts.alerts.size, 'customers with at least one reason'),
    'warning.by_reason.over_threshold.count': kit.number(
      'count',
      withReason('over_threshold'),
      `score ≥ ${rules.score_threshold}`,
    ),
    'warning.by_reason.rising.count': kit.number(
      'count',
      alerts.risingKnown ? known(withReason('rising')) : missing('no_history'),
      `score rose in each of the last ${rules.rising_months} months`,
    ),
    'warning.by_reason.unpaid_months.count': missingFigure('count', 'ledger_only'),
    'warning.by_reason.slower_payment.count': missingFigure('count', 'ledger_only'),
    'warning.by_reason.exposure_growth.count': missingFigure('count', 'ledger_only'),
    'warning.new_this_month.count': kit.number(
      'count',
      knownOr(alerts.fresh?.size ?? null, 'first_run'),
      'customers alerted now and not at the month compared with',
    ),
  };
}
