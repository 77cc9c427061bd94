import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, invoice, QueryLab, RUN } from './query-lab.ts';

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.open();
});
afterAll(() => lab.close());

/** On the edges of the rule: below 75 % and above 15,000, both strictly. */
const AROUND_THE_RULE = [
  customer('at-both', '75', '15000'),
  customer('rate-at-edge', '75', '15000.01'),
  customer('balance-at-edge', '74.99', '15000.00'),
  customer('just-in', '74.999999999999', '15000.000001'),
  customer('deep-in', '10', '90000'),
  customer('pays-nothing', '0', '15001'),
  customer('no-rate', null, '99999'),
  customer('no-balance', '10', null),
  customer('credit', '10', '-20000'),
];

describe('high_risk_customers', () => {
  it('takes both thresholds strictly, and nobody without a rate or a balance', async () => {
    await lab.fill({ customer_month: AROUND_THE_RULE });
    const rows = await lab.rows('high_risk_customers');
    expect(rows.map((row) => row.customer_id)).toEqual(['deep-in', 'pays-nothing', 'just-in']);
  });

  it('gives every column of a customer, decimals at the scale of their type', async () => {
    await lab.fill({
      customer_month: [
        customer('c1', '50.5', '20000.25', {
          customer_name: 'Ábel & Söhne, "Wien"',
          email: 'ap@example.com',
          account_manager: 'Ines',
          currency: 'EUR',
          credit_score: '610',
          credit_score_source: 'given',
          stability: '42.5',
          stability_source: 'derived',
          lifespan_days: '731',
          total_invoices: '12',
          avg_invoice_amount: '1666.666667',
          profitability_tier: 'Break Even',
        }),
      ],
      invoice_fact: [invoice('c1', '2025-09-30', '1000.10', '-0.05'), invoice('c1', '2024-01-01', '2', null)],
    });
    expect(await lab.rows('high_risk_customers')).toEqual([
      {
        customer_id: 'c1',
        customer_name: 'Ábel & Söhne, "Wien"',
        email: 'ap@example.com',
        account_manager: 'Ines',
        currency: 'EUR',
        payment_rate_pct: '50.500000000000',
        outstanding_balance: '20000.250000',
        credit_score: '610.000000000000',
        credit_score_source: 'given',
        stability: '42.500000000000',
        stability_source: 'derived',
        lifespan_days: '731.000000',
        total_invoices: '12.000000',
        avg_invoice_amount: '1666.666667',
        profitability_tier: 'Break Even',
        gross_profit: '-0.050000',
        invoice_total: '1002.100000',
      },
    ]);
  });

  it('leaves out invoices dated after the end of the period, of other scopes and of other customers', async () => {
    await lab.fill({
      customer_month: [customer('c1', 50, 20000), customer('c2', 90, 20000)],
      invoice_fact: [
        invoice('c1', '2025-09-30', 100, 10),
        invoice('c1', '2025-10-01', 1000, 500),
        { ...invoice('c1', '2025-09-01', 7, 7), scope: 'EUR' },
        invoice('c2', '2025-09-01', 5000, 1),
      ],
    });
    const rows = await lab.rows('high_risk_customers');
    expect(
      rows.map(({ customer_id, gross_profit, invoice_total }) => [customer_id, gross_profit, invoice_total]),
    ).toEqual([['c1', '10.000000', '100.000000']]);
  });

  it('says nothing of the profit of a customer without invoices, or whose invoices have none', async () => {
    await lab.fill({
      customer_month: [customer('bare', 50, 30000), customer('no-profit', 50, 20000)],
      invoice_fact: [invoice('no-profit', '2025-09-01', 100, null)],
    });
    const rows = await lab.rows('high_risk_customers');
    expect(
      rows.map(({ customer_id, gross_profit, invoice_total }) => [customer_id, gross_profit, invoice_total]),
    ).toEqual([
      ['bare', null, null],
      ['no-profit', null, '100.000000'],
    ]);
  });

  it('puts the largest balance first and equal balances by id', async () => {
    await lab.fill({
      customer_month: [
        customer('b', 50, 20000),
        customer('Z', 50, 20000),
        customer('a', 50, 20000),
        customer('é', 50, 20000),
        customer('c', 50, 30000),
      ],
    });
    expect((await lab.rows('high_risk_customers')).map((row) => row.customer_id)).toEqual(['c', 'Z', 'a', 'b', 'é']);
  });

  it('hands hostile names on unharmed', async () => {
    const names = [
      "'; DROP VIEW customer_month; --",
      '=HYPERLINK("http://x")',
      '<script>alert(1)</script>',
      'line\nbreak\r\n"quote",',
      '?',
      '',
      ' ',
      '𝔘𝔫𝔦 😀',
    ];
    await lab.fill({
      customer_month: names.map((name, index) =>
        customer(`${name}${index}`, 50, 20000 + index, { customer_name: name, email: name }),
      ),
    });
    const rows = await lab.rows('high_risk_customers');
    expect(rows.map((row) => row.customer_name).reverse()).toEqual(names);
    expect(rows.map((row) => row.email).reverse()).toEqual(names);
    expect(rows.map((row) => row.customer_id).reverse()).toEqual(names.map((name, index) => `${name}${index}`));
  });

  it('looks at the run, scope and month it is asked for, and no other', async () => {
    await lab.fill({
      customer_month: [
        customer('mine', 50, 20000),
        customer('last month', 50, 20000, { month: '2025-08' }),
        customer('euro', 50, 20000, { scope: 'EUR' }),
      ],
    });
    await lab.fill({ customer_month: [customer('other run', 50, 20000)] }, '2025-09-bbbbbbbbbbbb');
    const ids = async (context = RUN) =>
      (await lab.rows('high_risk_customers', {}, context)).map((row) => row.customer_id);
    expect(await ids()).toEqual(['mine']);
    expect(await ids({ ...RUN, scope: 'EUR' })).toEqual(['euro']);
    expect(await ids({ ...RUN, period: '2025-08' })).toEqual(['last month']);
    expect(await ids({ ...RUN, run: '2025-09-bbbbbbbbbbbb' })).toEqual(['other run']);
    expect(await ids({ ...RUN, run: "' OR 1=1 --" })).toEqual([]);
    await lab.fill({}, '2025-09-bbbbbbbbbbbb');
  });
});

