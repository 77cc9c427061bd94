import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ExportKit, INVOICE_HEADER, invoices, type Landed, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const invoice = (id: string, amount: string, ...more: string[]): string[] => [
  id,
  'C1',
  '2024-03-05',
  '2024-04-04',
  amount,
  ...more,
];

async function landInvoices(rows: readonly (readonly string[])[], more: Record<string, string> = {}): Promise<Landed> {
  return kit.land({ files: { 'invoices.csv': csv(rows), 'payments.csv': PAYMENTS, ...more } });
}

describe('exact copies of a row', () => {
  test('are dropped and counted, the first one stays', async () => {
    const landed = await landInvoices([...invoices(3), ...invoices(2).slice(1), ...invoices(1).slice(1)]);
    expect(landed.table('invoices')).toMatchObject({
      rows_read: 6,
      rows_landed: 3,
      duplicates_dropped: 3,
      quarantined: 0,
    });
    expect(await landed.rows('invoices', 'invoice_id')).toEqual([['I0'], ['I1'], ['I2']]);
  });

  test('of a table without a key count as well', async () => {
    const header = 'customer_id,transaction_date,invoice_total,gross_profit\n';
    const landed = await kit.land({
      files: {
        'quickbooks__customer_analytics.csv':
          'customer_id,customer_name,payment_rate_percentage,outstanding_balance,credit_score,business_stability_score,customer_lifespan_days,total_invoices,avg_invoice_amount,profitability_tier\nA,A,1,1,1,1,1,1,1,Low\n',
        'quickbooks__profitability_analysis.csv': `${header}A,2024-01-01,5,1\nA,2024-01-01,5,1\nA,2024-01-01,5.0,1\n`,
        'quickbooks__financial_dashboard.csv':
          'dashboard_month,collection_rate_percentage,total_revenue\n2024-01,1,1\n',
      },
    });
    // "5" and "5.0" are the same amount, but not the same row.
    expect(landed.table('quickbooks__profitability_analysis')).toMatchObject({
      rows_read: 3,
      rows_landed: 2,
      duplicates_dropped: 1,
    });
  });

  test('are told by every column of the file, those that nothing reads included', async () => {
    const header = [...INVOICE_HEADER, 'synced'];
    const same = await landInvoices([header, invoice('I1', '5', 'x'), invoice('I1', '5', 'x')]);
    expect(same.table('invoices')).toMatchObject({ rows_landed: 1, duplicates_dropped: 1, quarantined: 0 });
    const differing = await landInvoices([header, invoice('I1', '5', 'x'), invoice('I1', '5', 'y')]);
    expect(differing.table('invoices')).toMatchObject({ rows_landed: 0, duplicates_dropped: 0, quarantined: 2 });
  });

  test('in another part file count as well, whatever the order of its columns', async () => {
    const landed = await kit.land({
      files: {
        'invoices/a.csv': csv([INVOICE_HEADER, invoice('I1', '5')]),
        'invoices/b.csv': csv([
          INVOICE_HEADER.toReversed(),
          invoice('I1', '5').toReversed(),
          invoice('I2', '5').toReversed(),
        ]),
        'payments.csv': PAYMENTS,
      },
    });
    expect(landed.table('invoices')).toMatchObject({ rows_read: 3, rows_landed: 2, duplicates_dropped: 1 });
  });
});

