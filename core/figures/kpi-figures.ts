import type { FigureRow, Figures } from '../contracts/figure.ts';
import type { LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { Decimal } from '../domain/decimal.ts';
import type { Month } from '../domain/month.ts';
import { countbackDays, type Indicators, indicatorMonths, indicatorsAt } from '../domain/overdue/indicators.ts';
import { isMissing, missing, type Quantity } from '../domain/quantity.ts';
import { type FigureKit, figureKit, finite } from './figure-kit.ts';

/** Rows of the indicator queries, in one scope. */
export interface KpiRows {
  readonly kpi_receivables: readonly LedgerRowOf<'kpi_receivables'>[];
  readonly kpi_countback: readonly LedgerRowOf<'kpi_countback'>[];
}

/** Figures of how well receivables turn into cash, at the period's end and over the year up to it. */
export function kpiFigures(rows: KpiRows, period: Month, currency: string): Figures {
  const kit = figureKit(currency, 'kpi_receivables');
  const now = indicatorsAt(rows.kpi_receivables, period);
  const countback = isMissing(now.creditOnAccount) ? missing('no_history') : countbackDays(rows.kpi_countback);
  return {
    'kpi.dso_days': kit.number(
      'days',
      now.dso,
      'receivables × 90 ÷ (invoiced − credit notes) of the 90 days that end with the period',
    ),
    'kpi.best_possible_dso_days': kit.number(
      'days',
      now.bestPossibleDso,
      'the same with the receivables that are not overdue',
    ),
    'kpi.average_days_delinquent': kit.number(
      'days',
      now.averageDaysDelinquent,
      'kpi.dso_days − kpi.best_possible_dso_days',
    ),
    'kpi.collection_effectiveness_pct': kit.number(
      'pct',
      now.collectionEffectivenessPct,
      '100 × (receivables at the start + invoiced − receivables at the end) ÷ (receivables at the start + invoiced − those at the end that are not overdue)',
    ),
    'kpi.percent_current': kit.number(
      'pct',
      now.percentCurrent,
      '100 × receivables that are not overdue ÷ receivables',
    ),
    'kpi.countback_dso_days': figureKit(currency, 'kpi_countback').number(
      'days',
      countback,
      'days of the latest months whose invoicing makes up the receivables, the last month in proportion',
    ),
    'kpi.credit_on_account': kit.money(
      now.creditOnAccount,
      'payments and credits that settle no invoice; not taken from the receivables',
    ),
    'kpi.months': kit.list(
      indicatorMonths(rows.kpi_receivables).map((month) => monthRow(month, kit)),
      'the same indicators at each month end',
    ),
  };
}

function monthRow(indicators: Indicators, kit: FigureKit): FigureRow {
  const number = (quantity: Quantity<Decimal>) => (isMissing(quantity) ? null : finite(quantity.value));
  const { creditOnAccount } = indicators;
  return {
    month: indicators.month,
    dso_days: number(indicators.dso),
    best_possible_dso_days: number(indicators.bestPossibleDso),
    average_days_delinquent: number(indicators.averageDaysDelinquent),
    collection_effectiveness_pct: number(indicators.collectionEffectivenessPct),
    percent_current: number(indicators.percentCurrent),
    credit_on_account: isMissing(creditOnAccount) ? null : kit.amount(creditOnAccount.value),
  };
}
