import type { HistoryLine } from '../../core/contracts/history.ts';
import { type Columns, INTERNAL_TABLES } from '../../core/contracts/internal-tables.ts';
import type { Dice } from '../../core/sample/dice.ts';
import { HOSTILE_TEXTS, type TypedRow } from './typed-rows.ts';

/** Rows of an internal table. */
export interface TypedTable {
  readonly table: string;
  readonly columns: Columns;
  readonly rows: readonly TypedRow[];
}

const PERIOD = '2025-09';
const SCOPES = ['*', 'EUR'] as const;
const CUSTOMERS = 400;

/**
 * Internal tables such as no landing would pass: nulls wherever the type has them, ties of everything that is ranked, values on the
 * thresholds and beside them, invoices of nobody, texts of every kind.
 */
export function hostileMarts(dice: Dice): readonly TypedTable[] {
  const { customer_month, invoice_fact, month_fact, forecast_fact } = INTERNAL_TABLES;
  return [
    { table: 'customer_month', columns: customer_month, rows: customers(dice) },
    { table: 'invoice_fact', columns: invoice_fact, rows: invoices(dice) },
    { table: 'month_fact', columns: month_fact, rows: months(dice) },
    { table: 'forecast_fact', columns: forecast_fact, rows: forecast(dice) },
  ];
}

/** What an earlier review published of the same customers, some of whom are gone. */
export function hostileHistory(): readonly HistoryLine[] {
  return Array.from({ length: CUSTOMERS / 4 }, (_, index) => ({
    scope: SCOPES[index % 2] ?? '*',
    customer_id: customerId(index * 5),
    name: HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? '',
    score: index % 7 === 0 ? null : 45.123456789 + index / 8,
    band: index % 7 === 0 ? null : 'lt50',
    strategy: 'active_collection',
    outstanding_balance: '15000.01',
    episode: '2025-07',
  }));
}

function customerId(index: number): string {
  return `${HOSTILE_TEXTS[index % HOSTILE_TEXTS.length] ?? ''}${index}`;
}

function maybe(dice: Dice, share: number, value: string): string | null {
  return dice.chance(share) ? null : value;
}

function customers(dice: Dice): TypedRow[] {
  const rows: TypedRow[] = [];
  for (let index = 0; index < CUSTOMERS; index += 1) {
    for (const month of ['2025-08', PERIOD]) {
      for (const scope of SCOPES) if (scope === '*' || index % 2 === 0) rows.push(customer(dice, index, scope, month));
    }
  }
  return rows;
}

function customer(dice: Dice, index: number, scope: string, month: string): TypedRow {
  return {
    scope,
    month,
    customer_id: customerId(index),
    customer_name: dice.pick(HOSTILE_TEXTS),
    email: maybe(dice, 0.3, 'x@y.example'),
    account_manager: maybe(dice, 0.5, dice.pick(HOSTILE_TEXTS)),
    currency: maybe(dice, 0.2, 'USD'),
    payment_rate_pct: maybe(
      dice,
      0.05,
      dice.pick(['75', '74.999999999999', '75.000000000001', '0', '100', '20', '30.5']),
    ),
    outstanding_balance: maybe(
      dice,
      0.02,
      dice.pick([
        '15000',
        '15000.000001',
        '14999.999999',
        '-5',
        '40000',
        '99999999999999999.999999',
        dice.between(0, 90_000).toFixed(6),
      ]),
    ),
    credit_score: maybe(dice, 0.1, String(dice.whole(300, 850))),
    credit_score_source: dice.pick(['given', 'derived']),
    stability: maybe(dice, 0.1, dice.between(0, 100).toFixed(3)),
    stability_source: dice.pick(['given', 'derived']),
    lifespan_days: maybe(dice, 0.05, String(dice.whole(0, 2000))),
    total_invoices: maybe(dice, 0.05, String(dice.whole(0, 40))),
    avg_invoice_amount: maybe(
      dice,
      0.05,
      dice.pick(['0', '50000', '50000.000001', dice.between(0, 120_000).toFixed(6)]),
    ),
    profitability_tier: maybe(dice, 0.1, dice.pick(['High', 'high', 'HIGH', 'Low', '高', '', ' High '])),
    credit_on_account: '0',
  };
}

function invoices(dice: Dice): TypedRow[] {
  return Array.from({ length: CUSTOMERS * 4 }, (_, index) => ({
    scope: dice.pick(['*', '*', 'EUR']),
    customer_id: customerId(dice.whole(0, CUSTOMERS * 1.1)),
    invoice_id: `I${index}`,
    invoice_date: maybe(dice, 0.02, dice.pick(['2025-09-30', '2025-10-01', '2024-02-29', '1970-01-01', '1969-12-31'])),
    invoice_total: maybe(dice, 0.02, dice.between(0, 10_000).toFixed(2)),
    gross_profit: maybe(dice, 0.3, dice.between(-300, 700).toFixed(4)),
    currency: 'USD',
  }));
}

function months(dice: Dice): TypedRow[] {
  return ['2024-09', '2024-10', '2024-12', '2025-05', PERIOD, '2025-10'].map((month) => ({
    scope: '*',
    month,
    collection_rate_pct: maybe(dice, 0.2, dice.between(0, 100).toFixed(12)),
    total_revenue: maybe(dice, 0.2, '999999999999999999.999999'),
    collected_revenue: null,
    outstanding_receivables: maybe(dice, 0.2, '-0.000001'),
    overdue_amount: null,
  }));
}

function forecast(dice: Dice): TypedRow[] {
  return [PERIOD, '2025-10', '2026-03', '2026-04'].map((month) => ({
    scope: '*',
    month,
    net_cash_flow: '-5.5',
    inflows: maybe(dice, 0.5, '1'),
    outflows: null,
    risk_adjusted_inflows: maybe(dice, 0.5, '0.000001'),
  }));
}
