import { Decimal } from 'decimal.js';
import type { Rules } from '../../../core/contracts/config.ts';
import type { Evidence, Figure, FigureUnit, FigureValue } from '../../../core/contracts/figure.ts';
import type {
  Band,
  CustomerLine,
  ProfitabilityLevel,
  ReportInput,
  Strategy,
} from '../../../core/contracts/report-input.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

/** The rules as shipped. */
export const rules: Rules = SHIPPED_RULES;

const LEVELS: readonly ProfitabilityLevel[] = ['high', 'medium', 'low'];
const STRATEGIES = { high: 'strategic_retention', medium: 'focused_monitoring', low: 'active_collection' } as const;
const BANDS: readonly Band[] = ['ge70', '60_70', '50_60', 'lt50'];

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function bandOf(score: number): Band {
  if (score >= 70) return 'ge70';
  if (score >= 60) return '60_70';
  return score >= 50 ? '50_60' : 'lt50';
}

const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));

/** A high-risk customer whose score follows from its inputs by the contract's formula. */
export function customerLine(given: Partial<CustomerLine> & { readonly customer_id: string }): CustomerLine {
  const rate = given.payment_rate_pct ?? 50;
  const credit = given.credit_score === undefined ? 500 : given.credit_score;
  const stability = given.stability === undefined ? 40 : given.stability;
  const reasons = [
    { code: 'payment_rate', value: rate, points: (100 - clamp(rate, 100)) * 0.4 },
    { code: 'credit_score', value: credit ?? 0, points: ((850 - clamp(credit ?? 0, 850)) / 850) * 100 * 0.4 },
    { code: 'stability', value: stability ?? 0, points: (100 - clamp(stability ?? 0, 100)) * 0.2 },
  ] as const;
  const known = credit !== null && stability !== null;
  const score = known ? reasons.reduce((sum, reason) => sum + reason.points, 0) : null;
  const profitability = given.profitability ?? 'medium';
  const strategy = STRATEGIES[profitability];
  return {
    name: `Customer ${given.customer_id}`,
    payment_rate_pct: rate,
    outstanding_balance: '20000.00',
    credit_score: credit,
    stability,
    score,
    band: score === null ? null : bandOf(score),
    profitability,
    profitability_tier: { high: 'Highly Profitable', medium: 'Profitable', low: 'Loss Making' }[profitability],
    strategy,
    owner_role: rules.tiers.owners[strategy],
    account_manager: null,
    reasons: known ? reasons.toSorted((a, b) => b.points - a.points) : [],
    ...given,
  };
}

const NAMES = ['Alder', 'Brook', '长江', 'Dunmore', '恒信', 'Fairhaven', '广联', 'Hollis', 'Ivy', '嘉禾'];
const KINDS = ['Foods', 'Paper', '贸易有限公司', 'Steel', '机械股份有限公司', 'Textiles', 'Retail Group', '电子'];

/** So many customers made from a seed, largest balance first. */
export function customerLines(count: number, seed = 7): readonly CustomerLine[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const lines = Array.from({ length: count }, (_, index) =>
    customerLine({
      customer_id: `C${String(index + 1).padStart(6, '0')}`,
      name: `${pick(NAMES)} ${pick(KINDS)} ${index + 1}`,
      payment_rate_pct: random() * 75,
      outstanding_balance: new Decimal(15_000 + random() ** 4 * 400_000).toFixed(2),
      credit_score: Math.round(320 + random() * 450),
      stability: random() * 90,
      profitability: pick(LEVELS),
      account_manager: random() < 0.7 ? pick(['Ann Lee', '王芳', 'J. Ortiz']) : null,
    }),
  );
  return lines.toSorted((a, b) => new Decimal(b.outstanding_balance).cmp(a.outstanding_balance));
}

type Entries = Record<string, Figure>;

function figure(
  value: FigureValue,
  unit: FigureUnit,
  evidence: Evidence = { query: 'queries/selection_summary.sql' },
): Figure {
  return { value, unit, evidence };
}

export function nothing(unit: FigureUnit, reason: string, note: string): Figure {
  return { value: null, unit, note, reason, evidence: {} };
}

const sum = (lines: readonly CustomerLine[]) =>
  lines.reduce((total, line) => total.plus(line.outstanding_balance), new Decimal(0)).toFixed(2);
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

const empty = () => nothing('number', 'no_high_risk', 'no customer is in the high-risk group');

