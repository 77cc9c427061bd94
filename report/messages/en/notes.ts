import type { NoteCode } from '../../../core/contracts/notes.ts';

/** Why a figure has no value, after "not computed: ". */
export const notes: Readonly<Record<NoteCode, string>> = {
  no_high_risk: 'no customer is in the high-risk group',
  no_normal: 'every rated customer is high-risk, so there is nobody to compare with',
  no_customers: 'no customer has the fields this needs',
  empty_group: 'nobody is in this group',
  zero_denominator: 'the amount it would be divided by is zero',
  no_profit_data: 'the export holds no gross profit',
  no_history: 'the export covers too few months',
  no_rate: 'the month has no collection rate',
  no_decline: 'the rate did not fall in these months',
  no_revenue: 'the export holds no monthly revenue',
  no_forecast: 'the export holds no cash-flow forecast for the six months after the period',
  short_forecast: 'the forecast covers fewer than six months after the period',
  too_few_for_test: 'there are too few customers for a test',
  all_tied: 'all values are the same, so a test has nothing to rank',
  too_few_for_correlation: 'fewer than three customers have a score, or all scores are equal',
  ledger_only: 'this needs a ledger; the marts hold no invoices with due dates and payments',
  several_currencies: 'the export has several currencies and no exchange rates, so amounts are given per currency',
  no_previous_period: 'there is no earlier month to compare with',
  first_run: 'this is the first run, so there is nothing to compare with yet',
  no_loans: 'the export holds no loans',
  no_scored: 'no customer of the group has a score',
  one_tier: 'every customer has the same profitability tier',
  test_simulated:
    'the table is too large for the exact test, which was simulated with 50,000 random tables of the same margins',
  negative_forecast: 'the forecast is a net outflow, and so is this part of it',
  margin_unknown: 'no margin is known; customers without a profitability tier count as low',
  not_finite: 'the value is larger than a number can hold',
  missing_input: 'an input it needs is missing',
};
