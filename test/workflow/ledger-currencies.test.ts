import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figuresOf, type LedgerRun, type RunFigures, runLedger } from './ledger-run.ts';

/* Books in three currencies without a rate: nothing can be added up, and customers are counted all the same. */
const INVOICES = `invoice_id,customer_id,invoice_date,due_date,total_amount,currency
i1,in-both,2024-01-10,2024-02-10,20000,USD
i2,in-both,2024-01-10,2024-02-10,30000,EUR
i3,in-dollars,2024-01-10,2024-02-10,50000,USD
i4,in-euros,2024-01-10,2024-02-10,20000,EUR
i5,split,2024-01-10,2024-02-10,10000,USD
i6,split,2024-01-10,2024-02-10,10000,EUR
i7,good,2024-01-10,2024-02-10,500,EUR
i8,not-due,2024-06-10,2024-07-10,700,USD
i9,half-due,2024-06-10,2024-07-10,700,USD
i10,half-due,2024-03-10,2024-04-10,700,EUR
i11,paid,2024-03-10,2024-04-10,90000,EUR
i12,new,2024-05-10,2024-06-10,40000,USD
`;
const PAYMENTS = `payment_id,customer_id,payment_date,amount,invoice_id,currency
p1,good,2024-02-01,500,i7,EUR
p2,half-due,2024-04-01,700,i10,
p3,paid,2024-06-05,90000,i11,
p4,on-account,2024-06-06,123.45,,GBP
`;

describe('books in several currencies without rates', () => {
  let run: LedgerRun;
  let figures: RunFigures;
  const valueAt = (id: string) => figures[id]?.value;
  const missingSource: string[] = [];

  beforeAll(async () => {
    run = await runLedger({ 'invoices.csv': INVOICES, 'payments.csv': PAYMENTS }, '2024-06');
    expect(run).toMatchObject({ status: 0 });
    ({ figures } = await figuresOf(run));
  });
  afterAll(() => rm(run.folder, { recursive: true, force: true }));

  it('count a customer once, in whichever currency it is high-risk, and not rated who is rated in none', () => {
    expect(valueAt('selection.customers.count')).toBe(8);
    // in-both counts once; split owes 20,000 over both currencies and is over the line in neither.
    expect(valueAt('selection.high_risk.count')).toBe(4);
    expect(valueAt('selection.high_risk.count.USD')).toBe(3);
    expect(valueAt('selection.high_risk.count.EUR')).toBe(2);
    expect(valueAt('selection.normal.count')).toBe(4);
    expect(valueAt('selection.not_rated.count')).toBe(1);
    expect(valueAt('selection.not_rated.count.USD')).toBe(2);
    expect(valueAt('selection.high_risk.share_of_customers_pct')).toBe(50);
    expect(valueAt('tiers.active_collection.count')).toBe(4);
    expect(valueAt('score.unscored.count')).toBe(4);
    expect(valueAt('score.band.ge70.count')).toBe(0);
    expect(valueAt('policy.band.ge70.count')).toBe(0);
    expect(valueAt('tiers.cell.ge70.low.count')).toBe(0);
    expect(valueAt('overdue.customers.count')).toBe(5);
    expect(valueAt('warning.population.count')).toBe(7);
  });

  it('give no amount, and nothing made of amounts, but by currency', () => {
    const made = [
      'selection.high_risk.outstanding_total',
      'selection.high_risk.share_of_outstanding_pct',
      'selection.high_risk.payment_rate_mean_pct',
      'score.mean',
      'trend.latest_rate_pct',
      'overdue.amount',
      'overdue.weighted_days',
      'kpi.percent_current',
      'kpi.credit_on_account',
      'loss.worst_case',
      'review.strategy.active_collection.recovered_amount',
    ];
    for (const id of made) {
      expect(figures[id], id).toMatchObject({ value: null, reason: 'several_currencies', note: expect.any(String) });
      expect(figures, id).toHaveProperty([`${id}.USD`]);
    }
    expect(valueAt('loss.worst_case.USD')).toBe('110000.00');
    expect(valueAt('loss.worst_case.EUR')).toBe('50000.00');
  });

  it('give the credit on account of a currency in which nothing was ever invoiced', () => {
    expect(valueAt('kpi.credit_on_account.GBP')).toBe('123.45');
    expect(valueAt('kpi.percent_current.GBP')).toBeNull();
    expect(valueAt('overdue.amount.GBP')).toBe('0.00');
  });

  it('are compared with the month before, rebuilt from the books, on the first run', () => {
    expect(valueAt('review.basis')).toBe('rebuilt');
    expect(valueAt('review.since')).toBe('2024-05');
    expect(valueAt('review.high_risk.entered')).toBe(1);
    expect(valueAt('review.high_risk.stayed')).toBe(3);
    expect(valueAt('review.high_risk.left_paid')).toBe(1);
    expect(valueAt('review.high_risk.left_other')).toBe(0);
    expect(valueAt('review.strategy.active_collection.customers')).toBe(4);
    expect(valueAt('review.strategy.active_collection.cured_pct')).toBe(25);
    expect(valueAt('review.strategy.active_collection.recovered_amount.EUR')).toBe('90000.00');
  });

  it('show each balance in its own currency, and no scale that would compare them', async () => {
    const page = await readFile(join(run.out, 'report.en.html'), 'utf8');
    expect(page).toContain('€30,000.00');
    expect(page).not.toContain('$30,000');
    expect(page).toContain('Start active collection with <');
    expect(page).not.toContain('owing not computed');
  });

  it('say of every figure how it is made and where its rows lie', async () => {
    for (const [id, { value, note, evidence }] of Object.entries(figures)) {
      if (evidence.formula === undefined) missingSource.push(`${id}: no formula`);
      if (value === null && note === undefined) missingSource.push(`${id}: no note`);
      if (value !== null && evidence.rows === undefined) missingSource.push(`${id}: no rows`);
      const files = [
        ...(evidence.rows === undefined ? [] : [join(run.out, evidence.rows)]),
        ...(evidence.query === undefined ? [] : [join(import.meta.dirname, '..', '..', evidence.query)]),
      ];
      for (const file of files) await access(file).catch(() => missingSource.push(`${id}: ${file} is not there`));
    }
    expect(missingSource).toEqual([]);
  });
});