function selectionFigures(lines: readonly CustomerLine[]): Entries {
  const group = sum(lines);
  const all = new Decimal(group).plus('9350000').toFixed(2);
  const any = lines.length > 0;
  return {
    'selection.customers.count': figure(lines.length * 4 + 900, 'count'),
    'selection.high_risk.count': figure(lines.length, 'count'),
    'selection.high_risk.share_of_customers_pct': figure((100 * lines.length) / (lines.length * 4 + 900), 'pct'),
    'selection.high_risk.outstanding_total': figure(group, 'money'),
    'selection.all.outstanding_total': figure(all, 'money'),
    'selection.normal.outstanding_total': figure('9350000.00', 'money'),
    'selection.high_risk.share_of_outstanding_pct': figure(new Decimal(group).div(all).times(100).toNumber(), 'pct'),
    'selection.not_rated.count': figure(11, 'count'),
    'selection.not_rated.outstanding_total': figure('20140.55', 'money'),
    'selection.high_risk.payment_rate_mean_pct': any
      ? figure(mean(lines.map((line) => line.payment_rate_pct)), 'pct')
      : empty(),
    'selection.normal.payment_rate_mean_pct': figure(91.25, 'pct'),
    'selection.high_risk.top_decile_outstanding': any
      ? figure(sum(lines.slice(0, Math.ceil(lines.length / 10))), 'money')
      : empty(),
    'selection.high_risk.top_decile_share_pct': any ? figure(34.5678, 'pct') : empty(),
    'selection.sensitivity': figure(
      [70, 75, 80].flatMap((below) =>
        ['10000', '15000', '20000'].map((above) => ({
          payment_rate_below: below,
          outstanding_above: above,
          count: Math.round((lines.length * below) / 75),
          outstanding_total: group,
        })),
      ),
      'list',
    ),
  };
}

function scoreFigures(lines: readonly CustomerLine[]): Entries {
  const scored = lines.filter((line) => line.score !== null);
  const scores = scored.flatMap((line) => (line.score === null ? [] : [line.score]));
  const some = (value: () => number, unit: FigureUnit) => (scores.length > 0 ? figure(value(), unit) : empty());
  const figures: Entries = {
    'score.mean': some(() => mean(scores), 'score'),
    'score.median': some(() => median(scores), 'score'),
    'score.min': some(() => Math.min(...scores), 'score'),
    'score.max': some(() => Math.max(...scores), 'score'),
    'score.unscored.count': figure(lines.length - scored.length, 'count'),
    'score.clamped.count': figure(0, 'count'),
    'score.robustness.spearman_zscore': some(() => 0.98, 'number'),
    'score.robustness.spearman_percentile': some(() => 0.97, 'number'),
    'score.robustness.top_decile_overlap_pct': some(() => 92, 'pct'),
  };
  for (const band of BANDS) {
    const inside = scored.filter((line) => line.band === band);
    figures[`score.band.${band}.count`] = figure(inside.length, 'count');
    figures[`score.band.${band}.outstanding`] = figure(sum(inside), 'money');
    figures[`policy.band.${band}.count`] = figure(inside.length, 'count');
  }
  return figures;
}

function tierFigures(lines: readonly CustomerLine[]): Entries {
  const figures: Entries = { 'tiers.axis': figure('profitability_tier', 'text') };
  for (const level of LEVELS) {
    const strategy: Strategy = STRATEGIES[level];
    const ours = lines.filter((line) => line.strategy === strategy);
    figures[`tiers.${strategy}.count`] = figure(ours.length, 'count');
    figures[`tiers.${strategy}.outstanding`] = figure(sum(ours), 'money');
    for (const band of BANDS) {
      const inside = lines.filter((line) => line.band === band && line.profitability === level);
      figures[`tiers.cell.${band}.${level}.count`] = figure(inside.length, 'count');
      figures[`tiers.cell.${band}.${level}.outstanding`] = figure(sum(inside), 'money');
    }
  }
  figures['monitor.targets'] = figure(
    [
      {
        indicator: 'high_risk_share_of_outstanding_pct',
        now: 43.21,
        target: 38.21,
        by: '2026-09-30',
        owner: 'finance_director',
      },
      { indicator: 'collection_rate_pct', now: 81.2, target: 84.2, by: '2026-09-30', owner: 'credit_controller' },
      {
        indicator: 'top_decile_outstanding',
        now: 812_345.67,
        target: 649_876.54,
        by: '2026-09-30',
        owner: 'account_manager',
      },
      { indicator: 'consecutive_falls', now: 3, target: 0, by: '2026-08-31', owner: 'collection_specialist' },
    ],
    'list',
  );
  return figures;
}

