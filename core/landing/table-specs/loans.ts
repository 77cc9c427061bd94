import type { TableSpec } from './table-spec.ts';
import { optional, required } from './table-spec.ts';

/** One row a loan. A blank feature is missing, never an error. */
export const LOANS: readonly TableSpec[] = [
  {
    profile: 'loans',
    table: 'loan_accounts',
    required: true,
    columns: {
      loan_id: required('text'),
      overdue: required('flag'),
      age: optional('money'),
      gender: optional('text'),
      education: optional('text'),
      income: optional('money'),
      income_stability: optional('text', { decided_by_data: true }),
      loan_type: optional('text'),
      loan_amount: optional('money'),
      term_months: optional('money'),
      annual_rate_percentage: optional('money'),
      origination_date: optional('date'),
      past_overdue_count: optional('money'),
      max_overdue_days: optional('money'),
      repayment_frequency: optional('text', { decided_by_data: true }),
      repayment_regularity: optional('text', { decided_by_data: true }),
      industry: optional('text'),
      region: optional('text'),
      residence_mobility: optional('text', { decided_by_data: true }),
      credit_score: optional('money', { min: '0', max: '850' }),
      updated_at: optional('timestamp'),
    },
    also_known: [],
    key: ['loan_id'],
    amount: 'loan_amount',
    covers: [],
    references: [],
    takes_features: true,
  },
];

/** Loan columns that are no feature. */
export const LOAN_IDENTITY: readonly string[] = ['loan_id', 'overdue', 'updated_at'];
/** Measured for fairness and never scored, unless the manifest says otherwise. */
export const PROTECTED_BY_DEFAULT: readonly string[] = ['gender'];
