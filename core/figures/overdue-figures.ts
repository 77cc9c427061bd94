import type { FigureRow, Figures } from '../contracts/figure.ts';
import { AGE_BUCKETS, type LedgerRowOf } from '../contracts/ledger-rows.ts';
import type { RecordedCause } from '../contracts/task.ts';
import { Decimal } from '../domain/decimal.ts';
import { lastDay, type Month } from '../domain/month.ts';
import { ageingAt, ageingMonths, totalOpen } from '../domain/overdue/ageing.ts';
import { CAUSES, type Cause, type CauseFinding, causeOf } from '../domain/overdue/causes.ts';
import { known, percentage, type Quantity, ratio } from '../domain/quantity.ts';
import { type FigureKit, figureKit } from './figure-kit.ts';

/** Rows of the overdue queries, in one scope. */
export interface OverdueRows {
  readonly overdue_summary: readonly LedgerRowOf<'overdue_summary'>[];
  readonly overdue_ageing: readonly LedgerRowOf<'overdue_ageing'>[];
  readonly overdue_customers: readonly LedgerRowOf<'overdue_customers'>[];
}

/** Causes that people wrote on standing tasks, by customer. */
export type CausesOnTasks = ReadonlyMap<string, RecordedCause>;

const NO_CAUSES: CausesOnTasks = new Map();

/** How many of the largest debtors are listed by name. */
const LISTED_CUSTOMERS = 20;

const AGE_WORDS: Readonly<Record<(typeof AGE_BUCKETS)[number], string>> = {
  current: 'not overdue',
  '1_30': '1–30 days overdue',
  '31_60': '31–60 days overdue',
  '61_90': '61–90 days overdue',
  '91_120': '91–120 days overdue',
  over_120: 'over 120 days overdue',
};

/** Figures of what is overdue, how old it is, and why. */
export function overdueFigures(
  rows: OverdueRows,
  period: Month,
  currency: string,
  causes: CausesOnTasks = NO_CAUSES,
): Figures {
  return {
    ...summaryFigures(rows.overdue_summary, currency),
    ...ageingFigures(rows.overdue_ageing, period, currency),
    ...causeFigures(rows.overdue_customers, { period, currency, causes }),
  };
}

function summaryFigures(rows: OverdueRows['overdue_summary'], currency: string): Figures {
  const kit = figureKit(currency, 'overdue_summary');
  const [row] = rows;
  const count = (value: number | undefined) => known(new Decimal(value ?? 0));
  const amount = known(new Decimal(row?.amount ?? 0));
  return {
    'overdue.customers.count': kit.number('count', count(row?.customers), 'customers with something overdue'),
    'overdue.invoices.count': kit.number(
      'count',
      count(row?.invoices),
      'invoices open and due before the period’s end',
    ),
    'overdue.amount': kit.money(amount, 'Σ open amount of those invoices'),
    'overdue.mean_days': kit.number('days', ratio(count(row?.days), count(row?.invoices)), 'Σ days overdue ÷ invoices'),
    'overdue.weighted_days': kit.number(
      'days',
      ratio(known(new Decimal(row?.amount_days ?? 0)), amount),
      'Σ open amount × days overdue ÷ Σ open amount',
    ),
  };
}

function ageingFigures(rows: OverdueRows['overdue_ageing'], period: Month, currency: string): Figures {
  const kit = figureKit(currency, 'overdue_ageing');
  const ageing = ageingAt(rows, period);
  const buckets = AGE_BUCKETS.map((bucket): Figures => {
    const formula = `open and ${AGE_WORDS[bucket]}`;
    return {
      [`overdue.aging.${bucket}.amount`]: kit.money(ageing[bucket].amount, formula),
      [`overdue.aging.${bucket}.count`]: kit.number('count', ageing[bucket].invoices, `invoices ${formula}`),
    };
  });
  const months = ageingMonths(rows, period).map(({ month, ageing: then }) => ({
    month,
    ...Object.fromEntries(AGE_BUCKETS.map((bucket) => [bucket, kit.amount(then[bucket].amount)])),
    total: kit.amount(totalOpen(then)),
  }));
  return Object.assign({}, ...buckets, {
    'overdue.aging.months': kit.list(months, 'what was open at each month end, by how long it had been due'),
  });
}

function causeFigures(
  rows: OverdueRows['overdue_customers'],
  { period, currency, causes }: { period: Month; currency: string; causes: CausesOnTasks },
): Figures {
  const kit = figureKit(currency, 'overdue_customers');
  const findings = rows.map((row) => causeOf(row, lastDay(period), causes.get(row.customer_id)));
  const all = known(new Decimal(rows.length));
  const listed = rows.slice(0, LISTED_CUSTOMERS).map((row, i) => debtorRow(row, findings[i], kit));
  return {
    ...causeShares(countCauses(findings), all, kit),
    'overdue.customers.largest': kit.list(listed, `the ${LISTED_CUSTOMERS} customers with the most overdue, and why`),
  };
}

