import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addMonths, lastDay } from '../../core/domain/month.ts';
import { cleanBooks, LAST_MONTH, sample } from './sample-books.ts';
import { type Row, runWarnings, type WarningRun, writeTable } from './warning-run.ts';

const EARLIER = '2025-04';
/** A month end after which facts are planted. */
const PLANT_AFTER = '2025-03-31';

const key = (row: Row) => `${row.customer_id} ${row.as_of}`;
const scoresUpTo = (run: WarningRun, day: string) =>
  Object.fromEntries(run.backTest.filter(({ as_of = '' }) => as_of <= day).map((row) => [key(row), row.score]));

describe('the early warning over a ledger', () => {
  let folder: string;
  let run: WarningRun;
  const books = cleanBooks();
  const write = async (name: string, tables: Record<string, Row[]>) => {
    for (const [table, rows] of Object.entries(tables)) await writeTable(join(folder, name), table, rows);
    return join(folder, name);
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'warning-books-'));
    run = await runWarnings(await write('books', books), LAST_MONTH);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('says what a second program finds in the same books', async () => {
    const golden = JSON.parse(await readFile(new URL('../golden/backtest-sample.json', import.meta.url), 'utf8'));
    const hash = createHash('sha256');
    for (const table of ['invoices', 'payments', 'credits'])
      hash.update(await readFile(join(folder, 'books', `${table}.csv`)));
    expect(hash.digest('hex')).toBe(golden.sha256);
    expect(golden.different).toEqual([]);
    expect(run.backTest).toHaveLength(golden.customer_months);
    for (const [prefix, expected] of [
      ['warning.backtest', golden.backtest],
      ['warning.baseline.overdue_share', golden.overdue_share],
      ['warning.baseline.mean_days_late', golden.mean_days_late],
    ] as const) {
      for (const [name, value] of Object.entries(expected))
        expect(run.figures[`${prefix}.${name}`]?.value, `${prefix}.${name}`).toBeCloseTo(Number(value), 9);
    }
  });

  it('beats both naive rules here, and says so', () => {
    expect(run.figures['warning.backtest.reading']?.value).toBe('beats_naive_rules');
    expect(Number(run.figures['warning.backtest.auc_low']?.value)).toBeLessThan(
      Number(run.figures['warning.backtest.auc']?.value),
    );
    expect(Number(run.figures['warning.backtest.auc_high']?.value)).toBeGreaterThan(
      Number(run.figures['warning.backtest.auc']?.value),
    );
  });

  it('draws as the first tenth what the lift is made of', () => {
    const value = (name: string) => run.figures[`warning.backtest.${name}`]?.value;
    const gains = z
      .array(z.looseObject({ customers: z.number(), events: z.number(), event_rate_pct: z.number() }))
      .parse(value('gains'));
    expect(gains[0]?.event_rate_pct).toBeCloseTo(Number(value('precision_at_decile_pct')), 9);
    expect(gains.reduce((sum, { customers }) => sum + customers, 0)).toBe(value('customer_months'));
    expect(gains.reduce((sum, { events }) => sum + events, 0)).toBeCloseTo(Number(value('events')), 9);
  });

  it('gives past months the scores that a review of that month would have given', async () => {
    const then = await runWarnings(join(folder, 'books'), EARLIER);
    const asOf = lastDay(EARLIER);
    const later = Object.fromEntries(
      run.backTest.filter((row) => row.as_of === asOf).map((row) => [row.customer_id, row.score]),
    );
    expect(Object.keys(later).length).toBeGreaterThan(50);
    expect(Object.fromEntries(then.warnings.map((row) => [row.customer_id, row.score]))).toEqual(later);
    expect(scoresUpTo(then, asOf)).toEqual(scoresUpTo(run, lastDay(addMonths(EARLIER, -3))));
  });

  it('carries an episode from one month’s review to the next, and ends it only by evidence', async () => {
    const before = addMonths(LAST_MONTH, -1);
    const then = await runWarnings(join(folder, 'books'), before);
    const now = new Map(run.warnings.map((row) => [row.customer_id, row]));
    const [alerted, carried] = [then.warnings.filter(({ alert }) => alert === '1'), [] as string[]];
    for (const { customer_id: id = '', since } of alerted) {
      const row = now.get(id);
      if (row?.alert !== '1') continue;
      expect([id, row.since, row.new]).toEqual([id, since, '0']);
      carried.push(id);
    }
    expect(carried.length).toBeGreaterThan(20);
    const fresh = run.warnings.filter((row) => row.new === '1');
    expect(fresh.map(({ since }) => since).every((since) => since === LAST_MONTH)).toBe(true);
    const known = new Set(alerted.map(({ customer_id }) => customer_id));
    expect(fresh.filter(({ customer_id }) => known.has(customer_id))).toEqual([]);
    expect(run.figures['warning.closed_this_month.count']?.value).toBe(alerted.length - carried.length);
  });

  it('moves no score by a fact planted after its month end', async () => {
    const late = books.invoices?.filter(({ invoice_date = '' }) => invoice_date <= PLANT_AFTER).slice(0, 60) ?? [];
    const planted = {
      ...books,
      invoices: [
        ...(books.invoices ?? []),
        ...late.map((row, i) => ({ ...row, invoice_id: `F${i}`, invoice_date: '2025-04-02', due_date: '2025-04-12' })),
      ],
      payments: (books.payments ?? []).map((row, i) =>
        (row.payment_date ?? '') > PLANT_AFTER && i % 3 === 0 ? { ...row, payment_date: '2025-09-28' } : row,
      ),
    };
    const other = await runWarnings(await write('planted', planted), LAST_MONTH);
    expect(scoresUpTo(other, PLANT_AFTER)).toEqual(scoresUpTo(run, PLANT_AFTER));
    const events = (of: WarningRun) => of.backTest.filter(({ event }) => event === '1').length;
    expect(events(other)).not.toBe(events(run));
  });

  it('alerts customers made to fail before they stop paying', () => {
    const failing = (sample.planted === null ? [] : [...sample.planted.rows()]).filter(
      ([, fate]) => fate === 'deteriorating',
    );
    const onAlert = new Set(run.backTest.filter(({ alert }) => alert === '1').map(key));
    const judged = failing.flatMap(([id = '', , , stops = '']) => {
      const months = run.backTest
        .filter((row) => row.customer_id === id && (row.as_of ?? '') < stops)
        .map((row) => row.as_of ?? '');
      return stops > '2024-09' && months.length > 0 ? [{ id, months, stops }] : [];
    });
    // The alert that stands at the last month end before the last payment, from the month end at which it opened.
    const leads = judged.flatMap(({ id, months, stops }) => {
      const quiet = months.findLastIndex((asOf) => !onAlert.has(`${id} ${asOf}`));
      const opened = months[quiet + 1];
      return opened === undefined ? [] : [Math.round((Date.parse(stops) - Date.parse(opened)) / 86_400_000)];
    });
    const median = leads.toSorted((a, b) => a - b)[Math.floor(leads.length / 2)] ?? 0;
    process.stdout.write(
      `Of ${judged.length} customers made to fail, ${leads.length} were on alert when they paid for the last time, ${median} days ahead in the median.\n`,
    );
    expect(judged.length).toBeGreaterThan(5);
    expect(leads.length / judged.length).toBeGreaterThan(0.6);
    expect(median).toBeGreaterThan(30);
  });

  it('adds up: each score is its base and its points, kept within 0 and 100; counts are of the rows', () => {
    for (const row of run.warnings) {
      const points = Object.entries(row).filter(([name]) => name.startsWith('points_'));
      const sum = points.reduce((total, [, value]) => total + Number(value), 0);
      expect(Math.abs(Math.min(100, Math.max(0, sum)) - Number(row.score))).toBeLessThan(0.006);
    }
    const alerted = run.warnings.filter(({ alert }) => alert === '1');
    expect(run.figures['warning.count']?.value).toBe(alerted.length);
    expect(alerted.every(({ reasons, since }) => reasons !== '' && since !== '')).toBe(true);
    expect(run.alerts).toHaveLength(alerted.length);
    for (const reason of ['over_threshold', 'rising', 'unpaid_months', 'slower_payment', 'exposure_growth'])
      expect(run.figures[`warning.by_reason.${reason}.count`]?.value).toBe(
        alerted.filter(({ reasons }) => reasons?.split('; ').includes(reason)).length,
      );
    expect(run.figures['warning.new_this_month.count']?.value).toBe(alerted.filter((row) => row.new === '1').length);
  });

  it('gives the same bytes again', async () => {
    expect(await runWarnings(join(folder, 'books'), LAST_MONTH)).toEqual(run);
  });

  it('learns only from months whose outcome was closed', () => {
    const fitted = run.model.fitted as { trained_to: string } | null;
    expect(fitted).not.toBeNull();
    expect(fitted?.trained_to).toBe(addMonths(LAST_MONTH, -3));
  });

  it('judges each currency by itself where they cannot be added up, and all customers side by side', async () => {
    const invoices = (books.invoices ?? []).map((row) => ({
      ...row,
      currency: Number(row.customer_id?.slice(1)) % 3 === 0 ? 'EUR' : 'USD',
    }));
    const apart = await runWarnings(await write('currencies', { ...books, invoices }), LAST_MONTH);
    expect(apart.outcome.scopes.map(({ scope }) => scope)).toEqual(['EUR', 'USD']);
    expect(apart.figures['warning.backtest.events']?.value).toBe(run.figures['warning.backtest.events']?.value);
    expect(apart.figures['warning.open_amount']).toBeUndefined();
    expect(new Set(apart.backTest.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'USD']));
    expect(
      apart.backTest.map(({ customer_id, as_of, event }) => `${customer_id} ${as_of} ${event}`).toSorted(),
    ).toEqual(run.backTest.map(({ customer_id, as_of, event }) => `${customer_id} ${as_of} ${event}`).toSorted());
  });

  it('says that no month can be judged where the books are too short', async () => {
    const short = {
      invoices: (books.invoices ?? []).filter(({ invoice_date = '' }) => invoice_date >= '2025-04-01'),
      payments: (books.payments ?? []).filter(({ payment_date = '' }) => payment_date >= '2025-04-01'),
    };
    const young = await runWarnings(await write('short', short), LAST_MONTH);
    expect(young.backTest).toEqual([]);
    expect(young.figures['warning.backtest.months']?.value).toBe(0);
    expect(young.figures['warning.backtest.auc']).toMatchObject({ value: null, reason: 'no_judged_month' });
    expect(young.figures['warning.backtest.reading']).toMatchObject({ value: null, reason: 'no_judged_month' });
    expect(young.warnings.length).toBeGreaterThan(0);
  });
});
