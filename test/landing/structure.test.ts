import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ExportKit, INVOICE_HEADER, invoices, type LandRequest, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const INVOICES = csv(invoices(3));

/** Problems of an export, with the parts a reader looks at. */
async function problems(request: LandRequest) {
  const { report } = await kit.land(request);
  expect(report.verdict).toBe('refused');
  for (const { message, fix } of report.problems) {
    expect(message).toMatch(/\.$/);
    expect(fix).toMatch(/\S/);
  }
  return report.problems.map(({ rule, table, file, line, column, value }) => ({
    rule,
    ...(table === undefined ? {} : { table }),
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
  }));
}

describe('an export is refused, before anything is computed, for', () => {
  test('a required column that is missing', async () => {
    const text = csv(invoices(2).map((row) => row.slice(0, 4)));
    expect(await problems({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'column_missing', table: 'invoices', file: 'invoices.csv', line: 1, column: 'total_amount' },
    ]);
  });

  test('every required column that is missing, in every file, at once', async () => {
    const files = { 'invoices.csv': 'invoice_id,customer_id\nI,C\n', 'payments.csv': 'payment_id\nP\n' };
    expect((await problems({ files })).map(({ file, column }) => `${file} ${column}`)).toEqual([
      'invoices.csv invoice_date',
      'invoices.csv due_date',
      'invoices.csv total_amount',
      'payments.csv customer_id',
      'payments.csv payment_date',
      'payments.csv amount',
    ]);
  });

  test('a header that names a column twice', async () => {
    const text =
      csv([[...INVOICE_HEADER, 'note', ' note']]) +
      csv(
        invoices(1)
          .slice(1)
          .map((row) => [...row, 'a', 'b']),
      );
    expect(await problems({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'header_named_twice', table: 'invoices', file: 'invoices.csv', line: 1, column: 'note' },
    ]);
  });

  test('more columns than are read, and a thousand are', async () => {
    const wide = (columns: number) => {
      const more = Array.from({ length: columns - INVOICE_HEADER.length }, (_, index) => `c${index}`);
      const bad = ['I1', 'C1', '2024-03-05', '2024-04-04', 'x', ...more];
      return csv([[...INVOICE_HEADER, ...more], bad, bad.with(0, 'I2').with(4, '1.00')]);
    };
    expect(await problems({ files: { 'invoices.csv': wide(1_001), 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'too_many_columns', table: 'invoices', file: 'invoices.csv', line: 1 },
    ]);
    const landed = await kit.land({ files: { 'invoices.csv': wide(1_000), 'payments.csv': PAYMENTS } });
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 1, quarantined: 1, problems: [] });
  });

  test('two columns either of which could be the one', async () => {
    const text = csv([
      [...INVOICE_HEADER.slice(0, 4), 'Total_Amount', 'TOTAL_AMOUNT'],
      ['I', 'C', '2024-01-01', '2024-01-01', '1', '2'],
    ]);
    expect(await problems({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } })).toContainEqual({
      rule: 'column_ambiguous',
      table: 'invoices',
      file: 'invoices.csv',
      line: 1,
      column: 'total_amount',
    });
  });

  test.each(['', '\n', '\uFEFF', '\uFEFF\r\n  \n'])('an empty file (%j)', async (text) => {
    expect(await problems({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'empty_file', table: 'invoices', file: 'invoices.csv' },
    ]);
  });

  test.each([INVOICE_HEADER.join(','), `${INVOICE_HEADER.join(',')}\n`, `${INVOICE_HEADER.join(',')}\r\n\r\n`])(
    'a header without a row in a table that is needed (%j)',
    async (text) => {
      expect(await problems({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } })).toEqual([
        { rule: 'no_rows', table: 'invoices', file: 'invoices.csv' },
      ]);
    },
  );

  test('a gzip file that ends early, and one whose checksum does not fit', async () => {
    const whole = gzipSync(csv(invoices(500)));
    const flipped = Buffer.from(whole);
    flipped.writeUInt32LE(0xdeadbeef, flipped.length - 8);
    for (const bytes of [whole.subarray(0, whole.length - 20), whole.subarray(0, 30), flipped]) {
      expect(await problems({ files: { 'invoices.csv.gz': bytes, 'payments.csv': PAYMENTS } })).toEqual([
        { rule: 'broken_gzip', table: 'invoices', file: 'invoices.csv.gz' },
      ]);
    }
  });

  test('a gzip file that unpacks beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, 'a'));
    expect(await problems({ files: { 'invoices.csv.gz': bomb, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'gzip_too_large', table: 'invoices', file: 'invoices.csv.gz' },
    ]);
  });

  test('bytes that are not UTF-8, with their line', async () => {
    const latin1 = Buffer.from(`${INVOICES}I9,Müller,2024-03-05,2024-04-04,1\n`, 'latin1');
    expect(await problems({ files: { 'invoices.csv': latin1, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'not_utf8', table: 'invoices', file: 'invoices.csv', line: 5 },
    ]);
    const utf16 = Buffer.from(`\uFEFF${INVOICES}`, 'utf16le');
    expect(await problems({ files: { 'invoices.csv': utf16, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'not_utf8', table: 'invoices', file: 'invoices.csv' },
    ]);
  });

  test('bytes that are not UTF-8 far down the file', async () => {
    const rows = csv(invoices(60_000));
    const bytes = Buffer.concat([Buffer.from(rows), Buffer.from([0x49, 0x39, 0xe4, 0x0a])]);
    expect(await problems({ files: { 'invoices.csv': bytes, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'not_utf8', table: 'invoices', file: 'invoices.csv', line: 60_002 },
    ]);
  });

  test.each([0, 1, 2, 3, 4, 5])(
    'bytes that are not UTF-8 in column %i, and the next export is read as ever',
    async (column) => {
      const cells = ['memo', 'I1', 'C1', '2024-03-05', '2024-04-04', '100.50'];
      const row = cells.map((cell, index) => (index === column ? `${cell}\x85` : cell)).join(',');
      const bytes = Buffer.from(`${['note', ...INVOICE_HEADER].join(',')}\n${row}`, 'latin1');
      expect(await problems({ files: { 'invoices.csv': bytes, 'payments.csv': PAYMENTS } })).toEqual([
        { rule: 'not_utf8', table: 'invoices', file: 'invoices.csv', line: 2 },
      ]);
      const next = await kit.land({ files: { 'invoices.csv': INVOICES, 'payments.csv': PAYMENTS } });
      expect(next.table('invoices').rows_landed).toBe(3);
    },
  );

  test('a workbook or a broken Parquet file under a table’s name', async () => {
    const files = {
      'invoices.csv': Buffer.from('PK\u0003\u0004 rest of a zip'),
      'payments.parquet': Buffer.from('PAR1 and no more'),
    };
    expect(await problems({ files })).toEqual([
      { rule: 'unsupported_format', table: 'invoices', file: 'invoices.csv' },
      { rule: 'broken_parquet', table: 'payments', file: 'payments.parquet' },
    ]);
  });

  test('a Parquet file whose footer is whole and whose pages are not', async () => {
    const path = join(kit.folder, 'whole.parquet');
    const rows = invoices(200)
      .slice(1)
      .map((cells) => `(${cells.map((cell) => `'${cell}'`).join(', ')})`);
    await kit.query(`COPY (SELECT * FROM (VALUES ${rows.join(', ')}) t(${INVOICE_HEADER.join(', ')})) TO '${path}'`);
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 40, 140);
    expect(await problems({ files: { 'invoices.parquet': bytes, 'payments.csv': PAYMENTS } })).toEqual([
      { rule: 'broken_parquet', table: 'invoices', file: 'invoices.parquet' },
    ]);
  });

  test('a required table that is missing', async () => {
    const files = {
      'quickbooks__customer_analytics.csv': 'customer_id\nA\n',
      'quickbooks__financial_dashboard.csv': 'x\n1\n',
    };
    expect(await problems({ files })).toEqual([
      {
        rule: 'table_missing',
        table: 'quickbooks__profitability_analysis',
        file: 'quickbooks__profitability_analysis.csv',
      },
    ]);
  });

  test('payments that are missing where the invoices do not say when they were settled', async () => {
    expect(await problems({ files: { 'invoices.csv': INVOICES } })).toEqual([
      { rule: 'table_missing', table: 'payments', file: 'payments.csv' },
    ]);
    const settled = csv(invoices(2).map((row, index) => [...row, index === 0 ? 'settled_date' : '2024-04-01']));
    expect((await kit.land({ files: { 'invoices.csv': settled } })).report.problems).toEqual([]);
  });

  test('payments without a row, in the same way', async () => {
    const none = 'payment_id,customer_id,payment_date,amount\n';
    expect(await problems({ files: { 'invoices.csv': INVOICES, 'payments.csv': none } })).toEqual([
      { rule: 'no_rows', table: 'payments', file: 'payments.csv' },
    ]);
  });

  test('one table in two forms', async () => {
    expect(
      await problems({
        files: { 'invoices.csv': INVOICES, 'invoices.csv.gz': gzipSync(INVOICES), 'payments.csv': PAYMENTS },
      }),
    ).toEqual([{ rule: 'two_sources', table: 'invoices', file: 'invoices.csv' }]);
    expect(
      await problems({ files: { 'invoices.csv': INVOICES, 'invoices/1.csv': INVOICES, 'payments.csv': PAYMENTS } }),
    ).toEqual([{ rule: 'two_sources', table: 'invoices', file: 'invoices.csv' }]);
  });

  test('file names that tell no profile, or two', async () => {
    expect(await problems({ files: { 'ar.csv': INVOICES } })).toEqual([{ rule: 'profile_not_recognised', file: '' }]);
    const both = {
      'invoices.csv': '',
      'invoice.csv': '',
      'customer.csv': '',
      'payment.csv': '',
      'payment_line.csv': '',
    };
    expect(await problems({ files: both })).toEqual([{ rule: 'profile_not_recognised', file: '' }]);
  });
});

