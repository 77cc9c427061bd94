import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Decimal } from '../../core/domain/decimal.ts';
import { currencyDigits } from '../../core/domain/money.ts';
import { kpiFigures } from '../../core/figures/kpi-figures.ts';
import { overdueFigures } from '../../core/figures/overdue-figures.ts';
import { LedgerEngine, type ResultRow } from './ledger-engine.ts';
import { type GoldenScope, goldenBooks, type LedgerGolden, readLedgerGolden, sha256OfBooks } from './ledger-golden.ts';

/** Percentages and averages are stored to nine and six digits. */
const DIGITS = 6;

function number(value: ResultRow[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(Number(value).toFixed(DIGITS));
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(DIGITS));
}

/** A decimal text without trailing zeros. */
function amount(text: string | null): string | null {
  return text === null ? null : new Decimal(text).toFixed();
}

describe.each(goldenBooks())('the books "$name", as a second program reads them', ({ name, period, books }) => {
  let engine: LedgerEngine;
  let golden: LedgerGolden;
  let all: [string, LedgerGolden['scopes'][string]][];
  let scopes: [string, GoldenScope][];

  beforeAll(async () => {
    golden = await readLedgerGolden(name);
    all = Object.entries(golden.scopes);
    scopes = all.flatMap(([scope, found]) => ('customers' in found ? [[scope, found]] : []));
    expect(sha256OfBooks(books)).toBe(golden.sha256);
    engine = await LedgerEngine.open('ledger');
    await engine.land(period, { ...books });
    await engine.derive({ period });
  });
  afterAll(() => engine.close());

  it('are added up in the same currencies', async () => {
    const rows = await engine.rows('SELECT scope, currency FROM ledger_scope ORDER BY scope');
    expect(rows).toEqual(
      all.map(([scope, { currency }]) => ({ scope, currency })).sort((a, b) => (a.scope < b.scope ? -1 : 1)),
    );
  });

  it('have the same on account in a currency in which nothing was invoiced', async () => {
    for (const [scope, found] of all) {
      if ('customers' in found) continue;
      const rows = await engine.rows(
        `SELECT credit_on_account FROM receivable_month WHERE scope = '${scope}' AND month = '${period}'`,
      );
      expect(rows[0]?.credit_on_account ?? '0', scope).toBe(amount(found.credit_on_account));
    }
  });

  it('have the same customers at every month end looked at', async () => {
    for (const [scope, { customers }] of scopes) {
      for (const [month, expected] of Object.entries(customers)) {
        const rows = await engine.rows(`SELECT * FROM customer_month WHERE scope = '${scope}' AND month = '${month}'`);
        const found = Object.fromEntries(
          rows.map((row) => [
            row.customer_id,
            {
              name: row.customer_name,
              payment_rate_pct: number(row.payment_rate_pct),
              outstanding_balance: row.outstanding_balance,
              credit_on_account: row.credit_on_account,
              lifespan_days: number(row.lifespan_days),
              total_invoices: number(row.total_invoices),
              avg_invoice_amount: number(row.avg_invoice_amount),
              credit_score: number(row.credit_score),
              stability: number(row.stability),
            },
          ]),
        );
        const wanted = Object.fromEntries(
          Object.entries(expected).map(([id, customer]) => [
            id,
            {
              ...customer,
              payment_rate_pct: rounded(customer.payment_rate_pct),
              avg_invoice_amount: rounded(customer.avg_invoice_amount),
              outstanding_balance: amount(customer.outstanding_balance),
              credit_on_account: amount(customer.credit_on_account),
            },
          ]),
        );
        expect(found, `${scope} ${month}`).toEqual(wanted);
      }
    }
  });

  it('have the same receivables, credit on account and collection rate in every month', async () => {
    for (const [scope, { months }] of scopes) {
      const rows = await engine.rows(
        `SELECT m.month, f.collection_rate_pct, m.invoiced, m.credit_notes, m.receivables, m.overdue, m.credit_on_account
         FROM receivable_month m JOIN month_fact f ON f.scope = m.scope AND f.month = m.month WHERE m.scope = '${scope}' ORDER BY m.month`,
      );
      expect(
        rows.map((row) => ({ ...row, collection_rate_pct: number(row.collection_rate_pct) })),
        scope,
      ).toEqual(
        Object.entries(months).map(([month, { ageing: _, ...row }]) => ({
          month,
          ...Object.fromEntries(
            Object.entries(row).map(([key, value]) => [key, amount(value === null ? null : String(value))]),
          ),
          collection_rate_pct: rounded(row.collection_rate_pct),
        })),
      );
    }
  });

  it('are as old at each of the last thirteen month ends', async () => {
    for (const [scope, { months }] of scopes) {
      const rows = await engine.rows(
        `SELECT month, to_bucket, sum(amount) AS amount, sum(invoices) AS count FROM receivable_flow
         WHERE scope = '${scope}' AND to_bucket NOT IN ('collected', 'credited') GROUP BY month, to_bucket ORDER BY month, to_bucket`,
      );
      const wanted = Object.entries(months)
        .slice(-13)
        .flatMap(([month, { ageing }]) =>
          Object.entries(ageing)
            .filter(([, { count }]) => count > 0)
            .map(([bucket, row]) => ({
              month,
              to_bucket: bucket,
              amount: amount(row.amount),
              count: String(row.count),
            }))
            .sort((a, b) => (a.to_bucket < b.to_bucket ? -1 : 1)),
        );
      expect(rows, scope).toEqual(wanted);
    }
  });

  it('earn the same on every invoice', async () => {
    for (const [scope, { gross_profit }] of scopes) {
      const rows = await engine.rows(`SELECT invoice_id, gross_profit FROM invoice_fact WHERE scope = '${scope}'`);
      expect(Object.fromEntries(rows.map((row) => [row.invoice_id, row.gross_profit])), scope).toEqual(
        Object.fromEntries(Object.entries(gross_profit).map(([id, profit]) => [id, amount(profit)])),
      );
    }
  });

  it('have the same figures of what is overdue, how old it is, and how receivables turn into cash', async () => {
    for (const [scope, expected] of scopes) {
      const rows = await engine.queries(scope, period);
      const { currency } = expected;
      const figures = { ...overdueFigures(rows, period, currency), ...kpiFigures(rows, period, currency) };
      const ageing = expected.months[period]?.ageing ?? {};
      const wanted = {
        'overdue.customers.count': expected.overdue.customers,
        'overdue.invoices.count': expected.overdue.invoices,
        'overdue.amount': expected.overdue.amount,
        'overdue.mean_days': expected.overdue.mean_days,
        'overdue.weighted_days': expected.overdue.weighted_days,
        ...Object.fromEntries(
          Object.entries(ageing).flatMap(([bucket, { amount: value, count }]) => [
            [`overdue.aging.${bucket}.amount`, value],
            [`overdue.aging.${bucket}.count`, count],
          ]),
        ),
        ...Object.fromEntries(Object.entries(expected.kpi).map(([id, value]) => [`kpi.${id}`, value])),
      };
      const comparable = (value: unknown) =>
        typeof value === 'number'
          ? rounded(value)
          : value === null
            ? null
            : new Decimal(String(value)).toFixed(currencyDigits(currency));
      const found = Object.fromEntries(Object.keys(wanted).map((id) => [id, comparable(figures[id]?.value)]));
      expect(found, scope).toEqual(
        Object.fromEntries(Object.entries(wanted).map(([id, value]) => [id, comparable(value)])),
      );
    }
  });
});
