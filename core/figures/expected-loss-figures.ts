import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { AGE_BUCKETS, LedgerRowOf } from '../contracts/ledger-rows.ts';
import { Decimal } from '../domain/decimal.ts';
import type { Month } from '../domain/month.ts';
import { type Ageing, ageingAt } from '../domain/overdue/ageing.ts';
import { expectedCash } from '../domain/overdue/cash-expectation.ts';
import { type ExpectedLoss, expectedLoss, MIN_ROLL_MONTHS } from '../domain/overdue/expected-loss.ts';
import { lossCheck } from '../domain/overdue/loss-check.ts';
import { provisionMatrix } from '../domain/overdue/provision.ts';
import {
  exposureOf,
  pooled,
  ROLL_STATES,
  type RollTable,
  rollShare,
  rollTables,
} from '../domain/overdue/roll-rates.ts';
import { derive, derive2, isMissing } from '../domain/quantity.ts';
import { figureKit, finite } from './figure-kit.ts';

/** Rows of the queries that the loss follows from, in one scope. */
export interface ExpectedLossRows {
  readonly overdue_ageing: readonly LedgerRowOf<'overdue_ageing'>[];
  readonly overdue_exposure: readonly LedgerRowOf<'overdue_exposure'>[];
  readonly loss_check: readonly LedgerRowOf<'loss_check'>[];
}

/** Figures of what is likely to be lost, and to come in, of what is open now. */
export function expectedLossFigures(rows: ExpectedLossRows, period: Month, currency: string): Figures {
  const kit = figureKit(currency, 'overdue_ageing');
  const tables = rollTables(rows.overdue_ageing, period);
  const exposure = exposureOf(ageingAt(rows.overdue_ageing, period));
  const loss = expectedLoss(tables, exposure);
  const highRisk = expectedLoss(tables, exposureOf(highRiskAgeing(rows.overdue_exposure)));
  const cash = expectedCash(tables, exposure, period);
  return {
    'loss.expected_6m': kit.money(
      loss.expected,
      'Σ open amount × probability of being over 90 days overdue within six months (own roll rates of twelve months) × part of such amounts not collected within a year',
    ),
    'loss.expected_6m.p10': kit.money(loss.p10, 'tenth percentile over 2,000 paths of six of those months'),
    'loss.expected_6m.p90': kit.money(loss.p90, 'ninetieth percentile over the same paths'),
    'loss.expected_6m.high_risk': figureKit(currency, 'overdue_exposure').money(
      highRisk.expected,
      'loss.expected_6m of what the high-risk group has open',
    ),
    'loss.roll_rates': kit.list(
      rollRateRows(tables, loss),
      'where what was open at a month end was one month later, over the twelve months up to the period; and the probability of being over 90 days overdue within six',
      tables.length === 0 ? 'no_history' : undefined,
    ),
    ...provisionFigures(tables, loss, exposure, currency),
    ...checkFigures(rows, period, currency),
    'overdue.cash_expected_6m': kit.money(
      derive(cash, (months) => months.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))),
      'what comes in of what is open now, if it rolls as over the last twelve months',
    ),
    'overdue.cash_expected.months': kit.list(
      isMissing(cash) ? [] : cash.value.map(({ month, amount }) => ({ month, amount: kit.amount(amount) })),
      'the same by month',
      isMissing(cash) ? cash.reason : undefined,
    ),
  };
}

function provisionFigures(
  tables: readonly RollTable[],
  loss: ExpectedLoss,
  exposure: ReturnType<typeof exposureOf>,
  currency: string,
): Figures {
  const kit = figureKit(currency, 'overdue_ageing');
  const { lines, total } = provisionMatrix(tables, loss, exposure);
  return {
    'loss.provision': kit.list(
      lines.map(({ state, amount, rate, provision }) => ({
        age: nameOf(state),
        amount: kit.amount(amount),
        loss_rate_pct: rate === null ? null : finite(rate.times(100)),
        provision: provision === null ? null : kit.amount(provision),
      })),
      'provision matrix (IFRS 9, simplified approach): open amount by age × probability of ever being over 90 days overdue × part of such amounts not collected within a year',
      tables.length < MIN_ROLL_MONTHS ? 'no_history' : undefined,
    ),
    'loss.provision.total': kit.money(total, 'Σ of the provision matrix'),
  };
}

function checkFigures(rows: ExpectedLossRows, period: Month, currency: string): Figures {
  const kit = figureKit(currency, 'loss_check');
  const { month, open, foretold, happened } = lossCheck(rows, period);
  const error = derive2(happened, foretold, (met, said) => met.minus(said));
  return {
    'loss.check.month': kit.text('month', month, 'the month end of six months ago, at which the forecast is rebuilt'),
    'loss.check.open': kit.money(open, 'open at that month end'),
    'loss.check.foretold': kit.money(
      foretold,
      'Σ open amount then × probability of being over 90 days overdue within six months, from the roll rates known then',
    ),
    'loss.check.happened': kit.money(
      happened,
      'of what was open then: what came to be over 90 days overdue at a month end up to the period’s',
    ),
    'loss.check.error': kit.money(error, 'what happened less what was foretold'),
  };
}

function highRiskAgeing(rows: ExpectedLossRows['overdue_exposure']): Ageing {
  const bucket = (wanted: (typeof AGE_BUCKETS)[number]) => {
    const row = rows.find((each) => each.risk_group === 'high_risk' && each.bucket === wanted);
    return { amount: new Decimal(row?.amount ?? 0), invoices: row?.invoices ?? 0 };
  };
  return {
    current: bucket('current'),
    '1_30': bucket('1_30'),
    '31_60': bucket('31_60'),
    '61_90': bucket('61_90'),
    '91_120': bucket('91_120'),
    over_120: bucket('over_120'),
  };
}

function rollRateRows(tables: readonly RollTable[], { reach }: ExpectedLoss): FigureRow[] {
  const all = pooled(tables);
  const percent = (value: Decimal | null) => (value === null ? null : finite(value.times(100)));
  return ROLL_STATES.map((from) => ({
    from: nameOf(from),
    ...Object.fromEntries(ROLL_STATES.map((to) => [`to_${nameOf(to)}_pct`, percent(rollShare(all[from], to))])),
    collected_pct: percent(rollShare(all[from], 'collected')),
    credited_pct: percent(rollShare(all[from], 'credited')),
    over_90_within_6m_pct: percent(reach[from]),
  }));
}

function nameOf(state: (typeof ROLL_STATES)[number]): string {
  return state === 'late' ? 'over_90' : state;
}
