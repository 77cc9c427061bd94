import type { RowOf } from '../contracts/rows.ts';
import { Decimal, sumOf } from './decimal.ts';
import { addMonths, type Month, monthsBetween } from './month.ts';
import { derive2, known, knownOr, missing, type Quantity } from './quantity.ts';
import { currentStreak, findStreaks, longestStreak, type Streak } from './streaks.ts';

/** Months a trend looks back over, the period included. */
const WINDOW_MONTHS = 12;

/** A month of the table; the change is from the month before it inside the window. */
export interface TrendMonth {
  readonly month: Month;
  readonly rate: Decimal | null;
  readonly change: Decimal | null;
}

/** How the collection rate moved over the twelve months that end with the period. */
export interface Trend {
  readonly latestMonth: Month;
  readonly latestRate: Quantity<Decimal>;
  readonly mean: Quantity<Decimal>;
  readonly changeOverWindow: Quantity<Decimal>;
  readonly decliningMonths: Quantity<number>;
  /** Σ of the falls, a positive number. */
  readonly sumOfDeclines: Quantity<Decimal>;
  readonly currentStreak: Streak | null;
  readonly longestStreak: Streak | null;
  /** Every run of two falls or more, oldest first. */
  readonly streaks: readonly Streak[];
  readonly worstMonth: { readonly month: Month; readonly change: Decimal } | null;
  readonly months: readonly TrendMonth[];
}

/**
 * The trend from the months the export has. A month it lacks, or that has no rate, ends a streak; means and counts skip
 * it, and a change that needs it is not known. The change over the window starts at the first month the export has.
 */
export function describeTrend(rows: readonly RowOf<'collection_trend'>[], period: Month): Trend {
  const months = trendMonths(rows, period);
  const rates = months.flatMap(({ rate }) => (rate === null ? [] : [rate]));
  const changes = months.flatMap(({ change }) => (change === null ? [] : [change]));
  const falls = changes.filter((change) => change.lt(0));
  const noChange = changes.length === 0 ? 'no_history' : undefined;
  const streaks = findStreaks(months);
  const latestRate = knownOr(months.at(-1)?.rate ?? null, 'no_rate');
  return {
    latestMonth: period,
    latestRate,
    mean: rates.length === 0 ? missing('no_rate') : known(sumOf(rates).div(rates.length)),
    changeOverWindow:
      months.length < 2
        ? missing('no_history')
        : derive2(latestRate, knownOr(months[0]?.rate ?? null, 'no_rate'), (last, first) => last.minus(first)),
    decliningMonths: known(falls.length, noChange),
    sumOfDeclines: known(sumOf(falls).abs(), noChange),
    currentStreak: currentStreak(streaks, period),
    longestStreak: longestStreak(streaks),
    streaks: streaks.filter((streak) => streak.months >= 2),
    worstMonth: worstMonth(months),
    months,
  };
}

/** From the first month the export has inside the window to the period, with the gaps. */
function trendMonths(rows: readonly RowOf<'collection_trend'>[], period: Month): TrendMonth[] {
  const rates = new Map(rows.map((row) => [row.month, row.collection_rate_pct]));
  const inWindow = monthsBetween(addMonths(period, 1 - WINDOW_MONTHS), period);
  const first = inWindow.findIndex((month) => rates.has(month));
  let before: Decimal | null = null;
  return (first < 0 ? [] : inWindow.slice(first)).map((month) => {
    const text = rates.get(month) ?? null;
    const rate: Decimal | null = text === null ? null : new Decimal(text);
    const change: Decimal | null = rate === null || before === null ? null : rate.minus(before);
    before = rate;
    return { month, rate, change };
  });
}

/** The month with the deepest fall; of equal ones the latest. */
function worstMonth(months: readonly TrendMonth[]): Trend['worstMonth'] {
  let worst: Trend['worstMonth'] = null;
  for (const { month, change } of months) {
    if (change?.lt(0) && (worst === null || change.lte(worst.change))) worst = { month, change };
  }
  return worst;
}
