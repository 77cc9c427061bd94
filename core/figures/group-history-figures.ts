import type { Rules } from '../contracts/config.ts';
import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { LedgerRowOf } from '../contracts/ledger-rows.ts';
import { Decimal } from '../domain/decimal.ts';
import { figureKit, finite } from './figure-kit.ts';

/** The best credit score there is. */
const BEST_CREDIT = 850;

/** The high-risk group at each of the last twelve month ends, rebuilt from the books by the rules of today. */
export function groupHistoryFigures(
  rows: readonly LedgerRowOf<'high_risk_months'>[],
  weights: Rules['score']['weights'],
  currency: string,
): Figures {
  const kit = figureKit(currency, 'high_risk_months');
  const months = rows.map((row): FigureRow => {
    const [all, group] = [new Decimal(row.outstanding_total), new Decimal(row.high_risk_outstanding)];
    return {
      month: row.month,
      customers: row.customers,
      count: row.high_risk,
      outstanding: kit.amount(group),
      share_of_outstanding_pct: all.isZero() ? null : finite(group.times(100).div(all)),
      score_mean: row.scored === 0 ? null : finite(meanScore(row, weights)),
    };
  });
  return {
    'selection.months': kit.list(
      months,
      'the rule and the score applied to every month end as the books show it now',
      months.length === 0 ? 'no_history' : undefined,
    ),
  };
}

/** The score is linear in its inputs, so the mean of the scores is the score of the means. */
function meanScore(row: LedgerRowOf<'high_risk_months'>, weights: Rules['score']['weights']): Decimal {
  const mean = (sum: string) => new Decimal(sum).div(row.scored);
  return new Decimal(100)
    .minus(mean(row.payment_rate_sum))
    .times(weights.payment_rate)
    .plus(
      new Decimal(BEST_CREDIT)
        .minus(mean(row.credit_score_sum))
        .div(BEST_CREDIT)
        .times(100)
        .times(weights.credit_score),
    )
    .plus(new Decimal(100).minus(mean(row.stability_sum)).times(weights.stability));
}
