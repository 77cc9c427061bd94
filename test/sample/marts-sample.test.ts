import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { generateSample } from '../../core/sample/generate-sample.ts';
import type { Sample } from '../../core/sample/sample.ts';
import { cents, records } from './sample-records.ts';

const customers = (sample: Sample) => records(sample, 'quickbooks__customer_analytics');
const invoices = (sample: Sample) => records(sample, 'quickbooks__profitability_analysis');
const months = (sample: Sample) => records(sample, 'quickbooks__financial_dashboard');
const forecast = (sample: Sample) => records(sample, 'quickbooks__cashflow_forecast');
const profit = (sample: Sample) => invoices(sample).reduce((sum, row) => sum + Number(row.gross_profit), 0);

const standard = generateSample();
const readable = customers(standard).filter((row) => row.credit_score !== '' && row.payment_rate_percentage !== 'n/a');
const unique = [...new Map(readable.map((row) => [row.customer_id, row])).values()];

describe('the sample of marts', () => {
  it('is 3,000 customers with three invoices each on average, 24 months to 2025-09 and a forecast of twelve', () => {
    expect(new Set(customers(standard).map((row) => row.customer_id)).size).toBe(3_000);
    expect(new Set(invoices(standard).map((row) => row.invoice_id)).size / 3_000).toBeCloseTo(3, 1);
    const [first, last] = [months(standard)[0], months(standard).at(-1)];
    expect([months(standard).length, first?.dashboard_month, last?.dashboard_month]).toEqual([
      24,
      '2023-10-01',
      '2025-09-01',
    ]);
    expect(
      forecast(standard)
        .map((row) => row.forecast_month)
        .at(0),
    ).toBe('2025-10-01');
    expect(forecast(standard)).toHaveLength(12);
  });

  it('gives the same rows whenever it is asked, and others for another seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_294_967_295 }), fc.integer({ min: 1, max: 40 }), (seed, size) => {
        const [one, two, other] = [seed, seed, seed === 0 ? 1 : seed - 1].map((each) =>
          generateSample({ seed: each, customers: size }),
        );
        const rowsOf = (sample: Sample | undefined) => sample?.tables.map((each) => [...each.rows()]);
        expect(rowsOf(one)).toEqual(rowsOf(two));
        expect(rowsOf(one)).toEqual(rowsOf(one));
        expect(rowsOf(one)).not.toEqual(rowsOf(other));
      }),
      { numRuns: 25 },
    );
  });

  it('has a row as wide as its columns everywhere, whatever the size', () => {
    for (const size of [1, 2, 137, 1_200]) {
      const widths = generateSample({ customers: size, months: 1 }).tables.map((each) =>
        [...each.rows()].every((row) => row.length === each.columns.length),
      );
      expect(widths).toEqual([true, true, true, true]);
    }
  });

  it('keeps the first customers when the company grows', () => {
    const small = customers(generateSample({ customers: 50 })).map((row) => [
      row.customer_id,
      row.outstanding_balance,
      row.display_name,
    ]);
    const large = customers(generateSample({ customers: 90 })).map((row) => [
      row.customer_id,
      row.outstanding_balance,
      row.display_name,
    ]);
    expect(large.slice(0, 50)).toEqual(small);
  });

  it('keeps percentages and scores in their ranges', () => {
    for (const row of unique) {
      expect(Number(row.payment_rate_percentage)).toSatisfy((value: number) => value >= 0 && value <= 100);
      expect(Number(row.credit_score)).toSatisfy((value: number) => value >= 300 && value <= 850);
      expect(Number(row.business_stability_score)).toSatisfy((value: number) => value >= 0 && value <= 100);
    }
  });

  it('concentrates: a tenth of the customers owe more than half', () => {
    const balances = unique.map((row) => Number(row.outstanding_balance)).toSorted((a, b) => b - a);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    expect(sum(balances.slice(0, 300)) / sum(balances)).toBeGreaterThan(0.5);
  });

  it('has a high-risk group with members in every band', () => {
    const group = unique.filter(
      (row) => Number(row.payment_rate_percentage) < 75 && Number(row.outstanding_balance) > 15_000,
    );
    const scores = group.map(
      (row) =>
        (100 - Number(row.payment_rate_percentage)) * 0.4 +
        ((850 - Number(row.credit_score)) / 850) * 40 +
        (100 - Number(row.business_stability_score)) * 0.2,
    );
    const bands = new Set(
      scores.map((score) => (score >= 70 ? 'ge70' : score >= 60 ? '60_70' : score >= 50 ? '50_60' : 'lt50')),
    );
    expect(bands.size).toBe(4);
    expect(group.length).toBeGreaterThan(100);
  });

  it('ends with a streak of falling collection rates, after a month that rose', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const rates = months(generateSample({ seed, customers: 10 })).map((row) =>
        Number(row.collection_rate_percentage),
      );
      const falls = rates.map((rate, at) => at > 0 && rate < (rates[at - 1] ?? 0));
      const streak = falls.length - 1 - falls.lastIndexOf(false);
      expect(streak).toBeGreaterThanOrEqual(3);
      expect(streak).toBeLessThanOrEqual(5);
    }
  });

  it('agrees with itself: the newest receivables are the balances of all customers whose rows can be read', () => {
    const owed = unique.reduce((sum, row) => sum + cents(row.outstanding_balance), 0);
    expect(cents(months(standard).at(-1)?.outstanding_receivables)).toBe(owed);
  });

  it('earns a profit with the default seed and makes a loss with others', () => {
    expect(profit(standard)).toBeGreaterThan(0);
    expect(profit(generateSample({ seed: 5 }))).toBeLessThan(0);
    expect(invoices(standard).some((row) => Number(row.gross_profit) < 0)).toBe(true);
  });

  it('leaves the forecast of inflows empty with the default seed and fills it with others', () => {
    expect(
      forecast(standard).every((row) => row.forecasted_inflows === '' && row.forecasted_net_cash_flow !== ''),
    ).toBe(true);
    expect(forecast(generateSample({ seed: 7 })).every((row) => row.forecasted_inflows !== '')).toBe(true);
  });

  it('has rows that stand twice, rows that cannot be read and blanks, but far fewer than would be refused', () => {
    for (const sample of [standard, generateSample({ customers: 1_000, seed: 9 })]) {
      const all = customers(sample);
      const broken = all.filter((row) => row.credit_score === '' || row.payment_rate_percentage === 'n/a');
      expect(broken.length).toBeGreaterThan(0);
      expect(broken.length / all.length).toBeLessThan(0.01);
      expect(all.length).toBeGreaterThan(new Set(all.map((row) => row.customer_id)).size);
      expect(all.some((row) => row.email === '')).toBe(true);
      const undated = invoices(sample).filter((row) => row.transaction_date === '');
      expect(undated.length).toBeGreaterThan(0);
      expect(undated.length / invoices(sample).length).toBeLessThan(0.01);
    }
  });

  it('speaks of nobody: names in both languages, addresses at example.com', () => {
    expect(customers(standard).every((row) => row.email === '' || row.email?.endsWith('@example.com'))).toBe(true);
    const chinese = customers(standard).filter((row) => /\p{Script=Han}/u.test(row.display_name ?? '')).length;
    expect(chinese / 3_000).toBeCloseTo(0.4, 1);
    expect(standard.company).toBe('Otterbrook Trading 水獭溪贸易');
  });

  it('dates invoices inside the customer’s life and the last twelve months', () => {
    const dated = invoices(standard).flatMap((row) =>
      row.transaction_date === '' ? [] : [row.transaction_date ?? ''],
    );
    expect(dated.toSorted().at(0)).toSatisfy((date: string) => date >= '2024-10-01');
    expect(dated.toSorted().at(-1)).toSatisfy((date: string) => date <= '2025-09-30');
  });

  it('refuses options out of range, naming them', () => {
    expect(() => generateSample({ customers: 0 })).toThrow(WrongUsage);
    expect(() => generateSample({ months: 1.5 })).toThrow(/months/);
    expect(() => generateSample({ seed: -1 })).toThrow(/seed/);
    expect(() => generateSample({ lastMonth: '2025-13' })).toThrow(/lastMonth/);
  });
});
