import { monthText, season } from './calendar.ts';
import { type Cents, centsText, toCents, within } from './cents.ts';
import { Dice } from './dice.ts';
import type { MartsWorld } from './marts-world.ts';
import type { SampleTable } from './sample.ts';

/** The share collected, month by month, oldest first, in hundredths of a per cent: hovers, then falls at the end. */
function collectionRates(world: MartsWorld): readonly number[] {
  const dice = new Dice(world.seed, 'months', 0);
  const falls = Math.min(world.streak, world.months - 1);
  const rates: number[] = [];
  for (let at = 0; at < world.months; at += 1) {
    const month = world.lastMonth - world.months + 1 + at;
    const hovering = 87.5 - 0.12 * at + 5 * (season(month) - 1) + 1.4 * dice.bell();
    const fall = dice.between(0.7, 2.6);
    const before = rates.at(-1) ?? hovering * 100;
    // The month before the falls rises, so that the streak is as long as the world says.
    const steady = at === world.months - 1 - falls ? Math.max(before + 45, 100 * hovering) : 100 * hovering;
    const rate = at > world.months - 1 - falls ? before - 100 * fall : steady;
    rates.push(Math.round(within(rate, 2_000, 9_990)));
  }
  return rates;
}

const DASHBOARD_COLUMNS = [
  'dashboard_month',
  'total_revenue',
  'collected_revenue',
  'collection_rate_percentage',
  'outstanding_receivables',
  'overdue_amount',
  'cash_inflow',
  'cash_outflow',
  'receivables_days_outstanding',
  'total_customers',
  'business_health_score',
] as const;

/**
 * One row a month. The newest month's receivables are the customers' balances to the cent (`outstanding` adds them up), so that
 * the sample reconciles with itself.
 */
export function dashboardTable(world: MartsWorld, outstanding: () => Cents): SampleTable {
  return {
    name: 'quickbooks__financial_dashboard',
    columns: DASHBOARD_COLUMNS,
    rows: function* () {
      const owed = outstanding();
      for (const [at, rate] of collectionRates(world).entries()) {
        const dice = new Dice(world.seed, 'months', at + 1);
        const month = world.lastMonth - world.months + 1 + at;
        const age = world.months - 1 - at;
        const revenue = toCents(
          world.customers * 4_100 * season(month) * Math.exp(-0.006 * age) * dice.between(0.96, 1.04),
        );
        const receivables = Math.round(owed * Math.exp(-0.011 * age) * (age === 0 ? 1 : dice.between(0.97, 1.03)));
        const collected = Math.round((revenue * rate) / 10_000);
        yield [
          `${monthText(month)}-01`,
          centsText(revenue),
          centsText(collected),
          centsText(rate),
          centsText(receivables),
          centsText(Math.round(receivables * within(0.62 - rate / 25_000, 0.05, 0.9))),
          centsText(Math.round(collected * dice.between(0.98, 1.06))),
          centsText(Math.round(revenue * dice.between(0.78, 0.9))),
          centsText(Math.round((receivables / revenue) * 3_000)),
          String(Math.max(1, Math.round(world.customers * Math.exp(-0.004 * age)))),
          centsText(Math.round(within(rate * 0.8 + 100 * dice.between(-4, 4), 0, 10_000))),
        ];
      }
    },
  };
}

/** Twelve months to come. Where the books do not forecast inflows, the cells are empty and only the net is there. */
export function forecastTable(world: MartsWorld): SampleTable {
  return {
    name: 'quickbooks__cashflow_forecast',
    columns: [
      'forecast_month',
      'forecasted_inflows',
      'forecasted_outflows',
      'forecasted_net_cash_flow',
      'risk_adjusted_inflows',
    ],
    rows: function* () {
      for (let ahead = 1; ahead <= 12; ahead += 1) {
        const dice = new Dice(world.seed, 'forecast', ahead);
        const month = world.lastMonth + ahead;
        const inflows = toCents(world.customers * 3_500 * season(month) * dice.between(0.97, 1.03));
        const outflows = Math.round(inflows * dice.between(0.82, 0.97));
        const atRisk = Math.round(inflows * dice.between(0.86, 0.96));
        yield [
          `${monthText(month)}-01`,
          world.inflowsKnown ? centsText(inflows) : '',
          world.inflowsKnown ? centsText(outflows) : '',
          centsText(inflows - outflows),
          world.inflowsKnown ? centsText(atRisk) : '',
        ];
      }
    },
  };
}
