import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths } from '../../core/domain/month.ts';
import { describeTrend, type Trend } from '../../core/domain/trend.ts';

const PERIOD = '2025-09';

/** A trend of the months that end with the period; `undefined` is a month that the export lacks, null one without a rate. */
function trendOf(...rates: (number | null | undefined)[]): Trend {
  const rows = rates.flatMap((rate, i) => {
    if (rate === undefined) return [];
    const month = addMonths(PERIOD, i - rates.length + 1);
    return [
      {
        month,
        collection_rate_pct: rate === null ? null : String(rate),
        total_revenue: null,
        outstanding_receivables: null,
        overdue_amount: null,
      },
    ];
  });
  return describeTrend(rows, PERIOD);
}

function plain(streak: Trend['currentStreak']) {
  return streak && [streak.months, streak.startMonth, streak.endMonth, streak.decline.toNumber()];
}

describe('the collection-rate trend', () => {
  const year = trendOf(90, 88, 89, 87, 86, 86, 85, 87, 84, 83, 82.5, 80);

  test('is over the twelve months that end with the period', () => {
    expect(year.latestMonth).toBe('2025-09');
    expect(year.latestRate.value?.toNumber()).toBe(80);
    // Σ = 1027.5
    expect(year.mean.value?.toNumber()).toBe(85.625);
    expect(year.changeOverWindow.value?.toNumber()).toBe(-10);
  });

  test('counts falls and adds them up', () => {
    // −2, +1, −2, −1, 0, −1, +2, −3, −1, −0.5, −2.5
    expect(year.decliningMonths.value).toBe(8);
    expect(year.sumOfDeclines.value?.toNumber()).toBe(13);
  });

  test('finds the run that ends at the latest month, from the month before its first fall', () => {
    expect(plain(year.currentStreak)).toEqual([4, '2025-06', '2025-09', 7]);
    expect(plain(year.longestStreak)).toEqual([4, '2025-06', '2025-09', 7]);
  });

  test('lists runs of two falls or more, oldest first', () => {
    expect(year.streaks.map(plain)).toEqual([
      [2, '2025-01', '2025-02', 3],
      [4, '2025-06', '2025-09', 7],
    ]);
  });

  test('names the month of the deepest fall', () => {
    expect(year.worstMonth?.month).toBe('2025-06');
    expect(year.worstMonth?.change.toNumber()).toBe(-3);
  });

  test('has no change in its first month, though an earlier month may exist', () => {
    const longer = trendOf(99, 90, 88, 89, 87, 86, 86, 85, 87, 84, 83, 82.5, 80);
    expect(longer.months).toHaveLength(12);
    expect(longer.months[0]).toMatchObject({ month: '2024-10', change: null });
    expect(longer.decliningMonths.value).toBe(8);
  });

  test('takes the latest of equally long runs, and of equally deep falls', () => {
    const trend = trendOf(90, 88, 86, 87, 85, 83, 84);
    expect(plain(trend.longestStreak)).toEqual([2, '2025-07', '2025-08', 4]);
    expect(trend.worstMonth?.month).toBe('2025-08');
    expect(trend.currentStreak).toBeNull();
  });

  test('calls a single fall a run of one, but does not list it', () => {
    const trend = trendOf(80, 81, 79);
    expect(plain(trend.currentStreak)).toEqual([1, '2025-09', '2025-09', 2]);
    expect(plain(trend.longestStreak)).toEqual([1, '2025-09', '2025-09', 2]);
    expect(trend.streaks).toEqual([]);
  });

  test.each([
    ['a month without a rate', null],
    ['a month that is missing', undefined],
  ])('%s ends a run and takes the change after it along', (_, gap) => {
    const trend = trendOf(90, 89, gap, 80, 79);
    expect(trend.streaks).toEqual([]);
    expect(plain(trend.currentStreak)).toEqual([1, '2025-09', '2025-09', 1]);
    expect(trend.decliningMonths.value).toBe(2);
    expect(trend.sumOfDeclines.value?.toNumber()).toBe(2);
    expect(trend.mean.value?.toNumber()).toBe(84.5);
    expect(trend.months.map(({ change }) => change?.toNumber() ?? null)).toEqual([null, -1, null, null, -1]);
  });

  test('says that the latest rate is not known, and no run ends there', () => {
    const trend = trendOf(90, 89, 88, undefined);
    expect(trend.latestMonth).toBe('2025-09');
    expect(trend.latestRate).toEqual({ value: null, reason: 'no_rate' });
    expect(trend.changeOverWindow).toEqual({ value: null, reason: 'no_rate' });
    expect(trend.currentStreak).toBeNull();
    expect(plain(trend.longestStreak)).toEqual([2, '2025-07', '2025-08', 2]);
  });

  test('says that the first rate is not known, and so not what changed since', () => {
    const trend = trendOf(null, 90, 89);
    expect(trend.latestRate.value?.toNumber()).toBe(89);
    expect(trend.changeOverWindow).toEqual({ value: null, reason: 'no_rate' });
  });

  test('of one month compares nothing, and says so', () => {
    const trend = trendOf(90);
    expect(trend.mean.value?.toNumber()).toBe(90);
    expect(trend.changeOverWindow).toEqual({ value: null, reason: 'no_history' });
    expect(trend.decliningMonths).toEqual({ value: 0, reason: 'no_history' });
    expect(trend.worstMonth).toBeNull();
  });

  test('of no month is empty', () => {
    const trend = trendOf();
    expect(trend.months).toEqual([]);
    expect(trend.mean).toEqual({ value: null, reason: 'no_rate' });
  });

  test('does not take decimal fractions for a fall', () => {
    expect(trendOf(80.1, 80.1, 80.3).decliningMonths.value).toBe(0);
    expect(trendOf(80.3, 80.1).sumOfDeclines.value?.toFixed()).toBe('0.2');
  });

  const rates = fc.array(
    fc.option(
      fc.integer({ min: 0, max: 1000 }).map((units) => units / 10),
      { freq: 6 },
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

  test('runs, falls and changes agree with each other', () => {
    fc.assert(
      fc.property(rates, (values) => {
        const trend = trendOf(...values);
        const changes = trend.months.flatMap(({ change }) => (change === null ? [] : [change.toNumber()]));
        expect(trend.decliningMonths.value).toBe(changes.filter((change) => change < 0).length);
        const inRuns = trend.streaks.reduce((sum, streak) => sum + streak.months, 0);
        expect(inRuns).toBeLessThanOrEqual(trend.decliningMonths.value ?? 0);
        const longest = trend.longestStreak?.months ?? 0;
        expect(Math.max(0, ...trend.streaks.map((streak) => streak.months), Math.min(longest, 1))).toBe(longest);
        expect(trend.currentStreak === null).toBe(!trend.months.at(-1)?.change?.lt(0));
        for (const streak of trend.streaks)
          expect(addMonths(streak.startMonth, streak.months - 1)).toBe(streak.endMonth);
      }),
    );
  });

  test('without gaps, falls and rises add up to the change over the window', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 }), (values) => {
        const trend = trendOf(...values.map((value) => value / 10));
        const rises = trend.months.reduce((sum, { change }) => sum + Math.max(0, change?.toNumber() ?? 0), 0);
        const net = rises - (trend.sumOfDeclines.value?.toNumber() ?? Number.NaN);
        expect(net).toBeCloseTo(trend.changeOverWindow.value?.toNumber() ?? Number.NaN, 9);
      }),
    );
  });
});
