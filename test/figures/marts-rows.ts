import type { RowOf } from '../../core/contracts/rows.ts';
import { midRanks } from '../../core/domain/correlation.ts';
import type { ComposeInput } from '../../core/figures/compose-figures.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** The rules as shipped. */
export const rules = SHIPPED_RULES;

/** A customer of a made-up export; what is left out is ordinary. */
export interface MadeUpCustomer {
  readonly id: string;
  readonly rate: number | null;
  readonly owed: number;
  readonly credit?: number | null;
  readonly stability?: number | null;
  readonly lifespan?: number;
  readonly invoices?: number;
  readonly average?: number;
  readonly tier?: string | null;
  readonly profit?: number;
  readonly invoiced?: number;
}

/** A month of a made-up dashboard. */
export interface MadeUpMonth {
  readonly month: string;
  readonly rate: number | null;
  readonly revenue: number | null;
}

/** A made-up export. */
export interface MadeUpExport {
  readonly customers?: readonly MadeUpCustomer[];
  readonly months?: readonly MadeUpMonth[];
  readonly forecast?: readonly RowOf<'cash_forecast'>[];
}

type Rows = ComposeInput['rows'];
type Group = 'high_risk' | 'normal' | 'not_rated';

/** The rows the queries would return of the export, computed the plain way. */
export function martsRows({ customers = [], months = [], forecast = [] }: MadeUpExport): Rows {
  const complete = customers.map(complement);
  return {
    high_risk_customers: complete.filter(({ group }) => group === 'high_risk').map(customerRow),
    selection_summary: (['high_risk', 'normal', 'not_rated'] as const).flatMap((group) => summaryRow(complete, group)),
    selection_sensitivity: [],
    profit_share: (['high_risk', 'normal', 'not_rated'] as const).flatMap((group) => profitRow(complete, group)),
    collection_trend: months.map(({ month, rate, revenue }) => ({
      month,
      collection_rate_pct: textOrNull(rate),
      total_revenue: textOrNull(revenue),
      outstanding_receivables: null,
      overdue_amount: null,
    })),
    profile_summary: Object.keys(MEASURES).flatMap((measure) => profileRows(complete, measure as Measure)),
    profile_bins: [],
    profile_tiers: tierRows(complete),
    cash_forecast: forecast,
    reviewed_customers: [],
  };
}

/** The input of `composeFigures` for a made-up export. */
export function composeInput(made: MadeUpExport, more: Partial<ComposeInput> = {}): ComposeInput {
  return {
    period: '2025-09',
    currency: 'USD',
    rules,
    rows: martsRows(made),
    previous: null,
    currentBalances: [],
    history: [],
    ...more,
  };
}

type Complete = ReturnType<typeof complement>;
type Measure = RowOf<'profile_summary'>['measure'];

const MEASURES: Readonly<Record<Measure, (customer: Complete) => number | null>> = {
  lifespan_days: (customer) => customer.lifespan,
  total_invoices: (customer) => customer.invoices,
  avg_invoice_amount: (customer) => customer.average,
  outstanding_balance: (customer) => customer.owed,
  payment_rate: (customer) => customer.rate,
  credit_score: (customer) => customer.credit,
  stability: (customer) => customer.stability,
};

function complement(customer: MadeUpCustomer) {
  const defaults = {
    credit: 600,
    stability: 50,
    lifespan: 400,
    invoices: 20,
    average: 1000,
    tier: 'Medium',
    profit: 100,
    invoiced: 1000,
  };
  const isHighRisk = customer.rate !== null && customer.rate < 75 && customer.owed > 15_000;
  const group: Group = customer.rate === null ? 'not_rated' : isHighRisk ? 'high_risk' : 'normal';
  return { ...defaults, ...customer, group };
}

function textOrNull(value: number | null): string | null {
  return value === null ? null : String(value);
}

function total(values: readonly number[]): string {
  return String(values.reduce((sum, value) => sum + value, 0));
}

