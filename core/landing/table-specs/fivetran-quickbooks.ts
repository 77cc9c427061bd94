import type { ColumnSpec, TableSpec } from './table-spec.ts';
import { BUREAU_SCORES, optional, required } from './table-spec.ts';

/** Fivetran keeps deleted rows and marks them; the newest `updated_at` of a key is the one that counts. */
const LIFE: Readonly<Record<string, ColumnSpec>> = {
  _fivetran_deleted: optional('flag'),
  updated_at: optional('timestamp'),
};
const CURRENCY: Readonly<Record<string, ColumnSpec>> = {
  currency_id: optional('text', { upper: true }),
  exchange_rate: optional('rate'),
};

const unknownCustomer = { column: 'customer_id', table: 'customer', key: 'id', rule: 'unknown_customer' } as const;
const unknownInvoice = { column: 'invoice_id', table: 'invoice', key: 'id', rule: 'unknown_invoice' } as const;

type Shape = Pick<TableSpec, 'table' | 'required' | 'columns' | 'key'> & Partial<TableSpec>;
const table = (shape: Shape): TableSpec => ({
  profile: 'fivetran-quickbooks',
  also_known: ['_fivetran_synced'],
  covers: [],
  references: [],
  ...shape,
});

const TRANSACTIONS: readonly TableSpec[] = [
  table({
    table: 'customer',
    required: true,
    columns: {
      id: required('text'),
      display_name: optional('text'),
      company_name: optional('text'),
      fully_qualified_name: optional('text'),
      email: optional('text'),
      balance: optional('money'),
      currency_id: optional('text', { upper: true }),
      active: optional('flag'),
      created_at: optional('timestamp'),
      sales_term_id: optional('text'),
      ...LIFE,
    },
    key: ['id'],
    amount: 'balance',
  }),
  table({
    table: 'invoice',
    required: true,
    columns: {
      id: required('text'),
      customer_id: required('text'),
      doc_number: optional('text'),
      transaction_date: required('date'),
      // Where it is blank the terms say when the invoice is due.
      due_date: optional('date'),
      total_amount: required('money', { total: true }),
      balance: optional('money'),
      ...CURRENCY,
      home_total_amount: optional('money'),
      sales_term_id: optional('text'),
      ...LIFE,
    },
    key: ['id'],
    amount: 'total_amount',
    dated: 'transaction_date',
    covers: ['transaction_date'],
    invoice_dates: { date: 'transaction_date', due: 'due_date' },
    references: [unknownCustomer],
  }),
  table({
    table: 'payment',
    required: true,
    columns: {
      id: required('text'),
      customer_id: required('text'),
      transaction_date: required('date'),
      total_amount: required('money', { total: true }),
      unapplied_amount: optional('money'),
      ...CURRENCY,
      ...LIFE,
    },
    key: ['id'],
    amount: 'total_amount',
    dated: 'transaction_date',
    covers: ['transaction_date'],
    references: [unknownCustomer],
  }),
  table({
    table: 'payment_line',
    required: true,
    columns: {
      payment_id: required('text'),
      index: optional('count'),
      amount: required('money'),
      invoice_id: optional('text'),
      credit_memo_id: optional('text'),
      journal_entry_id: optional('text'),
      deposit_id: optional('text'),
      ...LIFE,
    },
    key: ['payment_id', 'index'],
    amount: 'amount',
    references: [unknownInvoice, { column: 'payment_id', table: 'payment', key: 'id', rule: 'unknown_payment' }],
    settlement: {
      invoice: 'invoice_id',
      of: { table: 'invoice', key: 'id', date: 'transaction_date' },
      date: { column: 'payment_id', table: 'payment', key: 'id', date: 'transaction_date' },
    },
  }),
];

const CREDITS_AND_LISTS: readonly TableSpec[] = [
  table({
    table: 'credit_memo',
    required: false,
    columns: {
      id: required('text'),
      customer_id: required('text'),
      transaction_date: required('date'),
      total_amount: required('money', { total: true }),
      balance: optional('money'),
      remaining_credit: optional('money'),
      ...CURRENCY,
      ...LIFE,
    },
    key: ['id'],
    amount: 'total_amount',
    dated: 'transaction_date',
    references: [unknownCustomer],
  }),
  table({
    table: 'refund_receipt',
    required: false,
    columns: {
      id: required('text'),
      // A sale refunded over the counter names nobody.
      customer_id: optional('text'),
      transaction_date: optional('date'),
      total_amount: optional('money', { total: true }),
      balance: optional('money'),
      ...CURRENCY,
      ...LIFE,
    },
    key: ['id'],
    amount: 'total_amount',
    dated: 'transaction_date',
    references: [unknownCustomer],
  }),
  table({
    table: 'invoice_line',
    required: false,
    columns: {
      invoice_id: required('text'),
      index: optional('count'),
      amount: optional('money'),
      sales_item_item_id: optional('text'),
      sales_item_quantity: optional('money'),
      sales_item_unit_price: optional('money'),
      item_id: optional('text'),
      quantity: optional('money'),
      detail_type: optional('text'),
      ...LIFE,
    },
    key: ['invoice_id', 'index'],
    amount: 'amount',
    references: [unknownInvoice],
  }),
  table({
    table: 'item',
    required: false,
    columns: {
      id: required('text'),
      name: optional('text'),
      type: optional('text'),
      purchase_cost: optional('money'),
      unit_price: optional('money'),
      active: optional('flag'),
      ...LIFE,
    },
    key: ['id'],
  }),
  table({
    table: 'term',
    required: false,
    columns: {
      id: required('text'),
      name: optional('text'),
      due_days: optional('count'),
      active: optional('flag'),
      ...LIFE,
    },
    key: ['id'],
  }),
  table({
    table: 'bureau_score',
    required: false,
    columns: {
      ...BUREAU_SCORES,
      ...LIFE,
    },
    key: ['customer_id'],
    references: [unknownCustomer],
  }),
];

/** The raw QuickBooks Online tables as Fivetran lands them. */
export const FIVETRAN_QUICKBOOKS: readonly TableSpec[] = [...TRANSACTIONS, ...CREDITS_AND_LISTS];