describe('selection_summary', () => {
  it('counts each group once and keeps customers without a rate apart', async () => {
    await lab.fill({ customer_month: AROUND_THE_RULE });
    expect(await lab.rows('selection_summary')).toMatchObject([
      {
        risk_group: 'high_risk',
        customers: 3,
        outstanding_total: '120001.000001',
        payment_rate_sum: '84.999999999999',
        payment_rate_count: 3,
      },
      {
        risk_group: 'normal',
        customers: 4,
        outstanding_total: '25000.010000',
        payment_rate_sum: '234.990000000000',
        payment_rate_count: 4,
      },
      {
        risk_group: 'not_rated',
        customers: 1,
        outstanding_total: '99999.000000',
        payment_rate_sum: null,
        payment_rate_count: 0,
      },
    ]);
  });

  it('sums the scores of those who have one', async () => {
    await lab.fill({
      customer_month: [
        customer('a', 50, 20000, { credit_score: 600, stability: '33.3' }),
        customer('b', 50, 20000, { credit_score: 601 }),
        customer('c', 50, 20000),
      ],
    });
    expect(await lab.cells('selection_summary')).toEqual([
      ['high_risk', '3', '60000.000000', '150.000000000000', '3', '1201.000000000000', '2', '33.300000000000', '1'],
    ]);
  });

  it('counts a customer that is not rated and has no balance, with nothing owed', async () => {
    await lab.fill({ customer_month: [customer('a', null, null)] });
    expect(await lab.rows('selection_summary')).toMatchObject([
      { risk_group: 'not_rated', customers: 1, outstanding_total: '0.000000' },
    ]);
  });

  it('has no row where there is nobody, with an empty table and with none', async () => {
    await lab.fill({ customer_month: [] });
    expect(await lab.rows('selection_summary')).toEqual([]);
    await lab.fill({});
    expect(await lab.rows('selection_summary')).toEqual([]);
  });

  it('adds amounts up exactly where binary numbers would not', async () => {
    await lab.fill({
      customer_month: Array.from({ length: 1000 }, (_, index) => customer(`c${index}`, 80, '1000000000000.1')),
    });
    expect(await lab.rows('selection_summary')).toMatchObject([{ outstanding_total: '1000000000000100.000000' }]);
  });

  it('follows the thresholds of the rules', async () => {
    await lab.fill({ customer_month: AROUND_THE_RULE });
    const selection = { ...lab.rules.selection, payment_rate_below_pct: 10.5, outstanding_above: '-20000.01' };
    expect(await lab.rows('selection_summary', { selection })).toMatchObject([
      { risk_group: 'high_risk', customers: 3 },
      { risk_group: 'normal', customers: 4 },
      { risk_group: 'not_rated', customers: 1 },
    ]);
  });
});