function customerRow(customer: Complete): RowOf<'high_risk_customers'> {
  return {
    customer_id: customer.id,
    customer_name: `Customer ${customer.id}`,
    email: null,
    account_manager: null,
    currency: null,
    payment_rate_pct: String(customer.rate),
    outstanding_balance: String(customer.owed),
    credit_score: textOrNull(customer.credit),
    credit_score_source: 'given',
    stability: textOrNull(customer.stability),
    stability_source: 'given',
    lifespan_days: String(customer.lifespan),
    total_invoices: String(customer.invoices),
    avg_invoice_amount: String(customer.average),
    profitability_tier: customer.tier,
    gross_profit: String(customer.profit),
    invoice_total: String(customer.invoiced),
  };
}

function summaryRow(customers: readonly Complete[], group: Group): RowOf<'selection_summary'>[] {
  const own = customers.filter((customer) => customer.group === group);
  if (own.length === 0) return [];
  const sum = (of: (customer: Complete) => number | null) => {
    const given = own.map(of).filter((value) => value !== null);
    return [given.length === 0 ? null : total(given), given.length] as const;
  };
  const [rates, credits, stabilities] = [sum((c) => c.rate), sum((c) => c.credit), sum((c) => c.stability)];
  return [
    {
      risk_group: group,
      customers: own.length,
      outstanding_total: total(own.map((customer) => customer.owed)),
      payment_rate_sum: rates[0],
      payment_rate_count: rates[1],
      credit_score_sum: credits[0],
      credit_score_count: credits[1],
      stability_sum: stabilities[0],
      stability_count: stabilities[1],
    },
  ];
}

function profitRow(customers: readonly Complete[], group: Group): RowOf<'profit_share'>[] {
  const own = customers.filter((customer) => customer.group === group);
  if (own.length === 0) return [];
  return [
    {
      risk_group: group,
      invoices: own.length,
      with_gross_profit: own.filter((customer) => customer.profit !== null).length,
      gross_profit: total(own.map((customer) => customer.profit)),
      invoice_total: total(own.map((customer) => customer.invoiced)),
    },
  ];
}

function profileRows(customers: readonly Complete[], measure: Measure): RowOf<'profile_summary'>[] {
  const having = customers.flatMap((customer) => {
    const value = MEASURES[measure](customer);
    return value === null || customer.group === 'not_rated' ? [] : [{ group: customer.group, value }];
  });
  const ranks = midRanks(Float64Array.from(having, ({ value }) => value));
  const ties = Map.groupBy(having, ({ value }) => value).values();
  const tieTerm = ties.reduce((sum, { length }) => sum + length ** 3 - length, 0);
  return (['high_risk', 'normal'] as const).flatMap((group) => {
    const own = having.flatMap(({ group: its, value }, i) => (its === group ? [{ value, rank: ranks[i] ?? 0 }] : []));
    if (own.length === 0) return [];
    const sorted = own.map(({ value }) => value).sort((a, b) => a - b);
    const around = (p: number) => {
      const position = (sorted.length - 1) * p;
      return [String(sorted[Math.floor(position)]), String(sorted[Math.ceil(position)])] as const;
    };
    const [q1, q2, q3] = [around(0.25), around(0.5), around(0.75)];
    return [
      {
        measure,
        risk_group: group,
        n: own.length,
        total: total(sorted),
        minimum: String(sorted[0]),
        maximum: String(sorted.at(-1)),
        q1_low: q1[0],
        q1_high: q1[1],
        q2_low: q2[0],
        q2_high: q2[1],
        q3_low: q3[0],
        q3_high: q3[1],
        rank_sum: total(own.map(({ rank }) => rank)),
        tie_term: String(tieTerm),
      },
    ];
  });
}

function tierRows(customers: readonly Complete[]): RowOf<'profile_tiers'>[] {
  const rated = customers.filter(({ group }) => group !== 'not_rated');
  return [...Map.groupBy(rated, ({ group, tier }) => `${group} ${tier}`).values()].flatMap((own) => {
    const first = own[0];
    if (first === undefined || first.group === 'not_rated') return [];
    return [{ profitability_tier: first.tier, risk_group: first.group, customers: own.length }];
  });
}
