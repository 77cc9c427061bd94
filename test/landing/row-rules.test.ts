import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ExportKit, type Landed, PAYMENTS } from './export-kit.ts';

const PLAIN = {
  invoice_id: 'I',
  customer_id: 'C1',
  invoice_date: '2024-03-05',
  due_date: '2024-04-04',
  total_amount: '100',
  disputed: '',
  cost_amount: '',
  settled_date: '',
  exchange_rate: '',
  currency: '',
};
const HEADER = Object.keys(PLAIN);

/** One invoice a case, each changed in one way. */
function oneRowACase(cases: readonly Partial<Record<keyof typeof PLAIN, string>>[]): string {
  const rows = cases.map((change, index) => Object.values({ ...PLAIN, invoice_id: `I${index}`, ...change }));
  return csv([HEADER, ...rows]);
}

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

describe('a row that breaks a rule goes to quarantine, with file, line, column, value and rule', () => {
  const cases: readonly (readonly [string, Partial<typeof PLAIN>, readonly string[]])[] = [
    ['a required value that is blank', { customer_id: '' }, ['customer_id,,blank_required']],
    ['a required value of spaces only', { customer_id: '   ' }, ['customer_id,   ,blank_required']],
    ['a blank amount', { total_amount: '' }, ['total_amount,,blank_required']],
    ['an amount in words', { total_amount: 'ten' }, ['total_amount,ten,bad_number']],
    ['thousands separators', { total_amount: '1,234.50' }, ['total_amount,"1,234.50",bad_number']],
    ['not a number', { total_amount: 'NaN' }, ['total_amount,NaN,bad_number']],
    ['an infinite amount', { total_amount: 'Infinity' }, ['total_amount,Infinity,bad_number']],
    ['underscores', { total_amount: '1_000' }, ['total_amount,1_000,bad_number']],
    ['hexadecimal', { total_amount: '0x10' }, ['total_amount,0x10,bad_number']],
    ['a currency sign', { total_amount: '$5' }, ['total_amount,$5,bad_number']],
    ['brackets', { total_amount: '(5.00)' }, ['total_amount,(5.00),bad_number']],
    ['digits of another script', { total_amount: '١٢' }, ['total_amount,١٢,bad_number']],
    [
      'an amount beyond 10^15',
      { total_amount: '1000000000000001' },
      ['total_amount,1000000000000001,amount_too_large'],
    ],
    ['an amount far beyond', { total_amount: '1e30' }, ['total_amount,1e30,amount_too_large']],
    ['a negative total', { total_amount: '-5' }, ['total_amount,-5,negative_total']],
    ['a date that is none', { due_date: 'soon' }, ['due_date,soon,bad_date']],
    ['a date the calendar lacks', { due_date: '2024-02-30' }, ['due_date,2024-02-30,bad_date']],
    ['a date in another notation', { due_date: '04/04/2024' }, ['due_date,04/04/2024,bad_date']],
    ['a date without separators', { due_date: '20240404' }, ['due_date,20240404,bad_date']],
    ['a date with text after it', { due_date: '2024-04-0x' }, ['due_date,2024-04-0x,bad_date']],
    ['a special word for a date', { due_date: 'infinity' }, ['due_date,infinity,bad_date']],
    ['a year of the first century', { due_date: '0024-04-04' }, ['due_date,0024-04-04,bad_date']],
    ['a boolean', { disputed: 'perhaps' }, ['disputed,perhaps,bad_boolean']],
    ['an optional number', { cost_amount: 'free' }, ['cost_amount,free,bad_number']],
    ['an optional date', { settled_date: '32' }, ['settled_date,32,bad_date']],
    ['a rate of ten millions', { exchange_rate: '10000000' }, ['exchange_rate,10000000,out_of_range']],
    ['a formula', { due_date: '=1+1' }, ["due_date,'=1+1,bad_date"]],
    ['a long value', { due_date: 'x'.repeat(5000) }, [`due_date,${'x'.repeat(200)}…,bad_date`]],
    [
      'several rules',
      { customer_id: '', total_amount: '-1', due_date: 'x' },
      ['customer_id,,blank_required', 'due_date,x,bad_date', 'total_amount,-1,negative_total'],
    ],
  ];

  let landed: Landed;
  beforeAll(async () => {
    const files = { 'invoices.csv': oneRowACase([...cases.map(([, change]) => change), {}]), 'payments.csv': PAYMENTS };
    landed = await kit.land({ files });
  });

  test.each(cases.map(([name, , expected], index) => [name, index + 2, expected] as const))(
    '%s',
    (_, line, expected) => {
      const lines = landed.quarantine('invoices').filter((text) => text.startsWith(`invoices.csv,${line},`));
      expect(lines).toEqual(expected.map((rest) => `invoices.csv,${line},${rest}`));
    },
  );

  test('once each, and the row without a fault lands', () => {
    const counts = { rows_read: cases.length + 1, rows_landed: 1, quarantined: cases.length };
    expect(landed.table('invoices')).toMatchObject({ ...counts, duplicates_dropped: 0, deleted: 0 });
  });

  test('the report shows the first of them', () => {
    expect(landed.report.quarantine_begins).toHaveLength(10);
    expect(landed.report.quarantine_begins[0]).toEqual({
      table: 'invoices',
      file: 'invoices.csv',
      line: 2,
      column: 'customer_id',
      value: '',
      rule: 'blank_required',
    });
  });
});

