import { describe, expect, test } from 'vitest';
import { Decimal } from '../../core/domain/decimal.ts';
import { describeLoss, type LossScenarios } from '../../core/domain/loss.ts';
import { setTargets } from '../../core/domain/monitor.ts';
import { addMonths } from '../../core/domain/month.ts';
import { known, missing, type Quantity } from '../../core/domain/quantity.ts';
import { summariseSelection } from '../../core/domain/selection.ts';
import { describeTrend } from '../../core/domain/trend.ts';

const PERIOD = '2025-09';
const nobodyRated = {
  payment_rate_sum: null,
  payment_rate_count: 0,
  credit_score_sum: null,
  credit_score_count: 0,
  stability_sum: null,
  stability_count: 0,
};

interface Given {
  readonly rates?: readonly (number | null)[];
  readonly revenue?: readonly (string | null)[];
  readonly forecast?: readonly (readonly [net: string, inflows: string | null, adjusted: string | null])[];
  readonly highRisk?: string;
  readonly normal?: string;
}

/** High-risk customers owe a quarter of everything unless told otherwise. */
function lossOf({
  rates = [80, 78, 76],
  revenue,
  forecast = [],
  highRisk = '250000',
  normal = '750000',
}: Given): LossScenarios {
  const rows = rates.map((rate, i) => ({
    month: addMonths(PERIOD, i - rates.length + 1),
    collection_rate_pct: rate === null ? null : String(rate),
    total_revenue: revenue === undefined ? '100000' : (revenue[i] ?? null),
    outstanding_receivables: null,
    overdue_amount: null,
  }));
  const selection = summariseSelection(
    [
      { risk_group: 'high_risk', customers: 1, outstanding_total: highRisk, ...nobodyRated },
      { risk_group: 'normal', customers: 3, outstanding_total: normal, ...nobodyRated },
    ],
    [],
  );
  return describeLoss({
    selection,
    trend: describeTrend(rows, PERIOD),
    revenueRows: rows,
    forecast: forecast.map(([net_cash_flow, inflows, risk_adjusted_inflows], i) => ({
      month: addMonths(PERIOD, i + 1),
      net_cash_flow,
      inflows,
      outflows: null,
      risk_adjusted_inflows,
    })),
  });
}

const plain = (quantity: Quantity<Decimal>) => quantity.value?.toFixed(2) ?? quantity.reason;

describe('six-month loss', () => {
  test('is what the rate is short of its mean, on six months of mean revenue', () => {
    const loss = lossOf({ revenue: ['90000', '100000', '110000'] });
    expect(plain(loss.monthlyRevenueMean)).toBe('100000.00');
    // mean 78, latest 76: 600,000 × 2 %
    expect(plain(loss.baseline.all)).toBe('12000.00');
    expect(plain(loss.baseline.highRisk)).toBe('3000.00');
    // the current streak fell by 4: 600,000 × (78 − 72) %
    expect(plain(loss.stress.all)).toBe('36000.00');
    expect(plain(loss.stress.highRisk)).toBe('9000.00');
  });

  test('is nothing where the latest rate is above the mean', () => {
    const loss = lossOf({ rates: [70, 75, 80] });
    expect(plain(loss.baseline.all)).toBe('0.00');
    expect(plain(loss.stress.all)).toBe('0.00');
  });

  test('on the balances: all of them, the current streak of them, the worst month of them', () => {
    const loss = lossOf({ rates: [80, 75, 77, 76] });
    expect(loss.worstCase.toFixed(2)).toBe('250000.00');
    expect(plain(loss.balanceAtCurrentStreak)).toBe('2500.00');
    expect(plain(loss.balanceAtWorstMonth)).toBe('12500.00');
  });

  test('on the balances is zero without a current streak, and not given where no month fell', () => {
    const loss = lossOf({ rates: [70, 75] });
    expect(plain(loss.balanceAtCurrentStreak)).toBe('0.00');
    expect(plain(loss.balanceAtWorstMonth)).toBe('no_decline');
    expect(plain(lossOf({ rates: [70] }).balanceAtWorstMonth)).toBe('no_history');
  });

  test('skips months without revenue, and is not given without any', () => {
    expect(plain(lossOf({ revenue: ['90000', null, '110000'] }).monthlyRevenueMean)).toBe('100000.00');
    expect(plain(lossOf({ revenue: [null, null, null] }).baseline.all)).toBe('no_revenue');
  });

  test('is not given where the latest month has no rate', () => {
    expect(plain(lossOf({ rates: [80, 78, null] }).baseline.all)).toBe('no_rate');
  });

  test('has no high-risk part where nobody owes anything', () => {
    expect(plain(lossOf({ highRisk: '0', normal: '0' }).baseline.highRisk)).toBe('zero_denominator');
  });
});

