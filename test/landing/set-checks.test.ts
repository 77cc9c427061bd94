import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { csv, ExportKit, INVOICE_HEADER, invoices, type Landed, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const suspects = (landed: Landed) =>
  Object.fromEntries(landed.report.tables.map(({ table, suspect }) => [table, suspect]));

describe('rows that are kept, counted and shown as suspect', () => {
  test('invoices: due before, due beyond 365 days, after the period, settled before, of an unknown customer', async () => {
    const header = [...INVOICE_HEADER, 'settled_date'];
    const rows = [
      ['due-before', 'C1', '2024-03-05', '2024-03-04', '1', ''],
      ['due-same-day', 'C1', '2024-03-05', '2024-03-05', '1', ''],
      ['due-365', 'C1', '2024-03-05', '2025-03-05', '1', ''],
      ['due-366', 'C1', '2024-03-05', '2025-03-06', '1', ''],
      ['last-day', 'C1', '2024-04-30', '2024-05-30', '1', ''],
      ['next-day', 'C1', '2024-05-01', '2024-05-30', '1', ''],
      ['prepaid', 'C1', '2024-03-05', '2024-04-05', '1', '2024-03-04'],
      ['nobody', 'C9', '2024-03-05', '2024-04-05', '1', '2024-03-05'],
    ];
    const files = { 'invoices.csv': csv([header, ...rows]), 'customers.csv': 'customer_id\nC1\n' };
    const landed = await kit.land({ files, period: '2024-04' });
    expect(suspects(landed)).toEqual({
      invoices: {
        after_period: 1,
        due_before_invoice: 1,
        due_beyond_365_days: 1,
        settled_before_invoice: 1,
        unknown_customer: 1,
      },
      customers: {},
    });
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 8, quarantined: 0 });
  });

  test('payments and credits: of unknown invoices, of deleted and quarantined ones, before their invoice, after the period', async () => {
    const invoiceRows = [
      [...INVOICE_HEADER, 'status'],
      ['I1', 'C1', '2024-03-05', '2024-04-05', '1', ''],
      ['gone', 'C1', '2024-03-05', '2024-04-05', '1', 'void'],
      ['broken', 'C1', 'x', '2024-04-05', '1', ''],
    ];
    const payment = (id: string, date: string, invoice: string) => `${id},C1,${date},1,${invoice}\n`;
    const files = {
      'invoices.csv': csv(invoiceRows),
      'payments.csv': `payment_id,customer_id,payment_date,amount,invoice_id\n${payment('1', '2024-03-05', 'I1')}${payment('2', '2024-03-04', 'I1')}${payment('3', '2024-05-01', 'nowhere')}${payment('4', '2024-03-05', 'gone')}${payment('5', '2024-03-05', 'broken')}${payment('6', '2024-03-05', '')}`,
      'credits.csv':
        'credit_id,customer_id,credit_date,amount,invoice_id\nK1,C1,2024-03-01,1,I1\nK2,C1,2024-03-06,1,nowhere\n',
    };
    const landed = await kit.land({ files, period: '2024-04' });
    expect(suspects(landed)).toEqual({
      invoices: {},
      payments: {
        after_period: 1,
        settled_before_invoice: 1,
        unknown_invoice: 1,
        invoice_deleted: 1,
        invoice_quarantined: 1,
      },
      credits: { unknown_invoice: 1 },
    });
    expect(landed.table('payments').rows_landed).toBe(6);
  });

  test('without a customer file nobody is unknown', async () => {
    const landed = await kit.land({
      files: { 'invoices.csv': csv(invoices(3)), 'payments.csv': PAYMENTS },
      period: '2024-05',
    });
    expect(suspects(landed)).toEqual({ invoices: {}, payments: {} });
  });
});