const RATES = [92.5, 91.75, 92, 90.25, 89.5, 88, 88.75, 87.25, 86, 84.5, 83, 81.25];

function trendFigures(): Entries {
  const months = RATES.map((rate_pct, index) => {
    const change_pp = index === 0 ? null : rate_pct - (RATES[index - 1] ?? 0);
    const month = `${index < 6 ? 2025 : 2026}-${String(((index + 6) % 12) + 1).padStart(2, '0')}`;
    return { month, rate_pct, change_pp, flag: change_pp === null ? '' : change_pp < 0 ? 'fall' : 'rise' };
  });
  const pp = (value: number) => figure(value, 'pp', { query: 'queries/collection_trend.sql' });
  return {
    'trend.latest_month': figure('2026-06', 'month'),
    'trend.latest_rate_pct': figure(81.25, 'pct'),
    'trend.mean_pct': figure(mean(RATES), 'pct'),
    'trend.change_over_window_pp': pp(-11.25),
    'trend.declining_months': figure(9, 'count'),
    'trend.sum_of_declines_pp': pp(12.25),
    'trend.current_streak.months': figure(5, 'months'),
    'trend.current_streak.start_month': figure('2026-02', 'month'),
    'trend.current_streak.end_month': figure('2026-06', 'month'),
    'trend.current_streak.decline_pp': pp(7.5),
    'trend.longest_streak.months': figure(5, 'months'),
    'trend.longest_streak.start_month': figure('2026-02', 'month'),
    'trend.longest_streak.end_month': figure('2026-06', 'month'),
    'trend.longest_streak.decline_pp': pp(7.5),
    'trend.streaks': figure(
      [
        { months: 3, start_month: '2025-10', end_month: '2025-12', decline_pp: 4 },
        { months: 5, start_month: '2026-02', end_month: '2026-06', decline_pp: 7.5 },
      ],
      'list',
    ),
    'trend.worst_month.month': figure('2025-10', 'month'),
    'trend.worst_month.change_pp': pp(-1.75),
    'trend.months': figure(months, 'list'),
  };
}

function profileFigures(any: boolean): Entries {
  const figures: Entries = {};
  const measures = {
    lifespan_days: [820.5, 905.25],
    total_invoices: [48.2, 51.9],
    avg_invoice_amount: [8123.45, 7990.1],
  } as const;
  for (const [measure, [high, normal]] of Object.entries(measures)) {
    const write = (value: number) =>
      measure === 'avg_invoice_amount' ? figure(value.toFixed(2), 'money') : figure(value, 'number');
    for (const [group, base] of [
      ['high_risk', high],
      ['normal', normal],
    ] as const) {
      for (const [part, by] of [
        ['mean', 1],
        ['median', 0.94],
        ['q1', 0.6],
        ['q3', 1.3],
      ] as const) {
        figures[`profile.${measure}.${group}.${part}`] = any || group === 'normal' ? write(base * by) : empty();
      }
    }
    figures[`profile.${measure}.difference_of_means`] = any ? write(high - normal) : empty();
    figures[`profile.${measure}.ratio_of_means`] = any ? figure(high / normal, 'ratio') : empty();
    figures[`profile.${measure}.cliffs_delta`] = any ? figure(-0.08, 'number') : empty();
    figures[`profile.${measure}.p_value`] = any ? figure(0.21, 'number') : empty();
    figures[`profile.${measure}.reading`] = any ? figure('no_difference', 'text') : empty();
    figures[`profile.${measure}.bins`] = figure(
      [
        { label: '< 365', from: null, to: 365, high_risk: 12, normal: 40 },
        { label: '365 – 730', from: 365, to: 730, high_risk: 30, normal: 120 },
        { label: '≥ 730', from: 730, to: null, high_risk: 58, normal: 240 },
      ],
      'list',
    );
  }
  for (const [tier, high, normal] of [
    ['Highly Profitable', 40, 210],
    ['Profitable', 35, 180],
    ['Loss Making', 25, 10],
  ] as const) {
    figures[`profile.profitability_tier.high_risk.${tier}.count`] = figure(high, 'count');
    figures[`profile.profitability_tier.normal.${tier}.count`] = figure(normal, 'count');
  }
  figures['profile.profitability_tier.cramers_v'] = figure(0.12, 'number');
  figures['profile.profitability_tier.p_value'] = figure(0.03, 'number');
  return figures;
}

