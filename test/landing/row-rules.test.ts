import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ExportKit, INVOICE_HEADER, invoices, type Landed, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

/** Lands one invoice beside a plain one, with a header of its own. */
async function landInvoice(change: Readonly<Record<string, string>>, manifest?: string): Promise<Landed> {
  const header = [...new Set([...INVOICE_HEADER, ...Object.keys(change)])];
  const plain: Readonly<Record<string, string>> = {
    invoice_id: 'I2',
    customer_id: 'C1',
    invoice_date: '2024-03-05',
    due_date: '2024-04-04',
    total_amount: '100',
  };
  const row = header.map((name) => change[name] ?? plain[name] ?? '');
  return kit.land({
    files: {
      'invoices.csv': csv([header, row, header.map((name) => (name === 'invoice_id' ? 'I3' : (plain[name] ?? '')))]),
      'payments.csv': PAYMENTS,
    },
    ...(manifest === undefined ? {} : { manifest }),
  });
}

describe('a row that breaks a rule goes to quarantine, with file, line, column, value and rule', () => {
  test.each([
    ['a required value that is blank', { customer_id: '' }, 'customer_id,,blank_required'],
    ['a required value of spaces only', { customer_id: '   ' }, 'customer_id,   ,blank_required'],
    ['an amount in words', { total_amount: 'ten' }, 'total_amount,ten,bad_number'],
    ['an amount with thousands separators', { total_amount: '1,234.50' }, 'total_amount,"1,234.50",bad_number'],
    ['an amount that is not a number', { total_amount: 'NaN' }, 'total_amount,NaN,bad_number'],
    ['an infinite amount', { total_amount: 'Infinity' }, 'total_amount,Infinity,bad_number'],
    ['an amount with underscores', { total_amount: '1_000' }, 'total_amount,1_000,bad_number'],
    ['an amount in hexadecimal', { total_amount: '0x10' }, 'total_amount,0x10,bad_number'],
    ['an amount with a currency sign', { total_amount: '$5' }, 'total_amount,$5,bad_number'],
    ['an amount in brackets', { total_amount: '(5.00)' }, 'total_amount,(5.00),bad_number'],
    ['an amount beyond 10^15', { total_amount: '1000000000000001' }, 'total_amount,1000000000000001,amount_too_large'],
    ['an amount far beyond', { total_amount: '1e30' }, 'total_amount,1e30,amount_too_large'],
    ['a negative total', { total_amount: '-5' }, 'total_amount,-5,negative_total'],
    ['a date that is none', { due_date: 'soon' }, 'due_date,soon,bad_date'],
    ['a date the calendar lacks', { due_date: '2024-02-30' }, 'due_date,2024-02-30,bad_date'],
    ['a date in another notation', { due_date: '04/04/2024' }, 'due_date,04/04/2024,bad_date'],
    ['a date with text after it', { due_date: '2024-04-0x' }, 'due_date,2024-04-0x,bad_date'],
    ['a special word for a date', { due_date: 'infinity' }, 'due_date,infinity,bad_date'],
    ['an optional boolean that can not be read', { disputed: 'perhaps' }, 'disputed,perhaps,bad_boolean'],
    ['an optional number that can not be read', { cost_amount: 'free' }, 'cost_amount,free,bad_number'],
    ['an optional date that can not be read', { settled_date: '32' }, 'settled_date,32,bad_date'],
    ['a rate of ten millions', { exchange_rate: '10000000' }, 'exchange_rate,10000000,out_of_range'],
  ])('%s', async (_, change, expected) => {
    const landed = await landInvoice(change);
    expect(landed.quarantine('invoices')).toEqual([`invoices.csv,2,${expected}`]);
    expect(landed.table('invoices')).toMatchObject({
      rows_read: 2,
      rows_landed: 1,
      quarantined: 1,
      duplicates_dropped: 0,
      deleted: 0,
    });
  });

  test('once, with every rule it breaks', async () => {
    const landed = await landInvoice({ customer_id: '', total_amount: '-1', due_date: 'x' });
    expect(landed.quarantine('invoices')).toEqual([
      'invoices.csv,2,customer_id,,blank_required',
      'invoices.csv,2,due_date,x,bad_date',
      'invoices.csv,2,total_amount,-1,negative_total',
    ]);
    expect(landed.table('invoices').quarantined).toBe(1);
  });

  test('too few and too many cells, an extra empty one included', async () => {
    const text = `${INVOICE_HEADER.join(',')}\nI1,C1,2024-03-05,2024-04-04,1\nI2,C1,2024-03-05,2024-04-04\nI3,C1,2024-03-05,2024-04-04,3,\nI4,C1,2024-03-05,2024-04-04,4,x\n`;
    const landed = await kit.land({ files: { 'invoices.csv': text, 'payments.csv': PAYMENTS } });
    expect(landed.quarantine('invoices')).toEqual([
      'invoices.csv,3,,"I2,C1,2024-03-05,2024-04-04",wrong_field_count',
      'invoices.csv,4,,"I3,C1,2024-03-05,2024-04-04,3,",wrong_field_count',
      'invoices.csv,5,,"I4,C1,2024-03-05,2024-04-04,4,x",wrong_field_count',
    ]);
    expect(landed.table('invoices')).toMatchObject({ rows_read: 4, rows_landed: 1, quarantined: 3 });
  });

  test('formulas are defused in the quarantine, numbers are left alone', async () => {
    const landed = await landInvoice({ due_date: '=1+1', total_amount: '-5', customer_id: '' });
    expect(landed.quarantine('invoices')).toContain("invoices.csv,2,due_date,'=1+1,bad_date");
    expect(landed.quarantine('invoices')).toContain('invoices.csv,2,total_amount,-5,negative_total');
  });

  test('a long value is shown by its beginning', async () => {
    const landed = await landInvoice({ due_date: 'x'.repeat(5000) });
    expect(landed.quarantine('invoices')).toEqual([`invoices.csv,2,due_date,${'x'.repeat(200)}…,bad_date`]);
  });
});