describe('dates that are probably misread', () => {
  /** A hundred invoices, so many of them due before, and so many due more than a year after, their date. */
  const landMisdated = async (before: number, beyond: number) => {
    const rows = invoices(100, ([id = '', customer = '', date = '', due = '', amount = ''], index) => {
      if (index < before) return [id, customer, date, '2024-03-01', amount];
      return [id, customer, date, index < before + beyond ? '2026-03-01' : due, amount];
    });
    return (await kit.land({ files: { 'invoices.csv': csv(rows), 'payments.csv': PAYMENTS }, period: '2024-05' }))
      .report;
  };

  test('exactly 5 % of a table passes, the two kinds counted together', async () => {
    expect(await landMisdated(3, 2)).toMatchObject({ verdict: 'ok', warnings: [] });
  });

  test('over 5 % marks the figures unreliable, and says so', async () => {
    const report = await landMisdated(3, 3);
    expect(report).toMatchObject({
      verdict: 'flagged',
      warnings: [{ rule: 'dates_probably_misread', table: 'invoices' }],
    });
    expect(report.warnings[0]?.message).toMatch(/^6 of 100 rows of invoices .* misread .* unreliable/);
    expect(report.problems).toEqual([]);
  });
});

describe('day and month exchanged', () => {
  const DAY = 86_400_000;
  const text = (time: number) => new Date(time).toISOString().slice(0, 10);
  const exchanged = (date: string) => `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  /** Invoices of every third day with terms of 30 or 45 days; in so many of those that can be, day and month stand the wrong way round. */
  const land = async (wrong: (index: number) => boolean, terms: (index: number) => number) => {
    const rows = invoices(240, ([id = '', customer = '', , , amount = ''], index) => {
      const issued = Date.UTC(2023, 0, 1) + index * 3 * DAY;
      const [date, due] = [text(issued), text(issued + terms(index) * DAY)];
      const can = date.slice(8) <= '12' && date.slice(8) !== date.slice(5, 7);
      return [id, customer, can && wrong(index) ? exchanged(date) : date, due, amount];
    });
    return (await kit.land({ files: { 'invoices.csv': csv(rows), 'payments.csv': PAYMENTS }, period: '2024-05' }))
      .report;
  };

  test('shows in due dates that are scattered against the terms', async () => {
    const report = await land(
      (index) => index % 2 === 0,
      (index) => (index % 2 === 0 ? 30 : 45),
    );
    expect(report).toMatchObject({ verdict: 'flagged', warnings: [{ rule: 'dates_probably_misread' }] });
    expect(report.warnings[0]?.message).toContain('would be usual with day and month exchanged');
    expect(report.tables[0]?.suspect).not.toHaveProperty('exchanged');
  });

  test('is not suspected where terms are kept, nor where everybody has terms of their own', async () => {
    const kept = await land(
      () => false,
      (index) => (index % 2 === 0 ? 30 : 45),
    );
    expect(kept.warnings).toEqual([]);
    const scattered = await land(
      () => false,
      (index) => 10 + ((index * 37) % 71),
    );
    expect(scattered.warnings).toEqual([]);
    const mostlyKept = await land(
      () => false,
      (index) => (index % 3 === 0 ? 10 + ((index * 37) % 71) : 30),
    );
    expect(mostlyKept.warnings).toEqual([]);
  });
});

describe('too much in quarantine', () => {
  const land = async (count: number, change: (row: string[], index: number) => string[]) =>
    (
      await kit.land({
        files: { 'invoices.csv': csv(invoices(count, change)), 'payments.csv': PAYMENTS },
        maxQuarantinedPct: 2,
      })
    ).report;
  const spoil = (row: string[]): string[] => row.with(3, 'x');

  test('exactly 2 % of the rows and of the amount passes', async () => {
    const even = await land(100, (row, index) => (index < 2 ? spoil(row.with(4, '10')) : row.with(4, '10')));
    expect(even.problems).toEqual([]);
    expect(even.tables[0]).toMatchObject({ quarantined: 2, rows_landed: 98 });
  });

  test('one row more is refused', async () => {
    const report = await land(100, (row, index) => (index < 3 ? spoil(row.with(4, '0.01')) : row));
    expect(report).toMatchObject({
      verdict: 'refused',
      problems: [{ rule: 'too_many_rows_quarantined', table: 'invoices' }],
    });
    expect(report.problems[0]?.message).toContain('3 of 100 rows');
  });

  test('few rows that carry more than 2 % of the amount are refused', async () => {
    const report = await land(100, (row, index) => (index === 0 ? spoil(row.with(4, '20.21')) : row.with(4, '10')));
    expect(report.problems.map(({ rule }) => rule)).toEqual(['too_much_amount_quarantined']);
    const exact = await land(100, (row, index) =>
      index === 0 ? spoil(row.with(4, '20')) : row.with(4, index < 99 ? '9.9' : '9.8'),
    );
    expect(exact.problems).toEqual([]);
  });

  test('an amount that can not be read or believed weighs nothing', async () => {
    const report = await land(100, (row, index) =>
      index === 0 ? row.with(4, '9e15') : index === 1 ? row.with(4, 'x') : row,
    );
    expect(report.problems).toEqual([]);
  });

  test('the share is a setting', async () => {
    const files = {
      'invoices.csv': csv(invoices(10, (row, index) => (index === 0 ? spoil(row) : row))),
      'payments.csv': PAYMENTS,
    };
    expect((await kit.land({ files, maxQuarantinedPct: 15 })).report.verdict).toBe('ok');
    expect((await kit.land({ files, maxQuarantinedPct: 5 })).report.verdict).toBe('refused');
  });
});

describe('the months an export covers', () => {
  const files = {
    'invoices.csv': csv([
      INVOICE_HEADER,
      ['I1', 'C', '2023-11-30', '2023-12-30', '1'],
      ['I2', 'C', '2024-01-02', '2024-02-01', '1'],
    ]),
    'payments.csv': 'payment_id,customer_id,payment_date,amount\nP,C,2024-03-01,1\n',
  };

  test('books: from the first to the last invoice or payment', async () => {
    expect((await kit.land({ files })).months).toEqual(['2023-11', '2023-12', '2024-01', '2024-02', '2024-03']);
  });

  test('marts: the months of the dashboard, gaps as they are', async () => {
    const marts = {
      'quickbooks__customer_analytics.csv':
        'customer_id,customer_name,payment_rate_percentage,outstanding_balance,credit_score,business_stability_score,customer_lifespan_days,total_invoices,avg_invoice_amount,profitability_tier\nA,A,1,1,1,1,1,1,1,Low\n',
      'quickbooks__profitability_analysis.csv':
        'customer_id,transaction_date,invoice_total,gross_profit\nA,2025-01-01,5,1\n',
      'quickbooks__financial_dashboard.csv':
        'dashboard_month,collection_rate_percentage,total_revenue\n2024-01,1,1\n2024-03-31,2,1\n',
    };
    expect((await kit.land({ files: marts })).months).toEqual(['2024-01', '2024-03']);
    expect((await kit.land({ files: marts, period: '2024-02' })).rules()).toEqual(['period_not_covered']);
  });

  test('a period outside them is refused, with the months', async () => {
    const { report } = await kit.land({ files, period: '2024-04' });
    expect(report).toMatchObject({ verdict: 'refused', problems: [{ rule: 'period_not_covered', value: '2024-04' }] });
    expect(report.problems[0]?.message).toContain('2023-11, 2023-12, 2024-01, 2024-02, 2024-03');
    expect((await kit.land({ files, period: '2023-12' })).report.verdict).toBe('ok');
  });

  test('can be asked for before anything is landed', async () => {
    const folder = kit.write(files);
    const landed = await kit.land({ files });
    expect(await kit.lander.coveredMonths(landed.plan, async (name) => `${folder}/${name}`)).toEqual(landed.months);
  });
});
