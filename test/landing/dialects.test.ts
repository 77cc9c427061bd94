import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { csv, ExportKit, INVOICE_HEADER, invoices, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const NAMES = [
  'Smith, Jones & Co',
  'Müller "GmbH"',
  'two\nlines',
  '株式会社',
  ' spaced ',
  'semi;colon',
  'tab\there',
  'cr\r\nlf',
  "O'Brien",
  '',
];
const CUSTOMERS = [
  ['customer_id', 'name', 'email'],
  ...NAMES.map((name, index) => [`00${index}`, name, `${index}@example.com`]),
];
const EXPECTED = NAMES.map((name, index) => [
  `00${index}`,
  name.trim() === '' ? null : name.trim(),
  `${index}@example.com`,
]);

async function landCustomers(content: string | Uint8Array, name = 'customers.csv', manifest?: string) {
  const files = { 'invoices.csv': csv(invoices(1)), 'payments.csv': PAYMENTS, [name]: content };
  return kit.land({ files, ...(manifest === undefined ? {} : { manifest }) });
}

describe('the same customers in every dialect', () => {
  const dialects = [',', ';', '\t'].flatMap((delimiter) =>
    ['\n', '\r\n', '\r'].flatMap((newline) => [true, false].map((quoteAll) => ({ delimiter, newline, quoteAll }))),
  );

  test.each(dialects)('%j', async (dialect) => {
    const text = csv(CUSTOMERS, dialect);
    const plain = await landCustomers(text);
    expect(await plain.rows('customers', 'customer_id, name, email')).toEqual(EXPECTED);
    expect(plain.table('customers')).toMatchObject({ rows_read: 10, rows_landed: 10, pass: 'fast' });
  });

  test.each([
    ['a byte order mark', `\uFEFF${csv(CUSTOMERS)}`],
    ['a byte order mark before a quote', `\uFEFF${csv(CUSTOMERS, { quoteAll: true })}`],
    ['no line end at the end', csv(CUSTOMERS).trimEnd()],
    ['blank lines', csv(CUSTOMERS).replace('\n', '\n\n\n')],
    ['blank lines before the header', `\n\r\n${csv(CUSTOMERS)}`],
    [
      'several kinds of line ends',
      csv(CUSTOMERS.slice(0, 4)) +
        csv(CUSTOMERS.slice(4, 6), { newline: '\r\n' }) +
        csv(CUSTOMERS.slice(6), { newline: '\r' }),
    ],
    ['spaces around quotes', csv(CUSTOMERS, { quoteAll: true }).replaceAll('","', '" , "')],
  ])('%s', async (_, text) => {
    const landed = await landCustomers(text);
    expect(await landed.rows('customers', 'customer_id, name, email')).toEqual(EXPECTED);
    expect(landed.table('customers').rows_read).toBe(10);
  });

  test('gzip, of one member or two, under any name', async () => {
    for (const bytes of [
      gzipSync(csv(CUSTOMERS)),
      Buffer.concat([gzipSync(csv(CUSTOMERS.slice(0, 5))), gzipSync(csv(CUSTOMERS.slice(5)))]),
    ]) {
      const landed = await landCustomers(bytes, 'customers.csv.gz');
      expect(await landed.rows('customers', 'customer_id, name, email')).toEqual(EXPECTED);
    }
    expect((await landCustomers(gzipSync(csv(CUSTOMERS)), 'customers.csv')).table('customers').rows_landed).toBe(10);
  });
});

describe('the header', () => {
  test('columns in any order, names in other cases and with spaces, quoted', async () => {
    const text = ' Email ,"Customer_ID",NAME,extra\nx@example.com,7,Seven,\n';
    const landed = await landCustomers(text);
    expect(await landed.rows('customers', 'customer_id, name, email')).toEqual([['7', 'Seven', 'x@example.com']]);
    expect(landed.table('customers')).toMatchObject({
      unknown_columns: ['extra'],
      bound: { customer_id: 'Customer_ID', name: 'NAME', email: 'Email' },
    });
  });

  test('an exact name comes before one that differs in case', async () => {
    const landed = await landCustomers('customer_id,NAME,name\n7,wrong,right\n');
    expect(await landed.rows('customers', 'name')).toEqual([['right']]);
    expect(landed.table('customers').unknown_columns).toEqual(['NAME']);
  });

  test('a name over two lines, and columns without a name', async () => {
    const landed = await landCustomers('customer_id,"na\nme",,\n7,a,b,c\n8,a,b\n');
    expect(landed.table('customers')).toMatchObject({ rows_landed: 1, unknown_columns: ['na\nme', '#3', '#4'] });
    expect(landed.quarantine('customers')).toEqual(['customers.csv,4,,"8,a,b",wrong_field_count']);
  });

  test('a delimiter that also stands in names is told by the names that are known', async () => {
    const landed = await landCustomers('customer_id;name;"a,b,c,d,e,f"\n7;Seven;x\n');
    expect(await landed.rows('customers', 'customer_id, name')).toEqual([['7', 'Seven']]);
  });

  test('of the manifest, for files without one', async () => {
    const manifest = 'profile: ledger\ntables: { customers: { header: [customer_id, name] } }\n';
    const landed = await landCustomers('7,Seven\n8,Eight\n', 'customers.csv', manifest);
    expect(await landed.rows('customers', 'customer_id, name')).toEqual([
      ['7', 'Seven'],
      ['8', 'Eight'],
    ]);
  });
});

describe('parts', () => {
  const rows = invoices(50).slice(1);
  const shuffled = rows.toSorted((a, b) =>
    (a[0] ?? '')
      .split('')
      .toReversed()
      .join('')
      .localeCompare((b[0] ?? '').split('').toReversed().join('')),
  );

  test('split, shuffled, in other dialects and orders, land the same rows', async () => {
    const whole = await kit.land({
      files: { 'invoices.csv': csv([INVOICE_HEADER, ...rows]), 'payments.csv': PAYMENTS },
    });
    const expected = await whole.rows('invoices');
    const backwards = (table: readonly (readonly string[])[]) => table.map((row) => row.toReversed());
    const parts = await kit.land({
      files: {
        'invoices/a.csv': csv([INVOICE_HEADER, ...shuffled.slice(0, 10)], { delimiter: ';', newline: '\r\n' }),
        'invoices/deeper/b.csv.gz': gzipSync(csv(backwards([INVOICE_HEADER, ...shuffled.slice(10, 30)]))),
        'invoices/c.csv': csv([INVOICE_HEADER, ...shuffled.slice(30)], { delimiter: '\t', quoteAll: true }),
        'invoices/_SUCCESS': '',
        'invoices/.c.csv.crc': 'x',
        'payments.csv': PAYMENTS,
      },
    });
    expect(await parts.rows('invoices')).toEqual(expected);
    expect(parts.table('invoices')).toMatchObject({
      files: ['invoices/a.csv', 'invoices/c.csv', 'invoices/deeper/b.csv.gz'],
      rows_read: 50,
      pass: 'fast',
    });
  });

  test('a fault names the part it is in', async () => {
    const landed = await kit.land({
      files: {
        'invoices/a.csv': csv(invoices(3)),
        'invoices/b.csv': csv([INVOICE_HEADER, ['X', 'C', '2024-01-01', '2024-01-01', 'x']]),
        'payments.csv': PAYMENTS,
      },
    });
    expect(landed.quarantine('invoices')).toEqual(['invoices/b.csv,2,total_amount,x,bad_number']);
  });

  test('a missing column is looked for in every part', async () => {
    const landed = await kit.land({
      files: {
        'invoices/a.csv': csv(invoices(3)),
        'invoices/b.csv': 'invoice_id,customer_id\nI,C\n',
        'payments.csv': PAYMENTS,
      },
    });
    expect(landed.report.problems.map(({ file, column }) => [file, column])).toEqual([
      ['invoices/b.csv', 'invoice_date'],
      ['invoices/b.csv', 'due_date'],
      ['invoices/b.csv', 'total_amount'],
    ]);
  });
});

describe('Parquet', () => {
  const make = async (select: string): Promise<Buffer> => {
    const path = join(kit.folder, 'made.parquet');
    await kit.query(`COPY (${select}) TO ${textLiteral(path)} (FORMAT parquet)`);
    return readFileSync(path);
  };

  test('typed columns land as their texts would', async () => {
    const bytes = await make(`
      SELECT 7 AS invoice_id, 'C1' AS customer_id, DATE '2024-03-05' AS invoice_date, TIMESTAMPTZ '2024-03-31 23:30:00+00' AS due_date,
        12.1::DOUBLE AS total_amount, TRUE AS disputed, 0.1::FLOAT AS cost_amount, NULL::DATE AS settled_date, [1, 2] AS tags`);
    const landed = await kit.land({
      files: { 'invoices.parquet': bytes, 'payments.csv': PAYMENTS },
      timeZone: 'Asia/Shanghai',
    });
    expect(
      await landed.rows(
        'invoices',
        'invoice_id, invoice_date, due_date, total_amount, disputed, cost_amount, settled_date',
      ),
    ).toEqual([['7', '2024-03-05', '2024-04-01', '12.100000', true, '0.100000', null]]);
    expect(landed.table('invoices')).toMatchObject({ unknown_columns: ['tags'], pass: 'fast', rows_read: 1 });
  });

  test('rows are judged alike, and counted from 1', async () => {
    const bytes = await make(`
      SELECT * FROM (VALUES ('I1', 'C', DATE '2024-03-05', DATE '2024-03-05', 'NaN'::DOUBLE), ('I2', NULL, DATE '2024-03-05', NULL, -1.5)) t(invoice_id, customer_id, invoice_date, due_date, total_amount)`);
    const landed = await kit.land({ files: { 'invoices.parquet': bytes, 'payments.csv': PAYMENTS } });
    expect(landed.quarantine('invoices')).toEqual([
      'invoices.parquet,1,total_amount,nan,bad_number',
      'invoices.parquet,2,customer_id,,blank_required',
      'invoices.parquet,2,due_date,,blank_required',
      'invoices.parquet,2,total_amount,-1.5,negative_total',
    ]);
  });

  test('dates that are typed need no date format', async () => {
    const bytes = await make(
      `SELECT 'I1' AS invoice_id, 'C' AS customer_id, DATE '2024-03-05' AS invoice_date, '6/4/2024' AS due_date, 1 AS total_amount`,
    );
    const landed = await kit.land({
      files: { 'invoices.parquet': bytes },
      manifest: 'profile: ledger\ndate_format: "%d/%m/%Y"\n',
    });
    expect(await landed.rows('invoices', 'invoice_date, due_date')).toEqual([['2024-03-05', '2024-04-06']]);
  });

  test('a list where a value is needed is refused', async () => {
    const bytes = await make(
      `SELECT 'I1' AS invoice_id, ['C'] AS customer_id, DATE '2024-03-05' AS invoice_date, DATE '2024-03-05' AS due_date, 1 AS total_amount`,
    );
    const landed = await kit.land({ files: { 'invoices.parquet': bytes, 'payments.csv': PAYMENTS } });
    expect(landed.report.problems).toMatchObject([
      { rule: 'column_type', file: 'invoices.parquet', column: 'customer_id' },
    ]);
  });

  test('CSV and Parquet parts of one table', async () => {
    const bytes = await make(
      `SELECT 'P1' AS invoice_id, 'C' AS customer_id, DATE '2024-03-05' AS invoice_date, DATE '2024-03-05' AS due_date, 1 AS total_amount`,
    );
    const landed = await kit.land({
      files: { 'invoices/1.parquet': bytes, 'invoices/2.csv': csv(invoices(2)), 'payments.csv': PAYMENTS },
    });
    expect(await landed.rows('invoices', 'invoice_id, total_amount')).toEqual([
      ['I0', '100.500000'],
      ['I1', '101.500000'],
      ['P1', '1.000000'],
    ]);
  });
});

test('paths with quotes and wildcards in them are just paths', async () => {
  const files = { "it's [a] */in?voices.csv": csv(invoices(2)), 'payments.csv': PAYMENTS };
  const landed = await kit.land({
    files,
    manifest: `profile: ledger\ntables: { invoices: { file: "it's [a] */in?voices.csv" } }\n`,
  });
  expect(landed.table('invoices')).toMatchObject({ rows_landed: 2, files: ["it's [a] */in?voices.csv"] });
});