describe('selection_sensitivity', () => {
  it('counts every pair of thresholds strictly, both ascending, empty pairs with zeros', async () => {
    await lab.fill({ customer_month: AROUND_THE_RULE });
    const selection = {
      ...lab.rules.selection,
      sensitivity: { payment_rate_below_pct: [75, 5, 75.5], outstanding_above: ['15000', '1000000', '14999.99'] },
    };
    expect(await lab.rows('selection_sensitivity', { selection })).toEqual([
      {
        payment_rate_below: '5.000000000000',
        outstanding_above: '14999.990000',
        customers: 1,
        outstanding_total: '15001.000000',
      },
      {
        payment_rate_below: '5.000000000000',
        outstanding_above: '15000.000000',
        customers: 1,
        outstanding_total: '15001.000000',
      },
      {
        payment_rate_below: '5.000000000000',
        outstanding_above: '1000000.000000',
        customers: 0,
        outstanding_total: '0.000000',
      },
      {
        payment_rate_below: '75.000000000000',
        outstanding_above: '14999.990000',
        customers: 4,
        outstanding_total: '135001.000001',
      },
      {
        payment_rate_below: '75.000000000000',
        outstanding_above: '15000.000000',
        customers: 3,
        outstanding_total: '120001.000001',
      },
      {
        payment_rate_below: '75.000000000000',
        outstanding_above: '1000000.000000',
        customers: 0,
        outstanding_total: '0.000000',
      },
      {
        payment_rate_below: '75.500000000000',
        outstanding_above: '14999.990000',
        customers: 6,
        outstanding_total: '165001.010001',
      },
      {
        payment_rate_below: '75.500000000000',
        outstanding_above: '15000.000000',
        customers: 4,
        outstanding_total: '135001.010001',
      },
      {
        payment_rate_below: '75.500000000000',
        outstanding_above: '1000000.000000',
        customers: 0,
        outstanding_total: '0.000000',
      },
    ]);
  });

  it('agrees with the selection itself at the default thresholds, and names a threshold given twice once', async () => {
    await lab.fill({ customer_month: AROUND_THE_RULE });
    const selection = {
      ...lab.rules.selection,
      sensitivity: { payment_rate_below_pct: [75, 75], outstanding_above: ['15000', '15000.00'] },
    };
    expect(await lab.rows('selection_sensitivity', { selection })).toMatchObject([
      { customers: 3, outstanding_total: '120001.000001' },
    ]);
  });

  it('still names every pair where there are no customers', async () => {
    await lab.fill({});
    const rows = await lab.rows('selection_sensitivity');
    expect(rows).toHaveLength(25);
    expect(rows.every((row) => row.customers === 0 && row.outstanding_total === '0.000000')).toBe(true);
  });
});