describe('the forecast shortfall', () => {
  const six = <T>(line: T): T[] => Array.from({ length: 6 }, () => line);

  test('is the net forecast times the falls where the inflows are empty', () => {
    const loss = lossOf({ forecast: six(['10000', null, null] as const) });
    expect(plain(loss.forecastNetCash)).toBe('60000.00');
    // falls of 2 and 2
    expect(plain(loss.forecastShortfall.all)).toBe('2400.00');
    expect(plain(loss.forecastShortfall.highRisk)).toBe('600.00');
    expect(loss.shortfallBasis).toBe('declines_of_net_forecast');
  });

  test('is what risk takes off the inflows where both are there, month by month', () => {
    const loss = lossOf({
      forecast: [
        ['1', '100', '80'],
        ['1', '100', '130'],
        ['1', '100', '95.5'],
        ['1', null, '50'],
        ['1', '50', null],
        ['1', '100', '100'],
      ],
    });
    expect(plain(loss.forecastShortfall.all)).toBe('24.50');
    expect(loss.forecastShortfall.all.reason).toBe('short_forecast');
    expect(loss.shortfallBasis).toBe('risk_adjusted_inflows');
  });

  test('of six months is whole, of five short, whichever way it is read', () => {
    const inflows = six(['1', '100', '90'] as const);
    expect(lossOf({ forecast: inflows }).forecastShortfall.all.reason).toBeUndefined();
    expect(lossOf({ forecast: inflows.slice(1) }).forecastShortfall.all.reason).toBe('short_forecast');
    expect(lossOf({ forecast: inflows }).forecastNetCash.reason).toBeUndefined();
    expect(lossOf({ forecast: inflows.slice(1) }).forecastNetCash.reason).toBe('short_forecast');
    const net = lossOf({ forecast: six(['10000', null, null] as const) }).forecastShortfall.all;
    expect(net.reason).toBeUndefined();
    expect(lossOf({ rates: [80], forecast: six(['-5', null, null] as const) }).forecastShortfall.all.reason).toBe(
      'no_history',
    );
  });

  test('goes by the net forecast where no month has both inflows', () => {
    expect(lossOf({ forecast: six(['10000', '500', null] as const) }).shortfallBasis).toBe('declines_of_net_forecast');
  });

  test('says so where the forecast is a net outflow, or short, or missing', () => {
    expect(lossOf({ forecast: six(['-10000', null, null] as const) }).forecastShortfall.all).toMatchObject({
      reason: 'negative_forecast',
    });
    expect(lossOf({ forecast: [['10000', null, null]] }).forecastNetCash).toMatchObject({ reason: 'short_forecast' });
    const none = lossOf({});
    expect(plain(none.forecastShortfall.all)).toBe('no_forecast');
    expect(none.shortfallBasis).toBe('not_available');
  });
});

describe('targets to watch', () => {
  const now = {
    high_risk_share_of_outstanding_pct: known(new Decimal('3.5')),
    collection_rate_pct: known(new Decimal('98.25')),
    top_decile_outstanding: known(new Decimal('1000.10')),
    consecutive_falls: known(new Decimal(2)),
  };

  test('move the value now by a change or a percentage, within 0 to 100 for percentages', () => {
    const targets = setTargets(
      [
        { indicator: 'high_risk_share_of_outstanding_pct', change: -5, in_months: 3, owner: 'finance_director' },
        { indicator: 'collection_rate_pct', change: 3, in_months: 4, owner: 'credit_controller' },
        { indicator: 'top_decile_outstanding', change_pct: -20, in_months: 3, owner: 'account_manager' },
        { indicator: 'consecutive_falls', target: 0, in_months: 2, owner: 'legal' },
      ],
      now,
      PERIOD,
    );
    expect(targets.map(({ target, by, owner }) => [target?.toFixed(), by, owner])).toEqual([
      ['0', '2025-12', 'finance_director'],
      ['100', '2026-01', 'credit_controller'],
      ['800.08', '2025-12', 'account_manager'],
      ['0', '2025-11', 'legal'],
    ]);
  });

  test('are not set where the value now is not known', () => {
    const targets = setTargets(
      [{ indicator: 'collection_rate_pct', change: 3, in_months: 3, owner: 'legal' }],
      { ...now, collection_rate_pct: missing('no_rate') },
      PERIOD,
    );
    expect(targets[0]).toMatchObject({ now: null, target: null });
  });
});