describe('the shape of a record', () => {
  const lines = async (text: string) => {
    const landed = await kit.land({
      files: { 'customers.csv': text, 'invoices.csv': oneRowACase([{}]), 'payments.csv': PAYMENTS },
    });
    return {
      quarantine: landed.quarantine('customers'),
      table: landed.table('customers'),
      rows: await landed.rows('customers', 'customer_id, name'),
    };
  };

  test('too few and too many cells are quarantined, one empty cell too many included', async () => {
    const { quarantine, table } = await lines('customer_id,name,email\nA,a,\nB,b\nC,c,,\nD,d,x,y\n');
    expect(quarantine).toEqual([
      'customers.csv,3,,"B,b",wrong_field_count',
      'customers.csv,4,,"C,c,,",wrong_field_count',
      'customers.csv,5,,"D,d,x,y",wrong_field_count',
    ]);
    expect(table).toMatchObject({ rows_read: 4, rows_landed: 1, quarantined: 3 });
  });

  test('a quote that never closes breaks its own line only', async () => {
    const { quarantine, rows } = await lines('customer_id,name,email\nA,"a,\nB,b,\n"C","c, d",\nD,"x"y,\nE,e,\n');
    expect(quarantine).toEqual(['customers.csv,2,,"A,""a,",bad_quoting', 'customers.csv,5,,"D,""x""y,",bad_quoting']);
    expect(rows).toEqual([
      ['B', 'b'],
      ['C', 'c, d'],
      ['E', 'e'],
    ]);
  });

  test('a quote inside an unquoted cell is itself', async () => {
    const { quarantine, rows } = await lines('customer_id,name,email\nA,5" pipe,\nB,"b ""x""",\n');
    expect(quarantine).toEqual([]);
    expect(rows).toEqual([
      ['A', '5" pipe'],
      ['B', 'b "x"'],
    ]);
  });

  test('lines are physical: a record over several lines is named by its first', async () => {
    const { quarantine, rows } = await lines('customer_id,name,email\nA,"one\ntwo\r\nthree",\n\n   \nB,b\nC,c,\n');
    expect(quarantine).toEqual(['customers.csv,7,,"B,b",wrong_field_count']);
    expect(rows).toEqual([
      ['A', 'one\ntwo\r\nthree'],
      ['C', 'c'],
    ]);
  });

  test('a NUL byte is no text', async () => {
    const { quarantine, rows } = await lines('customer_id,name,email\nA,a\0b,\nB,"b\0",\nC,c,\n');
    expect(quarantine.map((line) => line.split(',').at(-1))).toEqual(['nul_byte', 'nul_byte']);
    expect(rows).toEqual([['C', 'c']]);
  });

  test('a line of three megabytes is left out, and the next one read', async () => {
    const { quarantine, table, rows } = await lines(
      `customer_id,name,email\nA,${'x'.repeat(3_000_000)},\nB,b,\nC,"c,\n${'y'.repeat(2_200_000)},,\nD,d,\n`,
    );
    expect(quarantine).toEqual([
      `customers.csv,2,,"A,${'x'.repeat(198)}…",line_too_long`,
      'customers.csv,4,,"C,""c,",bad_quoting',
      `customers.csv,5,,${'y'.repeat(200)}…,line_too_long`,
    ]);
    expect(table.rows_read).toBe(5);
    expect(rows).toEqual([
      ['B', 'b'],
      ['D', 'd'],
    ]);
  });
});

describe('ranges', () => {
  const COLUMNS =
    'customer_id,display_name,payment_rate_percentage,outstanding_balance,credit_score,business_stability_score,customer_lifespan_days,total_invoices,avg_invoice_amount,profitability_tier';
  const marts = (customers: readonly string[]) => ({
    'quickbooks__customer_analytics.csv': `${COLUMNS}\n${customers.map((row, index) => `${index},Name,${row}`).join('\n')}`,
    'quickbooks__profitability_analysis.csv':
      'customer_id,transaction_date,invoice_total,gross_profit\n1,2024-03-01,5,-2\n',
    'quickbooks__financial_dashboard.csv': 'dashboard_month,collection_rate_percentage,total_revenue\n2024-12,80,5\n',
  });

  test('rates and scores outside them are quarantined, their ends belong to them', async () => {
    const landed = await kit.land({
      files: marts([
        '100.01,1,600,50,10,3,5,High',
        '-0.01,1,600,50,10,3,5,High',
        '50,1,850.5,50,10,3,5,High',
        '50,1,600,100.5,10,3,5,High',
        '1e9,1,600,50,10,3,5,High',
        '0,1,0,0,10,3,5,High',
        '100,-1,850,100,10,3,5,High',
      ]),
    });
    expect(landed.quarantine('quickbooks__customer_analytics')).toEqual([
      'quickbooks__customer_analytics.csv,2,payment_rate_percentage,100.01,out_of_range',
      'quickbooks__customer_analytics.csv,3,payment_rate_percentage,-0.01,out_of_range',
      'quickbooks__customer_analytics.csv,4,credit_score,850.5,out_of_range',
      'quickbooks__customer_analytics.csv,5,business_stability_score,100.5,out_of_range',
      'quickbooks__customer_analytics.csv,6,payment_rate_percentage,1e9,out_of_range',
    ]);
    expect(landed.table('quickbooks__customer_analytics').rows_landed).toBe(2);
    expect(await landed.rows('quickbooks__profitability_analysis', 'gross_profit')).toEqual([['-2.000000']]);
  });
});

