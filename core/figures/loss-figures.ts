import type { Figures } from '../contracts/figure.ts';
import type { LossScenarios, ShortfallBasis } from '../domain/loss.ts';
import { figureKit } from './figure-kit.ts';

/** How the forecast shortfall was read, in a sentence. */
const METHOD: Readonly<Record<ShortfallBasis, string>> = {
  declines_of_net_forecast:
    "No forecast month has both forecasted and risk-adjusted inflows: the shortfall is the forecast's net cash × the sum of the falls of the collection rate.",
  risk_adjusted_inflows:
    'The shortfall is what the risk adjustment takes off the forecasted inflows, over the forecast months that have both.',
  not_available: 'The export holds no forecast for the six months after the period: no shortfall is given.',
};

/** Figures of what the next six months could cost. */
export function lossFigures(loss: LossScenarios, currency: string): Figures {
  const selection = figureKit(currency, 'selection_summary');
  const trend = figureKit(currency, 'collection_trend');
  const forecast = figureKit(currency, 'cash_forecast');
  const share = '× high-risk share of outstanding';
  return {
    'loss.worst_case': selection.money(loss.worstCase, 'all balances of the high-risk group'),
    'loss.monthly_revenue_mean': trend.money(loss.monthlyRevenueMean, 'mean of the monthly revenue of the window'),
    'loss.baseline_6m': trend.money(
      loss.baseline.all,
      '6 × mean monthly revenue × (mean rate − latest rate) ÷ 100, at least 0',
    ),
    'loss.baseline_6m.high_risk': trend.money(loss.baseline.highRisk, `loss.baseline_6m ${share}`),
    'loss.stress_6m': trend.money(
      loss.stress.all,
      '6 × mean monthly revenue × (mean rate − (latest rate − decline of the current streak)) ÷ 100, at least 0',
    ),
    'loss.stress_6m.high_risk': trend.money(loss.stress.highRisk, `loss.stress_6m ${share}`),
    'loss.forecast_net_cash_6m': forecast.money(
      loss.forecastNetCash,
      'Σ forecast net cash of the six months after the period',
    ),
    'loss.balance_at_current_streak': trend.money(
      loss.balanceAtCurrentStreak,
      'high-risk outstanding × decline of the current streak ÷ 100',
    ),
    'loss.balance_at_worst_month': trend.money(
      loss.balanceAtWorstMonth,
      'high-risk outstanding × fall of the worst month ÷ 100',
    ),
    'loss.forecast_shortfall_6m': forecast.money(loss.forecastShortfall.all, shortfallFormula(loss.shortfallBasis)),
    'loss.forecast_shortfall_6m.high_risk': forecast.money(
      loss.forecastShortfall.highRisk,
      `loss.forecast_shortfall_6m ${share}`,
    ),
    'loss.forecast_shortfall_basis': forecast.text(
      'text',
      loss.shortfallBasis,
      'which of the two readings the forecast allows',
    ),
    'loss.method_note': forecast.text('text', METHOD[loss.shortfallBasis], 'how loss.forecast_shortfall_6m was read'),
  };
}

function shortfallFormula(basis: ShortfallBasis): string {
  return basis === 'risk_adjusted_inflows'
    ? 'Σ max(0, forecasted inflows − risk-adjusted inflows)'
    : 'forecast net cash × sum of declines ÷ 100';
}
