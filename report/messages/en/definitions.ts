/** What the report's terms mean, by the id of the figure, or by the name of what goes into one. */
export const definitions = {
  'selection.high_risk.count':
    'Customers with a payment rate below the rule’s limit and a balance above the rule’s amount, both strictly.',
  'selection.customers.count':
    'Customers that have the fields the rule needs. All shares of customers and balances are taken over these.',
  'selection.not_rated.count':
    'No invoice of theirs has fallen due yet (or the books give no payment rate), so they are in neither group.',
  payment_rate:
    'Cash applied by the end of the period, as a share of what was invoiced less credits on invoices due by then; or as the books give it.',
  outstanding_balance: 'What is still open on the customer’s invoices. Credit on account is not taken off.',
  credit_score:
    '0 to 850, higher is better. As in the books, or derived from payment behaviour; the report says which.',
  stability: '0 to 100, higher is better. As in the books, or derived from how regularly the customer is invoiced.',
  'score.mean': 'Mean of the scores of the high-risk group. A score runs from 0 to 100; higher means more at risk.',
  'score.median': 'Half of the scores lie below it.',
  'score.clamped.count': 'Inputs outside their range that were taken at the edge of the range.',
  'selection.high_risk.top_decile_outstanding':
    'The largest tenth of the group’s balances (rounded up to whole customers), added up.',
  'profit.high_risk.share_pct':
    'Gross profit of the group divided by gross profit of all. When both are negative it is a share of a loss.',
  'trend.latest_rate_pct':
    'Cash collected in the month on what was to be collected, in per cent; for marts as the dashboard gives it.',
  'trend.mean_pct': 'Mean of the known monthly rates in the window of twelve months.',
  'trend.current_streak.months':
    'Months in a row, up to the latest, in which the rate fell. Its fall is measured from the month before the first of them.',
  'trend.sum_of_declines_pp': 'All monthly falls in the window, added up as a positive number.',
  'loss.worst_case': 'All balances of the high-risk group: a limit, not a forecast.',
  'loss.baseline_6m': 'What six months bring in less than at the mean rate, if the rate stays at its latest value.',
  'loss.stress_6m': 'The same if the rate falls again by as much as in the current run.',
  'loss.expected_6m':
    'Balances times the chance of reaching 90 days overdue within six months, from the portfolio’s own roll rates, times the loss in that case.',
  'tiers.axis':
    'Profit is the tier in the books. Where nearly everybody has the same tier, it is the margin inside the group, a third each.',
  cliffs_delta:
    'From −1 to 1: how much more often a high-risk customer has the larger value than a normal one. Below 0.147 in size there is no difference worth the name.',
  p_value: 'Chance of a difference at least this large if the groups did not differ (Mann–Whitney, two-sided).',
  'kpi.dso_days':
    'Receivables at the end of the period, times 90, divided by what was invoiced less credits in the last 90 days.',
  'kpi.best_possible_dso_days':
    'DSO of only those receivables that are not overdue: what it would be if everybody paid in time.',
  'kpi.average_days_delinquent': 'DSO less best possible DSO: the days that late payment costs.',
  'kpi.countback_dso_days':
    'Days of the latest months whose invoicing makes up the receivables, the last month in proportion. It does not move with the seasons as DSO does.',
  'kpi.percent_current': 'Receivables that are not overdue, as a share of all.',
  'kpi.credit_on_account':
    'Payments and credits that settle no invoice yet. Receivables are shown without taking them off.',
  'kpi.collection_effectiveness_pct': 'Of what could have been collected in the month, the share that was.',
};