describe('rows with the same key that differ', () => {
  test('are all quarantined where nothing says which is newest', async () => {
    const landed = await landInvoices([...invoices(2), invoice('I9', '1'), invoice('I9', '2')]);
    expect(landed.quarantine('invoices')).toEqual([
      'invoices.csv,4,invoice_id,I9,conflicting_copies',
      'invoices.csv,5,invoice_id,I9,conflicting_copies',
    ]);
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 2, quarantined: 2, duplicates_dropped: 0 });
  });

  test('leave the newest updated_at, read with its zone', async () => {
    const landed = await landInvoices([
      [...INVOICE_HEADER, 'updated_at'],
      invoice('I1', '1', '2024-05-01 3:00:00'),
      invoice('I1', '2', '2024-05-02'),
      invoice('I1', '3', '2024-05-02T01:00:00+02:00'),
      invoice('I1', '4', ''),
    ]);
    expect(await landed.rows('invoices', 'total_amount')).toEqual([['2.000000']]);
    expect(landed.table('invoices')).toMatchObject({
      rows_read: 4,
      rows_landed: 1,
      duplicates_dropped: 3,
      quarantined: 0,
    });
  });

  test('are all quarantined on a tie of the newest', async () => {
    const landed = await landInvoices([
      [...INVOICE_HEADER, 'updated_at'],
      invoice('I1', '1', '2024-05-02 00:00:00'),
      invoice('I1', '2', '2024-05-02'),
      invoice('I1', '3', '2024-05-01'),
    ]);
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 0, quarantined: 3 });
  });

  test('a row that breaks a rule takes no part', async () => {
    const landed = await landInvoices([...invoices(1), invoice('I0', 'x')]);
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 1, quarantined: 1 });
    expect(landed.quarantine('invoices')).toEqual(['invoices.csv,3,total_amount,x,bad_number']);
  });

  test('a payment on several invoices is several rows, not a conflict', async () => {
    const payments =
      'payment_id,customer_id,payment_date,amount,invoice_id\nP1,C1,2024-05-01,1,I1\nP1,C1,2024-05-01,2,I2\nP1,C1,2024-05-01,3,I2\n';
    const landed = await kit.land({ files: { 'invoices.csv': csv(invoices(3)), 'payments.csv': payments } });
    expect(landed.quarantine('payments')).toEqual([
      'payments.csv,3,payment_id+invoice_id,P1+I2,conflicting_copies',
      'payments.csv,4,payment_id+invoice_id,P1+I2,conflicting_copies',
    ]);
    expect(landed.table('payments').rows_landed).toBe(1);
  });

  test('months are the same month however they are written', async () => {
    const landed = await kit.land({
      files: {
        'quickbooks__financial_dashboard.csv':
          'dashboard_month,collection_rate_percentage,total_revenue\n2024-01,1,1\n2024-01-15,2,1\n2024-02-01 00:00:00,3,1\n',
      },
      manifest: 'profile: quickbooks-marts\n',
    });
    expect(landed.rules()).toEqual(['table_missing', 'table_missing']);
    const alone = await kit.land({
      files: {
        'quickbooks__customer_analytics.csv':
          'customer_id,customer_name,payment_rate_percentage,outstanding_balance,credit_score,business_stability_score,customer_lifespan_days,total_invoices,avg_invoice_amount,profitability_tier\nA,A,1,1,1,1,1,1,1,Low\n',
        'quickbooks__profitability_analysis.csv':
          'customer_id,transaction_date,invoice_total,gross_profit\nA,2024-01-01,5,1\n',
        'quickbooks__financial_dashboard.csv':
          'dashboard_month,collection_rate_percentage,total_revenue\n2024-01,1,1\n2024-01-15,2,1\n2024-02-01 00:00:00,3,1\n',
      },
    });
    expect(alone.table('quickbooks__financial_dashboard')).toMatchObject({
      rows_landed: 1,
      quarantined: 2,
      months: ['2024-02'],
    });
  });
});

describe('rows marked as deleted', () => {
  test('are left out and counted, by flag or by status', async () => {
    const landed = await landInvoices([
      [...INVOICE_HEADER, 'status', '_fivetran_deleted'],
      invoice('I1', '1', 'open', 'FALSE'),
      invoice('I2', '1', 'Void', ''),
      invoice('I3', '1', 'deleted', ''),
      invoice('I4', '1', 'VOIDED', 'no'),
      invoice('I5', '1', '', 'TRUE'),
      invoice('I6', '1', 'paid', ''),
    ]);
    expect(await landed.rows('invoices', 'invoice_id')).toEqual([['I1'], ['I6']]);
    expect(landed.table('invoices')).toMatchObject({
      rows_read: 6,
      rows_landed: 2,
      deleted: 4,
      quarantined: 0,
      pass: 'fast',
    });
  });

  test('are not judged any further, unless the mark itself can not be read', async () => {
    const landed = await landInvoices([
      [...INVOICE_HEADER, '_fivetran_deleted'],
      ['I1', '', 'x', '', '-1', 'TRUE'],
      invoice('I2', '1', 'perhaps'),
      invoice('I3', '1', ''),
    ]);
    expect(landed.quarantine('invoices')).toEqual(['invoices.csv,3,_fivetran_deleted,perhaps,bad_boolean']);
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 1, deleted: 1, quarantined: 1 });
  });

  test('a tombstone that is newest removes the key, an older one does not', async () => {
    const landed = await landInvoices([
      [...INVOICE_HEADER, '_fivetran_deleted', 'updated_at'],
      invoice('I1', '1', 'FALSE', '2024-05-01'),
      invoice('I1', '1', 'TRUE', '2024-05-02'),
      invoice('I2', '1', 'TRUE', '2024-05-01'),
      invoice('I2', '2', 'FALSE', '2024-05-02'),
    ]);
    expect(await landed.rows('invoices', 'invoice_id, total_amount')).toEqual([['I2', '2.000000']]);
    expect(landed.table('invoices')).toMatchObject({ rows_read: 4, rows_landed: 1, deleted: 2, duplicates_dropped: 1 });
  });
});

test('read = landed + quarantined + copies + deleted, whatever is wrong', async () => {
  const landed = await landInvoices([
    [...INVOICE_HEADER, 'status', 'updated_at'],
    invoice('I1', '1', '', ''),
    invoice('I1', '1', '', ''),
    invoice('I2', 'x', '', ''),
    invoice('I3', '1', 'void', ''),
    invoice('I3', '1', 'void', ''),
    invoice('I4', '1', '', '2024-01-01'),
    invoice('I4', '2', '', '2024-01-02'),
    invoice('I5', '1', '', ''),
    invoice('I5', '2', '', ''),
    ['I6'],
    invoice('I7', '1', '', ''),
  ]);
  const { rows_read, rows_landed, quarantined, duplicates_dropped, deleted } = landed.table('invoices');
  expect({ rows_read, rows_landed, quarantined, duplicates_dropped, deleted }).toEqual({
    rows_read: 11,
    rows_landed: 3,
    quarantined: 4,
    duplicates_dropped: 3,
    deleted: 1,
  });
});