describe('what is not needed may be missing or empty', () => {
  test('an optional table without a row', async () => {
    const files = {
      'invoices.csv': INVOICES,
      'payments.csv': PAYMENTS,
      'customers.csv': 'customer_id,name\n',
      'credits.csv': 'credit_id,customer_id,credit_date,amount\n',
    };
    const landed = await kit.land({ files });
    expect(landed.report.problems).toEqual([]);
    expect(await landed.rows('customers')).toEqual([]);
    expect(landed.table('customers').columns.map(({ name }) => name)).toContain('credit_limit');
  });

  test('a part without a row beside one with rows', async () => {
    const files = {
      'invoices/1.csv': `${INVOICE_HEADER.join(',')}\n`,
      'invoices/2.csv': INVOICES,
      'payments.csv': PAYMENTS,
    };
    expect((await kit.land({ files })).table('invoices')).toMatchObject({ rows_landed: 3, problems: [] });
  });
});

test('what the report says of an export in order', async () => {
  const files = {
    'invoices.csv': csv(invoices(2).map((row, index) => [...row, index === 0 ? 'memo' : 'x'])),
    'payments.csv': PAYMENTS,
    'notes.txt': 'hello',
  };
  const { report } = await kit.land({ files, period: '2024-04' });
  expect(report).toEqual({
    verdict: 'ok',
    profile: 'ledger',
    home_currency: 'USD',
    covers: { first: '2024-03', last: '2024-05', months: 3 },
    tables: [
      {
        table: 'invoices',
        files: ['invoices.csv'],
        rows_read: 2,
        rows_landed: 2,
        quarantined: 0,
        duplicates_dropped: 0,
        deleted: 0,
        suspect: {},
        unknown_columns: ['memo'],
      },
      {
        table: 'payments',
        files: ['payments.csv'],
        rows_read: 1,
        rows_landed: 1,
        quarantined: 0,
        duplicates_dropped: 0,
        deleted: 0,
        suspect: { after_period: 1 },
        unknown_columns: [],
      },
    ],
    problems: [],
    warnings: [],
    reconciliation: null,
    unused_files: ['notes.txt'],
    quarantine_begins: [],
  });
});