describe('ranges', () => {
  const HEADER =
    'customer_id,display_name,payment_rate_percentage,outstanding_balance,credit_score,business_stability_score,customer_lifespan_days,total_invoices,avg_invoice_amount,profitability_tier';
  const files = (rate: string, score: string, stability: string) => ({
    'quickbooks__customer_analytics.csv': `${HEADER}\nA,Name,${rate},1,${score},${stability},10,3,5,High\nB,Name,50,1,600,50,10,3,5,High\n`,
    'quickbooks__profitability_analysis.csv':
      'customer_id,transaction_date,invoice_total,gross_profit\nA,2024-03-01,5,-2\n',
    'quickbooks__financial_dashboard.csv': 'dashboard_month,collection_rate_percentage,total_revenue\n2024-12,80,5\n',
  });

  test.each([
    ['100.01', '600', '50', 'payment_rate_percentage,100.01,out_of_range'],
    ['-0.01', '600', '50', 'payment_rate_percentage,-0.01,out_of_range'],
    ['50', '851', '50', 'credit_score,851,out_of_range'],
    ['50', '600', '100.5', 'business_stability_score,100.5,out_of_range'],
    ['1e9', '600', '50', 'payment_rate_percentage,1e9,out_of_range'],
  ])('rate %s, score %s, stability %s', async (rate, score, stability, expected) => {
    const landed = await kit.land({ files: files(rate, score, stability) });
    expect(landed.quarantine('quickbooks__customer_analytics')).toEqual([
      `quickbooks__customer_analytics.csv,2,${expected}`,
    ]);
  });

  test('their ends belong to them', async () => {
    expect((await kit.land({ files: files('0', '0', '0') })).table('quickbooks__customer_analytics').rows_landed).toBe(
      2,
    );
    expect(
      (await kit.land({ files: files('100', '850', '100') })).table('quickbooks__customer_analytics').rows_landed,
    ).toBe(2);
  });

  test('a loss is not a negative total', async () => {
    const landed = await kit.land({ files: files('50', '600', '50') });
    expect(await landed.rows('quickbooks__profitability_analysis', 'gross_profit')).toEqual([['-2.000000']]);
  });
});

