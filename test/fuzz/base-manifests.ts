import type { Profile } from '../../core/contracts/landing.ts';
import type { Tree } from './mutate/tree.ts';

/** Sound manifests with every key there is: what mutations start from. They fit the sound exports. */
export const BASE_MANIFESTS: readonly { readonly profile: Profile; readonly manifest: Tree }[] = [
  {
    profile: 'ledger',
    manifest: {
      profile: 'ledger',
      home_currency: 'USD',
      date_format: '%Y-%m-%d',
      decimal: '.',
      tables: {
        invoices: {
          file: 'invoices.csv',
          delimiter: ',',
          date_format: '%Y-%m-%d',
          columns: { invoice_id: 'invoice_id', customer_id: 'customer_id', dispute_reason: 'doc_number' },
          values: { disputed: { Yes: 'TRUE', No: 'FALSE' }, status: { issued: 'open' } },
        },
        payments: { files: ['payments.csv'], decimal: '.', columns: { amount: 'amount' } },
        customers: { file: 'custom*.csv' },
      },
    },
  },
  {
    profile: 'ledger',
    manifest: {
      profile: ['custom'],
      tables: {
        invoices: {
          file: 'invoices.csv',
          header: ['invoice_id', 'customer_id', 'x', 'invoice_date'],
          number_rows: 'invoice_id',
        },
        payments: { file: 'payments.csv', number_rows: 'payment_id' },
      },
    },
  },
  {
    profile: 'loans',
    manifest: {
      profile: ['loans'],
      tables: {
        loan_accounts: {
          file: 'loan_accounts.csv',
          overdue_days_above: '30',
          columns: { overdue: 'max_overdue_days', loan_id: 'loan_id' },
          features: {
            purpose: { column: 'industry', type: 'categorical' },
            burden: { column: 'income', type: 'numeric' },
          },
          protected: ['gender', 'purpose'],
          values: { education: { bachelor: 'degree' } },
        },
      },
    },
  },
  {
    profile: 'quickbooks-marts',
    manifest: {
      profile: 'quickbooks-marts',
      tables: {
        quickbooks__customer_analytics: {
          columns: { customer_name: 'display_name', outstanding_balance: 'outstanding_balance' },
        },
        quickbooks__cashflow_forecast: { date_format: '%Y-%m-%d' },
      },
    },
  },
  {
    profile: 'fivetran-quickbooks',
    manifest: {
      profile: ['fivetran-quickbooks'],
      home_currency: 'USD',
      tables: {
        invoice: { columns: { id: 'id' }, values: { currency_id: { USD: 'EUR' } } },
        payment: { file: './payment.csv' },
      },
    },
  },
];