function lossFigures(lines: readonly CustomerLine[], share: number): Entries {
  const revenue = new Decimal('1250000.00');
  const drop = new Decimal(mean(RATES)).minus(81.25);
  const loss = (fall: Decimal) => revenue.times(6).times(Decimal.max(0, fall)).div(100);
  const money = (value: Decimal) =>
    figure(value.toFixed(2), 'money', { formula: '6 × mean monthly revenue × (mean rate − r) / 100' });
  const baseline = loss(drop);
  const stress = loss(drop.plus(7.5));
  return {
    'loss.worst_case': figure(sum(lines), 'money'),
    'loss.monthly_revenue_mean': money(revenue),
    'loss.baseline_6m': money(baseline),
    'loss.stress_6m': money(stress),
    'loss.baseline_6m.high_risk': money(baseline.times(share).div(100)),
    'loss.stress_6m.high_risk': money(stress.times(share).div(100)),
    'loss.forecast_net_cash_6m': figure('2100000.00', 'money'),
    'loss.forecast_shortfall_6m': figure('257250.00', 'money'),
    'loss.forecast_shortfall_6m.high_risk': money(new Decimal('257250').times(share).div(100)),
    'loss.balance_at_current_streak': money(new Decimal(sum(lines)).times(0.075)),
    'loss.balance_at_worst_month': money(new Decimal(sum(lines)).times(0.0175)),
    'loss.method_note': figure('net cash × sum of declines', 'text'),
    'loss.expected_6m': nothing('money', 'ledger_only', 'needs a ledger'),
    'loss.expected_6m.p10': nothing('money', 'ledger_only', 'needs a ledger'),
    'loss.expected_6m.p90': nothing('money', 'ledger_only', 'needs a ledger'),
  };
}

function otherFigures(): Entries {
  const ledgerOnly = (unit: FigureUnit) =>
    nothing(unit, 'ledger_only', 'needs a ledger: the marts hold no invoices with due dates and payments');
  return {
    'profit.all.gross_profit': figure('-82000.00', 'money'),
    'profit.high_risk.gross_profit': figure('-31000.00', 'money'),
    'profit.high_risk.share_pct': figure(37.80487805, 'pct'),
    'profit.reading': figure('share_of_loss', 'text'),
    'profit.high_risk.revenue_share_pct': figure(24.5, 'pct'),
    'warning.count': ledgerOnly('count'),
    'overdue.amount': ledgerOnly('money'),
    'kpi.dso_days': ledgerOnly('days'),
    'review.high_risk.entered': nothing('count', 'first_run', 'first run: nothing to compare with yet'),
  };
}

/** A whole report input around these customers; every figure made of customers is right for them. */
export function reportInput(
  given: Partial<ReportInput> & { readonly customers?: readonly CustomerLine[] } = {},
): ReportInput {
  const customers = given.customers ?? customerLines(40);
  const selection = selectionFigures(customers);
  const share = Number(selection['selection.high_risk.share_of_outstanding_pct']?.value ?? 0);
  return {
    run: {
      id: '2026-06-0a1b2c3d',
      period: '2026-06',
      revision: 1,
      profile: 'quickbooks-marts',
      company: 'Meridian Wholesale 子午线批发',
      synthetic: true,
      currency: 'USD',
      version: '0.1.0',
      reliable: true,
      warnings: [],
    },
    figures: {
      ...selection,
      ...scoreFigures(customers),
      ...tierFigures(customers),
      ...trendFigures(),
      ...profileFigures(customers.length > 0),
      ...lossFigures(customers, share),
      ...otherFigures(),
    },
    unscored: [{ customer_id: 'C900001', name: 'No Score Ltd', missing: ['credit_score'] }],
    unknown_tiers: ['Platinum'],
    landing: [
      {
        table: 'quickbooks__customer_analytics',
        files: ['quickbooks__customer_analytics.csv'],
        rows_read: 1_100,
        rows_landed: 1_097,
        quarantined: 2,
        duplicates_dropped: 1,
        deleted: 0,
        suspect: { unknown_customer: 3 },
        unknown_columns: ['shoe_size'],
      },
    ],
    rules,
    previous: { period: '2026-05', figures: { 'selection.high_risk.count': figure(37, 'count') } },
    ...given,
    customers,
  };
}