interface CauseCounts {
  readonly byCause: Readonly<Record<Cause, number>>;
  readonly recorded: number;
  readonly inferred: number;
}

function countCauses(findings: readonly CauseFinding[]): CauseCounts {
  const count = (wanted: Cause) => findings.filter(({ cause }) => cause === wanted).length;
  return {
    byCause: {
      financial_difficulty: count('financial_difficulty'),
      forgotten: count('forgotten'),
      disputed: count('disputed'),
      account_error: count('account_error'),
      other: count('other'),
      unknown: count('unknown'),
    },
    recorded: findings.filter(({ basis }) => basis === 'recorded').length,
    inferred: findings.filter(({ basis }) => basis === 'inferred').length,
  };
}

function causeShares({ byCause, recorded, inferred }: CauseCounts, all: Quantity<Decimal>, kit: FigureKit): Figures {
  const share = (count: number) => percentage(known(new Decimal(count)), all);
  return {
    ...Object.fromEntries(
      CAUSES.flatMap((cause) => [
        [
          `overdue.cause.${cause}.customers`,
          kit.number('count', byCause[cause], 'customers with something overdue for this cause'),
        ],
        [
          `overdue.cause.${cause}.share_pct`,
          kit.number('pct', share(byCause[cause]), '100 × those ÷ customers with something overdue'),
        ],
      ]),
    ),
    'overdue.cause.recorded_pct': kit.number(
      'pct',
      share(recorded),
      '100 × customers whose cause the books or a task record ÷ customers with something overdue; the others’ is inferred or unknown',
    ),
    'overdue.cause.inferred_pct': kit.number(
      'pct',
      share(inferred),
      '100 × customers whose cause was inferred by a rule ÷ customers with something overdue',
    ),
  };
}

function debtorRow(
  row: LedgerRowOf<'overdue_customers'>,
  finding: CauseFinding | undefined,
  kit: FigureKit,
): FigureRow {
  return {
    customer_id: row.customer_id,
    name: row.customer_name,
    amount: kit.amount(new Decimal(row.overdue_amount)),
    invoices: row.overdue_invoices,
    oldest_days: row.oldest_days,
    cause: finding?.cause ?? 'unknown',
    basis: finding?.basis ?? 'none',
    rule: finding?.rule ?? 'no_rule_applies',
    evidence: Object.entries(finding?.evidence ?? {})
      .map(([fact, value]) => `${fact}=${value}`)
      .join('; '),
  };
}

/** Rows of one currency of several that cannot be added up. */
export interface CurrencyRows {
  readonly scope: string;
  readonly rows: OverdueRows;
}

/**
 * Figures that need no amount, over all currencies where there is no rate between them: customers in any currency, invoices, days. A
 * customer overdue in several currencies has the cause found in the first of them.
 */
export function anyCurrencyOverdueFigures(
  currencies: readonly CurrencyRows[],
  period: Month,
  causes: CausesOnTasks = NO_CAUSES,
): Figures {
  const summary = figureKit('', 'overdue_summary');
  const ageing = figureKit('', 'overdue_ageing');
  const rows = currencies.flatMap((each) => each.rows.overdue_summary);
  const total = (field: 'customers_first_here' | 'invoices' | 'days') => rows.reduce((sum, row) => sum + row[field], 0);
  const debtors = currencies.flatMap((each) => each.rows.overdue_customers.filter(({ first_here }) => first_here));
  const findings = debtors.map((row) => causeOf(row, lastDay(period), causes.get(row.customer_id)));
  const counts = AGE_BUCKETS.map((bucket) => [
    `overdue.aging.${bucket}.count`,
    ageing.number(
      'count',
      currencies.reduce((sum, each) => sum + ageingAt(each.rows.overdue_ageing, period)[bucket].invoices, 0),
      'invoices in any currency',
    ),
  ]);
  return {
    'overdue.customers.count': summary.number(
      'count',
      total('customers_first_here'),
      'customers with something overdue in any currency',
    ),
    'overdue.invoices.count': summary.number(
      'count',
      total('invoices'),
      'invoices open and due before the period’s end, in any currency',
    ),
    'overdue.mean_days': summary.number(
      'days',
      ratio(known(new Decimal(total('days'))), known(new Decimal(total('invoices')))),
      'Σ days overdue ÷ invoices, in any currency',
    ),
    ...Object.fromEntries(counts),
    ...causeShares(countCauses(findings), known(new Decimal(debtors.length)), figureKit('', 'overdue_customers')),
  };
}
