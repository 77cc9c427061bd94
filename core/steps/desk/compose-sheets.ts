import type { CustomerSheet } from '../../contracts/customer-sheet.ts';
import { deskCustomerRow } from '../../contracts/desk-rows.ts';
import { AGE_BUCKETS, type AgeBucket } from '../../contracts/ledger-rows.ts';
import { type DeskInvoiceRow, deskInvoiceRow } from '../../contracts/plan-rows.ts';
import { Decimal } from '../../domain/decimal.ts';
import { currencyDigits, formatMoney } from '../../domain/money.ts';
import type { PublishedHistory } from '../score-history.ts';
import type { DeskContext, DeskPart, DeskScope } from './desk-context.ts';

/** How many invoices a sheet holds at most. */
const SHOWN_INVOICES = 100;

/** The sheet of every customer of the high-risk group, on alert or with a standing task, by scope and id. */
export async function composeSheets(
  context: DeskContext,
  parts: Readonly<Record<string, DeskPart>>,
  published: readonly PublishedHistory[],
): Promise<readonly CustomerSheet[]> {
  const sheets = await Promise.all(context.scopes.map((scope) => sheetsOf(scope, context, parts, published)));
  return sheets.flat();
}

async function sheetsOf(
  scope: DeskScope,
  context: DeskContext,
  parts: Readonly<Record<string, DeskPart>>,
  published: readonly PublishedHistory[],
): Promise<CustomerSheet[]> {
  const known = await bookFacts(scope);
  const invoices = context.ledger ? await openInvoices(scope) : null;
  const lines = new Map(scope.customers.map((line) => [line.customer_id, line]));
  const alerts = new Map(scope.alerts.map((alert) => [alert.customer_id, alert]));
  const tasks = new Map(
    context.tasks
      .filter((task) => task.scope === scope.scope && task.status !== 'done')
      .map((task) => [task.customer_id, task]),
  );
  const history = historyOf(published, scope.scope);
  const money = (amount: string) => formatMoney(new Decimal(amount), currencyDigits(scope.currency));
  const ids = new Set([...lines.keys(), ...alerts.keys(), ...tasks.keys()]);
  return [...ids].sort().map((id): CustomerSheet => {
    const [line, alert, task, facts] = [lines.get(id), alerts.get(id), tasks.get(id), known.get(id)];
    const balance = facts?.outstanding_balance ?? (alert === undefined ? null : String(alert.open_amount));
    const key = `${scope.scope} ${id}`;
    return {
      period: context.period,
      scope: scope.scope,
      currency: scope.currency,
      customer_id: id,
      name: line?.name ?? facts?.customer_name ?? alert?.name ?? task?.customer_name ?? id,
      email: facts?.email ?? null,
      account_manager: line?.account_manager ?? facts?.account_manager ?? alert?.account_manager ?? null,
      balance: balance === null ? null : money(balance),
      credit_on_account:
        facts?.credit_on_account === undefined || facts.credit_on_account === null
          ? null
          : money(facts.credit_on_account),
      payment_rate_pct:
        facts?.payment_rate_pct === undefined || facts.payment_rate_pct === null
          ? null
          : Number(facts.payment_rate_pct),
      score: line?.score ?? null,
      band: line?.band ?? null,
      strategy: line?.strategy ?? null,
      reasons: (line?.reasons ?? []).map((reason) => ({ ...reason })),
      warning:
        alert === undefined
          ? null
          : {
              score: alert.score,
              since: alert.since,
              reasons: [...alert.reasons],
              factors: alert.factors.map((factor) => ({ ...factor })),
            },
      history: [
        ...(history.get(id) ?? []),
        ...(line === undefined
          ? []
          : [{ period: context.period, score: line.score, balance: line.outstanding_balance }]),
      ],
      ...(invoices === null ? NO_INVOICES : invoicesOf(invoices.get(id) ?? [], scope.currency)),
      parts: Object.fromEntries(
        Object.entries(parts).flatMap(([name, part]) => {
          const own = part.sheets.get(key);
          return own === undefined ? [] : [[name, own]];
        }),
      ),
    };
  });
}

const NO_INVOICES = { ageing: null, invoices: null, invoices_total: null };

async function openInvoices(scope: DeskScope): Promise<ReadonlyMap<string, readonly DeskInvoiceRow[]>> {
  const rows = (await scope.rows('desk_invoices')).map((row) => deskInvoiceRow.parse(row));
  return Map.groupBy(rows, ({ customer_id }) => customer_id);
}

/** A customer's open invoices, the oldest due first, and what is open by age in the scope's currency. */
function invoicesOf(
  rows: readonly DeskInvoiceRow[],
  currency: string,
): Pick<CustomerSheet, 'ageing' | 'invoices' | 'invoices_total'> {
  const money = (amount: Decimal, code: string) => formatMoney(amount, currencyDigits(code));
  const open = new Map(AGE_BUCKETS.map((bucket) => [bucket, new Decimal(0)]));
  for (const row of rows) {
    const bucket = ageBucket(row.days_overdue);
    open.set(bucket, (open.get(bucket) ?? new Decimal(0)).plus(row.open_amount));
  }
  return {
    ageing: Object.fromEntries([...open].map(([bucket, amount]) => [bucket, money(amount, currency)])),
    invoices: rows.slice(0, SHOWN_INVOICES).map((row) => ({
      invoice_id: row.invoice_id,
      invoice_date: row.invoice_date,
      due_date: row.due_date,
      currency: row.invoice_currency,
      total_amount: money(new Decimal(row.own_total), row.invoice_currency),
      open_amount: money(new Decimal(row.own_open), row.invoice_currency),
      days_overdue: row.days_overdue,
      disputed: row.disputed,
    })),
    invoices_total: rows.length,
  };
}

function ageBucket(days: number): AgeBucket {
  if (days <= 0) return 'current';
  if (days <= 30) return '1_30';
  if (days <= 60) return '31_60';
  if (days <= 90) return '61_90';
  return days <= 120 ? '91_120' : 'over_120';
}

async function bookFacts(scope: DeskScope) {
  const rows = (await scope.rows('desk_customers')).map((row) => deskCustomerRow.parse(row));
  return new Map(rows.map((row) => [row.customer_id, row]));
}

/** Score and balance of each customer at the published reviews, oldest first. */
function historyOf(
  published: readonly PublishedHistory[],
  scope: string,
): ReadonlyMap<string, CustomerSheet['history']> {
  const byCustomer = new Map<string, CustomerSheet['history']>();
  for (const { period, lines } of published.toReversed()) {
    for (const line of lines) {
      if (line.scope !== scope) continue;
      const own = byCustomer.get(line.customer_id) ?? [];
      byCustomer.set(line.customer_id, own);
      own.push({ period, score: line.score, balance: line.outstanding_balance });
    }
  }
  return byCustomer;
}
