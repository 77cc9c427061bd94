import type { Figure, FigureRow, Figures } from '../contracts/figure.ts';
import { Decimal } from '../domain/decimal.ts';
import { known, knownOr, missing } from '../domain/quantity.ts';
import type { Streak } from '../domain/streaks.ts';
import type { Trend, TrendMonth } from '../domain/trend.ts';
import { type FigureKit, figureKit, finite } from './figure-kit.ts';

type NoFall = 'no_decline' | 'no_history' | 'not_falling_now' | 'latest_rate_unknown';

/** Figures of the collection rate over the twelve months that end with the period. */
export function trendFigures(trend: Trend, currency: string): Figures {
  const kit = figureKit(currency, 'collection_trend');
  const compared = trend.months.some(({ change }) => change !== null);
  const noFall = compared ? 'no_decline' : 'no_history';
  return {
    'trend.latest_month': kit.text('month', trend.latestMonth, 'the period'),
    'trend.latest_rate_pct': kit.number('pct', trend.latestRate, 'collection rate of the latest month'),
    'trend.mean_pct': kit.number('pct', trend.mean, 'mean of the rates of the window; months without one are skipped'),
    'trend.change_over_window_pp': kit.number(
      'pp',
      trend.changeOverWindow,
      'rate of the last month − rate of the first month of the window',
    ),
    'trend.declining_months': kit.number(
      'count',
      trend.decliningMonths,
      'months of the window whose rate is below the month before',
    ),
    'trend.sum_of_declines_pp': kit.number(
      'pp',
      trend.sumOfDeclines,
      'Σ of the falls from month to month, as a positive number',
    ),
    ...streakFigures(kit, 'trend.current_streak', trend.currentStreak, compared ? notFalling(trend) : noFall),
    ...streakFigures(kit, 'trend.longest_streak', trend.longestStreak, noFall),
    'trend.streaks': kit.list(
      trend.streaks.map(streakRow),
      'runs of two falls or more, oldest first; decline from the month before the run',
    ),
    'trend.worst_month.month': kit.text(
      'month',
      knownOr(trend.worstMonth?.month ?? null, noFall),
      'month with the deepest fall, the latest of equal ones',
    ),
    'trend.worst_month.change_pp': kit.number(
      'pp',
      knownOr(trend.worstMonth?.change ?? null, noFall),
      'its rate − the rate of the month before',
    ),
    'trend.months': monthsFigure(kit, trend),
  };
}

/** Why no streak is under way. */
function notFalling({ months }: Trend): NoFall {
  return months.at(-1)?.change == null ? 'latest_rate_unknown' : 'not_falling_now';
}

function streakFigures(kit: FigureKit, prefix: string, streak: Streak | null, noFall: NoFall): Figures {
  const caveat = noFall === 'no_history' ? noFall : undefined;
  return {
    [`${prefix}.months`]: kit.number('months', known(streak?.months ?? 0, caveat), 'falls in a row'),
    [`${prefix}.start_month`]: kit.text(
      'month',
      knownOr(streak?.startMonth ?? null, noFall),
      'first month of the run that fell',
    ),
    [`${prefix}.end_month`]: kit.text(
      'month',
      streak === null ? missing(noFall) : known(streak.endMonth),
      'last month of the run',
    ),
    [`${prefix}.decline_pp`]: kit.number(
      'pp',
      known(streak?.decline ?? new Decimal(0), caveat),
      'rate of the month before the run − rate of its last month',
    ),
  };
}

function streakRow(streak: Streak): FigureRow {
  return {
    months: streak.months,
    start_month: streak.startMonth,
    end_month: streak.endMonth,
    decline_pp: finite(streak.decline),
  };
}

function monthsFigure(kit: FigureKit, trend: Trend): Figure {
  const { currentStreak, worstMonth } = trend;
  const rows = trend.months.map((line) => ({
    month: line.month,
    rate_pct: line.rate === null ? null : finite(line.rate),
    change_pp: line.change === null ? null : finite(line.change),
    flag: flagOf(line, worstMonth?.month ?? null),
    in_current_streak: currentStreak !== null && line.month >= currentStreak.startMonth,
  }));
  return kit.list(rows, 'rate of each month and its change from the month before, inside the window');
}

/** `no_rate`, `start` (no rate in the month before), `worst`, `fall`, `rise` or `flat`. */
function flagOf({ month, rate, change }: TrendMonth, worst: string | null): string {
  if (rate === null) return 'no_rate';
  if (change === null) return 'start';
  if (month === worst) return 'worst';
  if (change.isZero()) return 'flat';
  return change.lt(0) ? 'fall' : 'rise';
}