describe('values that can be read', () => {
  const amounts: readonly (readonly [string, string])[] = [
    ['1.5E4', '15000.000000'],
    ['1e-3', '0.001000'],
    // The engine's own casts make 0.000001 and 5100324647597.668590 of these, and refuse the third.
    ['9E-13', '0.000000'],
    ['510032464.7597668593E4', '5100324647597.668593'],
    ['.0393e+13', '393000000000.000000'],
    ['1.5e0000000000000000000000000001', '15.000000'],
    ['+7', '7.000000'],
    ['.5', '0.500000'],
    ['5.', '5.000000'],
    [' 12 ', '12.000000'],
    ['13\t', '13.000000'],
    ['0.123456', '0.123456'],
    ['0.1234565', '0.123457'],
    ['1000000000000000', '1000000000000000.000000'],
    ['123456789012345.67', '123456789012345.670000'],
    ['-0', '0.000000'],
  ];
  const dates: readonly (readonly [string, string])[] = [
    ['2024-04-04', '2024-04-04'],
    ['2024-04-04 3:58:55', '2024-04-04'],
    ['2024-04-04 00:00', '2024-04-04'],
    ['2024-04-04T23:30:00.123', '2024-04-04'],
    ['2024-03-31T23:30:00Z', '2024-04-01'],
    ['2024-04-01T01:30:00+09:00', '2024-04-01'],
    ['2024-04-01 01:30:00+0900', '2024-04-01'],
    ['2024-04-01 01:30:00+09', '2024-04-01'],
    ['2024-03-31 16:00:00 UTC', '2024-04-01'],
  ];
  const flags: readonly (readonly [string, boolean | null])[] = [
    ...['TRUE', 'true', 'True', '1', 'yes'].map((text) => [text, true] as const),
    ...['FALSE', 'false', 'False', '0', 'no'].map((text) => [text, false] as const),
    ['', null],
  ];
  const cases = [
    ...amounts.map(([text]) => ({ total_amount: text })),
    ...dates.map(([text]) => ({ due_date: text })),
    ...flags.map(([text]) => ({ disputed: text })),
    { invoice_id: '000123', customer_id: '1e5', currency: ' eur ' },
  ];

  let rows: unknown[][];
  let landed: Landed;
  beforeAll(async () => {
    landed = await kit.land({
      files: { 'invoices.csv': oneRowACase(cases), 'payments.csv': PAYMENTS },
      timeZone: 'Asia/Shanghai',
    });
    rows = await landed.rows('invoices', 'invoice_id, customer_id, due_date, total_amount, disputed, currency');
  });
  const row = (index: number): unknown[] => rows.find(([id]) => id === `I${index}`) ?? [];

  test.each(amounts.map(([text, value], index) => [text, value, index] as const))(
    'the amount "%s"',
    (_, value, index) => {
      expect(row(index)[3]).toBe(value);
    },
  );

  test.each(dates.map(([text, value], index) => [text, value, amounts.length + index] as const))(
    'the date "%s" in Shanghai',
    (_, value, index) => {
      expect(row(index)[2]).toBe(value);
    },
  );

  test.each(flags.map(([text, value], index) => [text, value, amounts.length + dates.length + index] as const))(
    'the boolean "%s"',
    (_, value, index) => {
      expect(row(index)[4]).toBe(value);
    },
  );

  test('identifiers stay text, zeros in front included; currency codes are capitals', () => {
    expect(rows).toContainEqual(['000123', '1e5', '2024-04-04', '100.000000', null, 'EUR']);
    expect(landed.quarantine('invoices')).toEqual([]);
  });

  test('a column the file lacks lands as nothing, of its type', async () => {
    const typed =
      'DISTINCT typeof(exchange_rate), typeof(disputed), typeof(updated_at), typeof(total_amount), updated_at';
    expect(await landed.rows('invoices', typed)).toEqual([
      ['DECIMAL(18,12)', 'BOOLEAN', 'TIMESTAMP', 'DECIMAL(24,6)', null],
    ]);
    expect(landed.table('invoices').columns.map(({ name }) => name)).toEqual([
      'invoice_id',
      'customer_id',
      'invoice_date',
      'due_date',
      'total_amount',
      'currency',
      'exchange_rate',
      'cost_amount',
      'disputed',
      'dispute_reason',
      'settled_date',
      'doc_number',
      'status',
      '_fivetran_deleted',
      'updated_at',
    ]);
  });
});