describe('values that can be read', () => {
  test.each([
    ['1.5E4', '15000.000000'],
    ['1e-3', '0.001000'],
    ['+7', '7.000000'],
    ['.5', '0.500000'],
    ['5.', '5.000000'],
    [' 12 ', '12.000000'],
    ['0.123456', '0.123456'],
    ['0.1234565', '0.123457'],
    ['1000000000000000', '1000000000000000.000000'],
    ['123456789012345.67', '123456789012345.670000'],
    ['0', '0.000000'],
  ])('the amount %s', async (text, expected) => {
    const landed = await landInvoice({ total_amount: text });
    expect(await landed.rows('invoices', 'invoice_id, total_amount')).toContainEqual(['I2', expected]);
    expect(landed.table('invoices').quarantined).toBe(0);
  });

  test.each([
    ['2024-04-04', '2024-04-04'],
    ['2024-04-04 3:58:55', '2024-04-04'],
    ['2024-04-04 00:00:00', '2024-04-04'],
    ['2024-04-04T23:30:00.123', '2024-04-04'],
    ['2024-03-31T23:30:00Z', '2024-04-01'],
    ['2024-04-01T01:30:00+09:00', '2024-04-01'],
    ['2024-04-01 01:30:00+0900', '2024-04-01'],
  ])('the date %s in Shanghai', async (text, expected) => {
    const files = {
      'invoices.csv': csv(invoices(2, (row, index) => (index === 0 ? [...row.slice(0, 3), text, '1'] : row))),
      'payments.csv': PAYMENTS,
    };
    const landed = await kit.land({ files, timeZone: 'Asia/Shanghai' });
    expect(landed.quarantine('invoices')).toEqual([]);
    expect(await landed.rows('invoices', 'invoice_id, due_date')).toContainEqual(['I0', expected]);
  });

  test.each([
    ['TRUE', true],
    ['true', true],
    ['1', true],
    ['yes', true],
    ['FALSE', false],
    ['false', false],
    ['0', false],
    ['no', false],
    ['', null],
  ])('the boolean "%s"', async (text, expected) => {
    const landed = await landInvoice({ disputed: text });
    expect(await landed.rows('invoices', 'invoice_id, disputed')).toContainEqual(['I2', expected]);
  });

  test('identifiers stay text, zeros in front included', async () => {
    const landed = await landInvoice({ invoice_id: '000123', customer_id: '1e5' });
    expect(await landed.rows('invoices', 'invoice_id, customer_id')).toContainEqual(['000123', '1e5']);
  });

  test('a column the file lacks lands as nothing, of its type', async () => {
    const landed = await landInvoice({});
    expect(landed.table('invoices').columns).toEqual([
      { name: 'invoice_id', type: 'text' },
      { name: 'customer_id', type: 'text' },
      { name: 'invoice_date', type: 'date' },
      { name: 'due_date', type: 'date' },
      { name: 'total_amount', type: 'money' },
      { name: 'currency', type: 'text' },
      { name: 'exchange_rate', type: 'rate' },
      { name: 'cost_amount', type: 'money' },
      { name: 'disputed', type: 'flag' },
      { name: 'dispute_reason', type: 'text' },
      { name: 'settled_date', type: 'date' },
      { name: 'doc_number', type: 'text' },
      { name: 'status', type: 'text' },
      { name: '_fivetran_deleted', type: 'flag' },
      { name: 'updated_at', type: 'timestamp' },
    ]);
    expect(
      await landed.rows(
        'invoices',
        'DISTINCT typeof(exchange_rate), typeof(disputed), typeof(updated_at), exchange_rate',
      ),
    ).toEqual([['DECIMAL(18,12)', 'BOOLEAN', 'TIMESTAMP', null]]);
  });
});
