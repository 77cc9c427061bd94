import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  CUSTOMER_MONTH,
  FORECAST_FACT,
  INVOICE_FACT,
  MONTH_FACT,
  SQL_TYPES,
} from '../../core/contracts/internal-tables.ts';
import { csv, ExportKit, type Landed } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const CUSTOMERS = [
  [
    'customer_id',
    'display_name',
    'company_name',
    'payment_rate_percentage',
    'outstanding_balance',
    'credit_score',
    'business_stability_score',
    'customer_lifespan_days',
    'total_invoices',
    'avg_invoice_amount',
    'profitability_tier',
    'email',
    'lifecycle_stage',
    'secret',
  ],
  [
    '1',
    'One',
    '',
    '66.66666666666667',
    '20000.5',
    '640',
    '55.5',
    '400',
    '12',
    '1234.567891',
    'Medium',
    'one@example.com',
    'Active',
    'x',
  ],
  ['2', '', 'Two Ltd', '80', '-3', '700', '60', '800', '3', '10', 'Break Even', '', '', ''],
];
const MARTS = {
  'quickbooks__customer_analytics.csv': csv(CUSTOMERS),
  'quickbooks__profitability_analysis.csv':
    'customer_id,transaction_date,invoice_total,gross_profit,invoice_id,revenue_year,revenue_quarter\n1,2024-11-30,100,-20.5,A,2024,4\n9,2025-01-02,5,1,,2025,1\n',
  'quickbooks__financial_dashboard.csv':
    'dashboard_month,collection_rate_percentage,total_revenue,overdue_amount,business_health_score\n2024-11,104.5,1000,,70\n2024-12-01,81,-5,3,\n',
};

describe('quickbooks-marts land as the internal tables', () => {
  let landed: Landed;
  beforeAll(async () => {
    const forecast = 'forecast_month,forecasted_net_cash_flow,forecasted_inflows\n2025-01,-10,\n2025-02-28,20,5\n';
    landed = await kit.land({ files: { ...MARTS, 'quickbooks__cashflow_forecast.csv': forecast }, period: '2024-12' });
  });

  test.each([
    ['quickbooks__customer_analytics', 'customer_month', CUSTOMER_MONTH],
    ['quickbooks__profitability_analysis', 'invoice_fact', INVOICE_FACT],
    ['quickbooks__financial_dashboard', 'month_fact', MONTH_FACT],
    ['quickbooks__cashflow_forecast', 'forecast_fact', FORECAST_FACT],
  ])('%s as %s, column by column', async (table, landsAs, columns) => {
    expect(landed.table(table)).toMatchObject({
      lands_as: landsAs,
      pass: 'fast',
      columns: Object.entries(columns).map(([name, type]) => ({ name, type })),
    });
    const types = Object.keys(columns).map((name) => `typeof(${name})`);
    expect(await landed.rows(table, `DISTINCT ${types.join(', ')}`)).toEqual([
      Object.values(columns).map((type) => SQL_TYPES[type].duckdb),
    ]);
  });

  test('customers, in the home currency as of the period', async () => {
    expect(await landed.rows('quickbooks__customer_analytics')).toEqual([
      [
        '*',
        '2024-12',
        '1',
        'One',
        'one@example.com',
        null,
        null,
        '66.666666666667',
        '20000.500000',
        '640.000000000000',
        'given',
        '55.500000000000',
        'given',
        '400.000000',
        '12.000000',
        '1234.567891',
        'Medium',
        null,
      ],
      [
        '*',
        '2024-12',
        '2',
        'Two Ltd',
        null,
        null,
        null,
        '80.000000000000',
        '-3.000000',
        '700.000000000000',
        'given',
        '60.000000000000',
        'given',
        '800.000000',
        '3.000000',
        '10.000000',
        'Break Even',
        null,
      ],
    ]);
    expect(landed.table('quickbooks__customer_analytics').unknown_columns).toEqual(['secret']);
  });

  test('invoices, months and the forecast', async () => {
    expect(
      await landed.rows(
        'quickbooks__profitability_analysis',
        'customer_id, invoice_id, invoice_date, invoice_total, gross_profit, due_date',
      ),
    ).toEqual([
      ['1', 'A', '2024-11-30', '100.000000', '-20.500000', null],
      ['9', null, '2025-01-02', '5.000000', '1.000000', null],
    ]);
    expect(await landed.rows('quickbooks__financial_dashboard')).toEqual([
      ['*', '2024-11', '104.500000000000', '1000.000000', null, null, null],
      ['*', '2024-12', '81.000000000000', '-5.000000', null, null, '3.000000'],
    ]);
    expect(await landed.rows('quickbooks__cashflow_forecast')).toEqual([
      ['*', '2025-01', '-10.000000', null, null, null],
      ['*', '2025-02', '20.000000', '5.000000', null, null],
    ]);
  });

  test('invoices of unknown customers, and those after the period, are counted', () => {
    expect(landed.report.tables.map(({ table, suspect }) => [table, suspect])).toEqual([
      ['quickbooks__customer_analytics', {}],
      ['quickbooks__profitability_analysis', { after_period: 1, unknown_customer: 1 }],
      ['quickbooks__financial_dashboard', {}],
      ['quickbooks__cashflow_forecast', {}],
    ]);
  });

  test('the forecast may be missing or without a row', async () => {
    expect((await kit.land({ files: MARTS, period: '2024-12' })).report.verdict).toBe('ok');
    const files = { ...MARTS, 'quickbooks__cashflow_forecast.csv': 'forecast_month,forecasted_net_cash_flow\n' };
    expect((await kit.land({ files, period: '2024-12' })).report.verdict).toBe('ok');
  });
});

