import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import type { CustomerLine, ReportInput } from '../contracts/report-input.ts';
import type { QueryName, RowOf } from '../contracts/rows.ts';
import { Decimal } from '../domain/decimal.ts';
import { describeLoss } from '../domain/loss.ts';
import { currencyDigits } from '../domain/money.ts';
import type { Month } from '../domain/month.ts';
import { shareOfProfit } from '../domain/profit.ts';
import { knownOr, type Quantity } from '../domain/quantity.ts';
import { type RatedCustomer, rateGroup } from '../domain/rate-group.ts';
import { type CurrentBalance, type ReviewedCustomer, reviewMonth } from '../domain/review.ts';
import { summariseSelection } from '../domain/selection.ts';
import { unknownTiers } from '../domain/tiers.ts';
import { describeTrend } from '../domain/trend.ts';
import { alertByScore, type ScoreAlert, type ScorePoint } from '../domain/warning.ts';
import { customerLines, unscoredCustomers } from './customer-lines.ts';
import { ledgerOnlyFigures } from './ledger-only-figures.ts';
import { lossFigures } from './loss-figures.ts';
import { monitorFigures } from './monitor-figures.ts';
import { profileFigures } from './profile-figures.ts';
import { profitFigures } from './profit-figures.ts';
import { profitabilityTierFigures } from './profitability-tier-figures.ts';
import { type ReviewBasis, reviewFigures } from './review-figures.ts';
import { scoreFigures } from './score-figures.ts';
import { selectionFigures } from './selection-figures.ts';
import { tierFigures } from './tier-figures.ts';
import { trendFigures } from './trend-figures.ts';
import { warningFigures } from './warning-figures.ts';

/** The review that this one is compared with: the previous published one of the store, or one rebuilt from the books. */
export interface PreviousReview {
  readonly basis: ReviewBasis;
  readonly period: Month;
  readonly customers: readonly ReviewedCustomer[];
  /** Collection rate that stood in that review, percent. */
  readonly ratePct: number | null;
}

/** Everything the figures of one scope are made of. */
export interface ComposeInput {
  readonly period: Month;
  /** ISO 4217 code of every amount. */
  readonly currency: string;
  readonly rules: Rules;
  readonly rows: { readonly [Q in QueryName]: readonly RowOf<Q>[] };
  readonly previous: PreviousReview | null;
  /** Balances now of the previous review's customers; one that is not listed is no longer in the books. */
  readonly currentBalances: readonly CurrentBalance[];
  /** Scores of earlier months; those of the period itself are ignored and taken from this run. */
  readonly history: readonly ScorePoint[];
}

/** The figures of one scope and the lines behind them. */
export interface ComposedFigures {
  readonly figures: Figures;
  readonly customers: readonly CustomerLine[];
  readonly unscored: ReportInput['unscored'];
  readonly unknownTiers: readonly string[];
  /** Reasons for an alert by customer id. */
  readonly alerts: ReadonlyMap<string, readonly ScoreAlert[]>;
}

/** Turns the rows of one scope into its figures (docs/definitions.md); what cannot be computed is there with its reason. */
export function composeFigures(input: ComposeInput): ComposedFigures {
  const { period, currency, rules, rows } = input;
  const group = rateGroup(rows.high_risk_customers, rules);
  const selection = summariseSelection(
    rows.selection_summary,
    group.customers.map(({ outstanding }) => outstanding),
  );
  const trend = describeTrend(rows.collection_trend, period);
  const loss = describeLoss({ selection, trend, revenueRows: rows.collection_trend, forecast: rows.cash_forecast });
  const alerts = alertByScore({
    scores: scorePoints(period, group.customers),
    history: input.history,
    period,
    previousPeriod: input.previous?.period ?? null,
    rules: rules.warning,
  });
  const sizes = { highRisk: selection.highRisk.customers, normal: selection.normal.customers };
  const figures: Figures = {
    ...selectionFigures(selection, rows.selection_sensitivity, rules.selection, currency),
    ...scoreFigures(group.customers, rules.score.weights, currency),
    ...profitFigures(shareOfProfit(rows.profit_share), currency),
    ...trendFigures(trend, currency),
    ...profileFigures({
      summary: rows.profile_summary,
      bins: rows.profile_bins,
      edges: rules.profile_bins,
      sizes,
      currency,
    }),
    ...profitabilityTierFigures(rows.profile_tiers, sizes, currency),
    ...lossFigures(loss, currency),
    ...tierFigures(group, currency),
    ...monitorFigures(rules.monitor, { selection, trend, period, currency }),
    ...warningFigures(alerts, rules.warning, currency),
    ...reviewFigures(reviewOf(input, group.customers), trend.latestRate, previousRate(input), {
      currency,
      basis: input.previous?.basis ?? null,
    }),
    ...ledgerOnlyFigures(),
  };
  const tierTexts = [...rows.profile_tiers, ...rows.high_risk_customers].map((row) => row.profitability_tier);
  return {
    figures,
    customers: customerLines(group.customers, rules.tiers.owners, currencyDigits(currency)),
    unscored: unscoredCustomers(group.customers),
    unknownTiers: unknownTiers(tierTexts, rules.profitability_levels),
    alerts: alerts.alerts,
  };
}

function scorePoints(month: Month, customers: readonly RatedCustomer[]): ScorePoint[] {
  return customers.flatMap(({ row, result }) =>
    result.scored ? [{ customer_id: row.customer_id, month, score: result.score }] : [],
  );
}

function previousRate({ previous }: ComposeInput): Quantity<Decimal> {
  const rate = previous?.ratePct ?? null;
  return knownOr(rate === null ? null : new Decimal(rate), 'no_rate');
}

function reviewOf({ previous, currentBalances }: ComposeInput, customers: readonly RatedCustomer[]) {
  if (previous === null) return null;
  const ids = new Set(customers.map(({ row }) => row.customer_id));
  return reviewMonth(previous.period, previous.customers, currentBalances, ids);
}
