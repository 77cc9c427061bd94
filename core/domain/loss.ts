import type { RowOf } from '../contracts/rows.ts';
import { Decimal } from './decimal.ts';
import { derive, derive2, isMissing, known, knownOr, missing, type Quantity } from './quantity.ts';
import { type Selection, shareOfOutstanding } from './selection.ts';
import type { Trend } from './trend.ts';

/** Months the scenarios look ahead. */
const LOSS_MONTHS = 6;

/** A loss of the whole company, and the part that falls on the high-risk group by its share of what is owed. */
interface SharedLoss {
  readonly all: Quantity<Decimal>;
  readonly highRisk: Quantity<Decimal>;
}

/** Which of its two readings the forecast shortfall is. */
export type ShortfallBasis = 'declines_of_net_forecast' | 'risk_adjusted_inflows' | 'not_available';

/** What the next six months could cost. */
export interface LossScenarios {
  readonly worstCase: Decimal;
  readonly monthlyRevenueMean: Quantity<Decimal>;
  readonly baseline: SharedLoss;
  readonly stress: SharedLoss;
  readonly forecastNetCash: Quantity<Decimal>;
  readonly balanceAtCurrentStreak: Quantity<Decimal>;
  readonly balanceAtWorstMonth: Quantity<Decimal>;
  readonly forecastShortfall: SharedLoss;
  readonly shortfallBasis: ShortfallBasis;
}

/** What the scenarios are made of. */
export interface LossInputs {
  readonly selection: Selection;
  readonly trend: Trend;
  readonly revenueRows: readonly RowOf<'collection_trend'>[];
  /** Forecast months among the six after the period. */
  readonly forecast: readonly RowOf<'cash_forecast'>[];
}

/** The scenarios; each is the plain formula of the figure it becomes (docs/definitions.md). */
export function describeLoss({ selection, trend, revenueRows, forecast }: LossInputs): LossScenarios {
  const outstanding = selection.highRisk.outstanding;
  const monthlyRevenueMean = meanRevenue(trend, revenueRows);
  const streakDecline = known(trend.currentStreak?.decline ?? new Decimal(0), noChanges(trend));
  const stressRate = derive2(trend.latestRate, streakDecline, (rate, decline) => rate.minus(decline));
  const { shortfall, basis } = forecastShortfall(forecast, trend.sumOfDeclines);
  const shared = (all: Quantity<Decimal>): SharedLoss => ({
    all,
    highRisk: derive2(all, shareOfOutstanding(selection), (loss, share) => loss.times(share)),
  });
  return {
    worstCase: outstanding,
    monthlyRevenueMean,
    baseline: shared(rateLoss(monthlyRevenueMean, trend.mean, trend.latestRate)),
    stress: shared(rateLoss(monthlyRevenueMean, trend.mean, stressRate)),
    forecastNetCash: forecastNetCash(forecast),
    balanceAtCurrentStreak: derive(streakDecline, (decline) => outstanding.times(decline).div(100)),
    balanceAtWorstMonth: derive(worstFall(trend), (fall) => outstanding.times(fall).div(100)),
    forecastShortfall: shared(shortfall),
    shortfallBasis: basis,
  };
}

function noChanges(trend: Trend): 'no_history' | undefined {
  return trend.months.some(({ change }) => change !== null) ? undefined : 'no_history';
}

function worstFall(trend: Trend): Quantity<Decimal> {
  return knownOr(trend.worstMonth?.change.neg() ?? null, noChanges(trend) ?? 'no_decline');
}

/** Mean over the months of the window that have revenue. */
function meanRevenue(trend: Trend, rows: readonly RowOf<'collection_trend'>[]): Quantity<Decimal> {
  const window = new Set(trend.months.map(({ month }) => month));
  const revenues = rows.flatMap((row) =>
    window.has(row.month) && row.total_revenue !== null ? [row.total_revenue] : [],
  );
  if (revenues.length === 0) return missing('no_revenue');
  return known(revenues.reduce((sum, revenue) => sum.plus(revenue), new Decimal(0)).div(revenues.length));
}

/** Six months of revenue times what is collected less of it than on average; never below 0. */
function rateLoss(revenue: Quantity<Decimal>, mean: Quantity<Decimal>, rate: Quantity<Decimal>): Quantity<Decimal> {
  const gap = derive2(mean, rate, (average, now) => average.minus(now));
  return derive2(revenue, gap, (amount, points) => Decimal.max(0, amount.times(LOSS_MONTHS).times(points).div(100)));
}

function forecastNetCash(forecast: readonly RowOf<'cash_forecast'>[]): Quantity<Decimal> {
  if (forecast.length === 0) return missing('no_forecast');
  const net = forecast.reduce((sum, row) => sum.plus(row.net_cash_flow), new Decimal(0));
  return known(net, forecast.length < LOSS_MONTHS ? 'short_forecast' : undefined);
}

/**
 * Where no month has both inflows, the forecast's net cash times the sum of the falls; else what risk takes off the
 * inflows, month by month, over the months that have both.
 */
function forecastShortfall(
  forecast: readonly RowOf<'cash_forecast'>[],
  sumOfDeclines: Quantity<Decimal>,
): { readonly shortfall: Quantity<Decimal>; readonly basis: ShortfallBasis } {
  const net = forecastNetCash(forecast);
  if (isMissing(net)) return { shortfall: net, basis: 'not_available' };
  const gaps = forecast.flatMap(({ inflows, risk_adjusted_inflows: adjusted }) =>
    inflows === null || adjusted === null ? [] : [Decimal.max(0, new Decimal(inflows).minus(adjusted))],
  );
  if (gaps.length > 0) {
    const caveat = gaps.length < LOSS_MONTHS ? 'short_forecast' : undefined;
    const total = gaps.reduce((sum, gap) => sum.plus(gap), new Decimal(0));
    return { shortfall: known(total, caveat), basis: 'risk_adjusted_inflows' };
  }
  const part = derive2(net, sumOfDeclines, (cash, declines) => cash.times(declines).div(100));
  const shortfall = !isMissing(part) && part.value.lt(0) ? known(part.value, 'negative_forecast') : part;
  return { shortfall, basis: 'declines_of_net_forecast' };
}