describe('fivetran-quickbooks', () => {
  const invoice = (id: string, customer: string, deleted = 'FALSE', due = '2020-07-23') =>
    `${id},${customer},D-${id},2020-06-23 0:00:00,${due},100.00,20,usd,1.1,110,T1,${deleted},2020-06-23 3:58:55`;
  const FILES = {
    'customer.csv':
      'id,display_name,active,created_at,_fivetran_synced,_fivetran_deleted\nC1,One,TRUE,2020-05-28 3:09:22,x,FALSE\nC2,Two,TRUE,2020-05-28 13:09:22,x,TRUE',
    'invoice_data.csv': `id,customer_id,doc_number,transaction_date,due_date,total_amount,balance,currency_id,exchange_rate,home_total_amount,sales_term_id,_fivetran_deleted,updated_at\n${invoice('1', 'C1')}\n${invoice('2', 'C2')}\n${invoice('3', 'C1', 'TRUE')}\n${invoice('4', 'C9')}`,
    'payment.csv':
      'id,customer_id,transaction_date,total_amount,unapplied_amount,_fivetran_deleted\nP1,C1,2020-06-20,60,,FALSE\nP2,C1,2020-08-01,5,,TRUE\n',
    'payment_line.csv':
      'index,payment_id,amount,invoice_id,credit_memo_id\n0,P1,50,1,\n1,P1,5,3,\n2,P1,5,77,\n0,P2,5,1,\n0,P8,5,1,\n3,P1,1,,M1\n',
  };

  test('lands as itself, with time stamps as Fivetran writes them and no final line end', async () => {
    const landed = await kit.land({ files: FILES, period: '2020-06' });
    expect(landed.report).toMatchObject({
      verdict: 'ok',
      profile: 'fivetran-quickbooks',
      covers: { first: '2020-06', last: '2020-06' },
    });
  });

  test('what hangs on deleted rows is told apart from what hangs on nothing', async () => {
    const landed = await kit.land({ files: FILES, period: '2020-06' });
    expect(landed.report.problems).toEqual([]);
    expect(landed.report.tables.map(({ table, deleted, suspect }) => [table, deleted, suspect])).toEqual([
      ['customer', 1, {}],
      ['invoice', 1, { unknown_customer: 1 }],
      ['payment', 1, {}],
      ['payment_line', 0, { invoice_deleted: 1, settled_before_invoice: 1, unknown_invoice: 1, unknown_payment: 1 }],
    ]);
    expect(
      await landed.rows(
        'invoice',
        'id, customer_id, transaction_date, total_amount, currency_id, exchange_rate, updated_at, _fivetran_deleted',
      ),
    ).toEqual([
      ['1', 'C1', '2020-06-23', '100.000000', 'USD', '1.100000000000', '2020-06-23 03:58:55', false],
      ['2', 'C2', '2020-06-23', '100.000000', 'USD', '1.100000000000', '2020-06-23 03:58:55', false],
      ['4', 'C9', '2020-06-23', '100.000000', 'USD', '1.100000000000', '2020-06-23 03:58:55', false],
    ]);
  });
});

