/**
 * Why a figure has no value, or must be read with care: code → plain English. `figures.json` carries both; the
 * report's catalogues have the same codes in each language (the compiler checks that none is missing).
 */
export const NOTES = {
  no_high_risk: 'no customer is in the high-risk group',
  no_normal: 'every rated customer is in the high-risk group; there is nobody to compare with',
  no_customers: 'no customer has the fields this needs',
  empty_group: 'nobody is in this group',
  zero_denominator: 'the amount it would be divided by is zero',
  no_profit_data: 'the export holds no gross profit',
  no_history: 'the export covers too few months',
  no_rate: 'no collection rate is known for the month',
  no_decline: 'the rate did not fall in the window',
  no_revenue: 'no monthly revenue is known',
  no_forecast: 'the export holds no cash-flow forecast for the six months after the period',
  short_forecast: 'the forecast covers fewer than six months after the period',
  too_few_for_test: 'too few customers for a test',
  all_tied: 'all values are the same; a test has nothing to rank',
  too_few_for_correlation: 'fewer than three scored customers, or all scores equal',
  ledger_only: 'needs a ledger: the marts hold no invoices with due dates and payments',
  several_currencies: 'several currencies and no exchange rates: amounts are given per currency',
  no_previous_period: 'no earlier month of this store to compare with',
  first_run: 'first run: nothing to compare with yet',
  no_loans: 'the export holds no loans',
  no_scored: 'no customer of the group has a score',
  one_tier: 'every customer is in the same profitability tier',
  test_simulated: 'the exact test is simulated at this size, from random tables with the same margins',
  negative_forecast: 'the forecast is a net outflow, and so is the part of it',
  margin_unknown: 'no margin is known; customers without a profitability tier count as low',
  not_finite: 'the value is outside what a number can hold',
  no_overdue_loans: 'too few loans are overdue to tell them from the others',
  no_good_loans: 'too few loans are not overdue to tell them from the others',
  no_loan_feature: 'no feature says anything of overdue loans that a scorecard could use',
  not_in_card: 'the feature is not in the scorecard',
  in_card: 'the feature is in the scorecard',
  no_expectation: 'nothing is commonly expected of this feature',
  new_loan_feature: 'the earlier month did not have this feature',
  leakage_suspected:
    'the feature alone tells overdue loans apart almost perfectly: it was probably known only after the loan had run',
  one_group_only: 'fewer than two groups are large enough to be compared',
  nobody_approved: 'nobody is approved at this cut-off',
  in_sample: 'measured on the loans the scorecard was made of; the out-of-fold figure is what to expect of new loans',
  no_flexible_model: 'no flexible model is fitted beside the scorecard',
  no_judged_month: 'no month end has six months of books behind it and three closed months after it',
  no_events: 'no customer was followed by an event, or all were: there is nothing to tell apart',
  one_judged_month: 'only one month can be judged; an interval takes two',
  no_closed_comparison: 'too few months are closed to compare the fitted score with the other',
  missing_input: 'an input of this figure is missing',
} as const;

/** The code of a note. */
export type NoteCode = keyof typeof NOTES;
