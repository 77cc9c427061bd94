const each = (prefix: string, ...names: string[]) => names.map((name) => `${prefix}.${name}`);
const groups = ['high_risk', 'normal'];
const streak = ['months', 'start_month', 'end_month', 'decline_pp'];
const backtest = [
  'auc',
  'auc_low',
  'auc_high',
  'base_rate_pct',
  'precision_at_decile_pct',
  'lift_at_decile',
  'months',
  'events',
  'lead_days_median',
];
const measures = [
  'lifespan_days',
  'total_invoices',
  'avg_invoice_amount',
  'outstanding_balance',
  'payment_rate',
  'credit_score',
  'stability',
];

/** Every id that a report of a marts export has, whatever the data. */
export const CONTRACT_IDS: readonly string[] = [
  ...each(
    'selection',
    'customers.count',
    'high_risk.count',
    'not_rated.count',
    'not_rated.outstanding_total',
    'sensitivity',
  ),
  ...each(
    'selection.high_risk',
    'share_of_customers_pct',
    'share_of_outstanding_pct',
    'top_decile_outstanding',
    'top_decile_share_pct',
  ),
  ...['high_risk', 'all', 'normal'].map((group) => `selection.${group}.outstanding_total`),
  ...groups.flatMap((group) =>
    each(`selection.${group}`, 'payment_rate_mean_pct', 'credit_score_mean', 'stability_mean'),
  ),
  ...each('score', 'mean', 'median', 'min', 'max', 'clamped.count', 'unscored.count'),
  ...['ge70', '60_70', '50_60', 'lt50', '40_60', 'lt40'].flatMap((band) =>
    each(`score.band.${band}`, 'count', 'outstanding'),
  ),
  ...each('score.robustness', 'spearman_zscore', 'spearman_percentile', 'top_decile_overlap_pct'),
  ...each(
    'profit',
    'all.gross_profit',
    'high_risk.gross_profit',
    'high_risk.share_pct',
    'reading',
    'high_risk.revenue_share_pct',
  ),
  ...each(
    'trend',
    'latest_month',
    'latest_rate_pct',
    'mean_pct',
    'change_over_window_pp',
    'declining_months',
    'sum_of_declines_pp',
  ),
  ...each('trend.current_streak', ...streak),
  ...each('trend.longest_streak', ...streak),
  ...each('trend', 'streaks', 'worst_month.month', 'worst_month.change_pp', 'months'),
  ...measures.flatMap((measure) => [
    ...groups.flatMap((group) => each(`profile.${measure}.${group}`, 'mean', 'median', 'q1', 'q3')),
    ...each(`profile.${measure}`, 'difference_of_means', 'ratio_of_means'),
  ]),
  ...measures
    .slice(0, 3)
    .flatMap((measure) => each(`profile.${measure}`, 'cliffs_delta', 'p_value', 'reading', 'bins')),
  ...each('profile.profitability_tier', 'cramers_v', 'p_value'),
  ...each(
    'loss',
    'worst_case',
    'baseline_6m',
    'baseline_6m.high_risk',
    'stress_6m',
    'stress_6m.high_risk',
    'monthly_revenue_mean',
  ),
  ...each('loss', 'forecast_net_cash_6m', 'balance_at_current_streak', 'balance_at_worst_month', 'method_note'),
  ...each(
    'loss',
    'forecast_shortfall_6m',
    'forecast_shortfall_6m.high_risk',
    'expected_6m',
    'expected_6m.p10',
    'expected_6m.p90',
  ),
  ...['strategic_retention', 'focused_monitoring', 'active_collection'].flatMap((strategy) => [
    ...each(`tiers.${strategy}`, 'count', 'outstanding'),
    ...each(
      `review.strategy.${strategy}`,
      'cured_pct',
      'recovered_amount',
      'customers',
      'cured_low_pct',
      'cured_high_pct',
    ),
  ]),
  ...['ge70', '60_70', '50_60', 'lt50'].flatMap((band) => [
    ...['high', 'medium', 'low'].flatMap((level) => each(`tiers.cell.${band}.${level}`, 'count', 'outstanding')),
    `policy.band.${band}.count`,
  ]),
  'tiers.axis',
  'monitor.targets',
  ...each('warning', 'count', 'new_this_month.count'),
  ...['over_threshold', 'rising', 'unpaid_months', 'slower_payment', 'exposure_growth'].map(
    (reason) => `warning.by_reason.${reason}.count`,
  ),
  ...each('warning.backtest', ...backtest),
  ...each('warning.baseline.overdue_share', ...backtest),
  ...each('warning.baseline.mean_days_late', ...backtest),
  ...each('overdue', 'customers.count', 'invoices.count', 'amount', 'mean_days', 'weighted_days', 'cause.recorded_pct'),
  ...['current', '1_30', '31_60', '61_90', '91_120', 'over_120'].flatMap((age) =>
    each(`overdue.aging.${age}`, 'amount', 'count'),
  ),
  ...['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other', 'unknown'].flatMap((cause) =>
    each(`overdue.cause.${cause}`, 'customers', 'share_pct'),
  ),
  ...each('kpi', 'dso_days', 'best_possible_dso_days', 'average_days_delinquent', 'collection_effectiveness_pct'),
  ...each('kpi', 'percent_current', 'countback_dso_days', 'credit_on_account'),
  ...each('review.high_risk', 'entered', 'left_paid', 'left_other', 'stayed'),
  'review.collection_rate_change_pp',
];
