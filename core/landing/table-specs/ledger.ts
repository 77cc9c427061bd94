import type { ColumnSpec, TableSpec } from './table-spec.ts';
import { BUREAU_SCORES, optional, required } from './table-spec.ts';

const INVOICES = 'invoices';

/** Every ledger row may be marked as gone, and may say when it last changed. */
const LIFE: Readonly<Record<string, ColumnSpec>> = {
  status: optional('text'),
  _fivetran_deleted: optional('flag'),
  updated_at: optional('timestamp'),
};

const unknownCustomer = {
  column: 'customer_id',
  table: 'customers',
  key: 'customer_id',
  rule: 'unknown_customer',
} as const;
const unknownInvoice = { column: 'invoice_id', table: INVOICES, key: 'invoice_id', rule: 'unknown_invoice' } as const;

/** Any accounting system's open items: invoices, payments, credit notes, customers. */
export const LEDGER: readonly TableSpec[] = [
  {
    profile: 'ledger',
    table: INVOICES,
    required: true,
    columns: {
      invoice_id: required('text'),
      customer_id: required('text'),
      invoice_date: required('date'),
      due_date: required('date'),
      total_amount: required('money', { total: true }),
      currency: optional('text', { upper: true }),
      exchange_rate: optional('rate'),
      cost_amount: optional('money'),
      disputed: optional('flag'),
      dispute_reason: optional('text'),
      settled_date: optional('date'),
      doc_number: optional('text'),
      ...LIFE,
    },
    also_known: [],
    key: ['invoice_id'],
    amount: 'total_amount',
    dated: 'invoice_date',
    covers: ['invoice_date', 'settled_date'],
    invoice_dates: { date: 'invoice_date', due: 'due_date', settled: 'settled_date' },
    references: [unknownCustomer],
  },
  {
    profile: 'ledger',
    table: 'payments',
    required: 'unless_settled_date',
    columns: {
      payment_id: required('text'),
      customer_id: required('text'),
      payment_date: required('date'),
      amount: required('money', { total: true }),
      invoice_id: optional('text'),
      currency: optional('text', { upper: true }),
      exchange_rate: optional('rate'),
      method: optional('text'),
      ...LIFE,
    },
    also_known: [],
    // One payment may stand on several invoices, a row each.
    key: ['payment_id', 'invoice_id'],
    amount: 'amount',
    dated: 'payment_date',
    covers: ['payment_date'],
    references: [unknownCustomer, unknownInvoice],
    settlement: {
      invoice: 'invoice_id',
      of: { table: INVOICES, key: 'invoice_id', date: 'invoice_date' },
      date: 'payment_date',
    },
  },
  {
    profile: 'ledger',
    table: 'credits',
    required: false,
    columns: {
      credit_id: required('text'),
      customer_id: required('text'),
      credit_date: required('date'),
      amount: required('money', { total: true }),
      invoice_id: optional('text'),
      currency: optional('text', { upper: true }),
      exchange_rate: optional('rate'),
      ...LIFE,
    },
    also_known: [],
    key: ['credit_id', 'invoice_id'],
    amount: 'amount',
    dated: 'credit_date',
    covers: [],
    references: [unknownCustomer, unknownInvoice],
  },
  {
    profile: 'ledger',
    table: 'customers',
    required: false,
    columns: {
      customer_id: required('text'),
      name: optional('text'),
      email: optional('text'),
      account_manager: optional('text'),
      country: optional('text'),
      credit_limit: optional('money'),
      credit_score: optional('rate', { min: '0', max: '850' }),
      business_stability_score: optional('rate', { min: '0', max: '100' }),
      payment_terms_days: optional('count'),
      created_date: optional('date'),
      ...LIFE,
    },
    also_known: [],
    key: ['customer_id'],
    covers: [],
    references: [],
  },
  {
    profile: 'ledger',
    table: 'bureau_scores',
    required: false,
    columns: {
      ...BUREAU_SCORES,
      ...LIFE,
    },
    also_known: [],
    key: ['customer_id'],
    covers: [],
    references: [unknownCustomer],
  },
];