describe('loans', () => {
  test('features by name and by map, blanks as missing, types by the data where the contract leaves them open', async () => {
    const manifest = `
profile: loans
tables:
  loan_accounts:
    file: german.csv
    columns: { loan_id: Nr, overdue: Class, education: School, repayment_frequency: Per year, income_stability: Job, gender: Sex }
    values: { overdue: { "1": "0", "2": "1" }, education: { A1: primary }, income_stability: { E1: none } }
    features: { purpose: { column: Purpose, type: categorical }, duration: { column: Months, type: numeric } }
    protected: [age]
`;
    const text =
      'Nr,Class,School,Per year,Job,Sex,Purpose,Months,age,Left\n1,1,A1,12,E1,f,car,6,31,x\n2,2,A7,4,E2,m,,,,x\n3,2,,52,,,0042,1e1,44.5,x\n4,1,A1,1,E1,f,car,long,20,\n5,5,A1,1,E1,f,car,1,20,\n';
    const landed = await kit.land({ files: { 'german.csv': text }, manifest });
    expect(
      await landed.rows(
        'loan_accounts',
        'loan_id, overdue, education, repayment_frequency, income_stability, gender, purpose, duration, age',
      ),
    ).toEqual([
      ['1', false, 'primary', '12.000000', 'none', 'f', 'car', '6.000000', '31.000000'],
      ['2', true, 'A7', '4.000000', 'E2', 'm', null, null, null],
      ['3', true, null, '52.000000', null, null, '0042', '10.000000', '44.500000'],
    ]);
    expect(landed.quarantine('loan_accounts')).toEqual([
      'german.csv,5,Months,long,bad_number',
      'german.csv,6,Class,5,bad_boolean',
    ]);
    expect(landed.table('loan_accounts').features).toEqual([
      { name: 'age', column: 'age', type: 'numeric', protected: true },
      { name: 'gender', column: 'Sex', type: 'categorical', protected: true },
      { name: 'education', column: 'School', type: 'categorical', protected: false },
      { name: 'income_stability', column: 'Job', type: 'categorical', protected: false },
      { name: 'repayment_frequency', column: 'Per year', type: 'numeric', protected: false },
      { name: 'purpose', column: 'Purpose', type: 'categorical', protected: false },
      { name: 'duration', column: 'Months', type: 'numeric', protected: false },
    ]);
    expect(landed.table('loan_accounts').unknown_columns).toEqual(['Left']);
    expect(landed.months).toEqual([]);
  });

  test('an empty list protects nothing, and loans run for any period', async () => {
    const files = { 'loan_accounts.csv': 'loan_id,overdue,gender\n1,0,f\n2,1,m\n' };
    const landed = await kit.land({
      files,
      manifest: 'profile: loans\ntables: { loan_accounts: { protected: [] } }\n',
      period: '1999-01',
    });
    expect(landed.table('loan_accounts').features).toEqual([
      { name: 'gender', column: 'gender', type: 'categorical', protected: false },
    ]);
    expect(landed.report).toMatchObject({ verdict: 'ok', covers: null });
  });

  test('days overdue with a threshold', async () => {
    const files = { 'loan_accounts.csv': 'loan_id,overdue\n1,0\n2,30\n3,31\n4,x\n5,\n' };
    const landed = await kit.land({
      files,
      manifest: 'profile: loans\ntables: { loan_accounts: { overdue_days_above: 30 } }\n',
    });
    expect(await landed.rows('loan_accounts', 'loan_id, overdue')).toEqual([
      ['1', false],
      ['2', false],
      ['3', true],
    ]);
    expect(landed.quarantine('loan_accounts')).toEqual([
      'loan_accounts.csv,5,overdue,x,bad_number',
      'loan_accounts.csv,6,overdue,,blank_required',
    ]);
  });

  test('a file parted by spaces, without identifiers', async () => {
    const files = {
      'german.data':
        'Status   Months   Class-of-loan target  \nA11 6 "a b" 1\nA12  48 c 2 \n A14 12 d 1\nA14 12 d\nA14 12 d 1\n',
    };
    const manifest = `
profile: loans
tables:
  loan_accounts:
    file: german.data
    delimiter: " "
    number_rows: loan_id
    columns: { overdue: target, loan_type: Class-of-loan, term_months: Months }
    values: { overdue: { "1": "FALSE", "2": "TRUE" } }
`;
    const landed = await kit.land({ files, manifest });
    expect(await landed.rows('loan_accounts', 'loan_id, overdue, loan_type, term_months')).toEqual([
      ['1', false, 'a b', '6.000000'],
      ['2', true, 'c', '48.000000'],
      ['3', false, 'd', '12.000000'],
      ['5', false, 'd', '12.000000'],
    ]);
    // Row 5 repeats row 3, and is another loan: its number tells them apart.
    expect(landed.table('loan_accounts')).toMatchObject({
      rows_read: 5,
      rows_landed: 4,
      duplicates_dropped: 0,
      quarantined: 1,
      unknown_columns: ['Status'],
    });
  });
});
