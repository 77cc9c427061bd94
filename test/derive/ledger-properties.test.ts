import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DERIVED_TABLES } from '../../core/contracts/derive.ts';
import { AGE_BUCKETS } from '../../core/contracts/ledger-rows.ts';
import { Decimal } from '../../core/domain/decimal.ts';
import { addMonths } from '../../core/domain/month.ts';
import { LedgerEngine, type ResultRow, WARNING_TABLES } from './ledger-engine.ts';
import { type Books, type BooksOptions, randomBooks } from './random-books.ts';

const PERIOD = '2023-08';
const OPTIONS: BooksOptions = {
  customers: 6,
  firstMonth: '2023-01',
  months: 10,
  currencies: 'one',
  settledDates: false,
};

/** Deriving takes a good part of a second: few runs, each over a whole ledger. */
const RUNS = { numRuns: 2 };

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const currencies = fc.constantFrom('one' as const, 'rated' as const, 'unrated' as const);

async function withBooks<T>(books: Books, work: (engine: LedgerEngine) => Promise<T>, period = PERIOD): Promise<T> {
  const engine = await LedgerEngine.open('ledger');
  try {
    await engine.land(period, { ...books });
    await engine.derive({ period });
    return await work(engine);
  } finally {
    engine.close();
  }
}

/** Every derived table's rows, in an order of their own. */
async function everything(engine: LedgerEngine): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const table of Object.keys(DERIVED_TABLES).filter((name) => !WARNING_TABLES.test(name))) {
    tables[table] = (await engine.rows(`SELECT * FROM ${table}`)).map((row) => JSON.stringify(row)).sort();
  }
  return tables;
}

/** The rows dated up to the period's end: what the books held then. */
function upTo(books: Books, lastDay: string): Books {
  const by = (column: string) => (row: ResultRow | Readonly<Record<string, unknown>>) => String(row[column]) <= lastDay;
  return {
    ...books,
    invoices: books.invoices.filter(by('invoice_date')),
    payments: books.payments.filter(by('payment_date')),
    credits: books.credits.filter(by('credit_date')),
  };
}

function sum(values: readonly (ResultRow[string] | undefined)[]): string {
  return values.reduce((total: Decimal, value) => total.plus(String(value ?? 0)), new Decimal(0)).toFixed();
}

/**
 * Invoices of which something happened up to the end of August 2023. One settled before it was written has brought money by then; of one
 * settled later nothing is known yet.
 */
function settledUpTo(invoices: Books['invoices']): Books['invoices'] {
  const last = '2023-08-31';
  return invoices
    .filter((row) => String(row.invoice_date) <= last || (row.settled_date && String(row.settled_date) <= last))
    .map((row) => (String(row.settled_date) > last ? { ...row, settled_date: null } : row));
}

/** Books drawn once for all the sums that must hold within one derivation. */
interface Drawn {
  readonly seed: number;
  readonly kind: BooksOptions['currencies'];
  readonly books: Books;
  readonly engine: LedgerEngine;
}

describe('whatever the books', () => {
  const drawn: Drawn[] = [];
  beforeAll(async () => {
    for (const [seed, kind] of fc.sample(fc.tuple(seeds, currencies), 4)) {
      const books = randomBooks(seed, { ...OPTIONS, currencies: kind });
      const engine = await LedgerEngine.open('ledger');
      drawn.push({ seed, kind, books, engine });
      await engine.land(PERIOD, { ...books });
      await engine.derive({ period: PERIOD });
    }
  });
  afterAll(() => {
    for (const { engine } of drawn) engine.close();
  });

  it('an invoice is what is credited, applied and open, and nothing is open below 0', async () => {
    for (const { seed, kind, engine } of drawn) {
      const rows = await engine.rows(
        `SELECT invoice_id FROM invoice_fact
         WHERE invoice_total <> credited + applied + open_amount OR open_amount < 0 OR credited < 0 OR applied < 0
           OR (settled_date IS NULL) <> (open_amount > 0)`,
      );
      expect(rows, `seed ${seed}, ${kind}`).toEqual([]);
    }
  });

  it('all that came in is credited, applied or on account', async () => {
    for (const { seed, kind, books, engine } of drawn.filter((each) => each.kind === 'one')) {
      const { payments, credits } = upTo(books, '2023-08-31');
      const [settled] = await engine.rows('SELECT sum(credited + applied) AS amount FROM invoice_fact');
      const [account] = await engine.rows(
        `SELECT credit_on_account AS amount FROM receivable_month WHERE month = '${PERIOD}'`,
      );
      expect(sum([settled?.amount, account?.amount]), `seed ${seed}, ${kind}`).toBe(
        sum([...payments, ...credits].map(({ amount }) => String(amount))),
      );
    }
  });

  it('customers, invoices, months and buckets add up to the same receivables', async () => {
    for (const { seed, kind, engine } of drawn) {
      const rows = await engine.rows(
        `SELECT m.scope, m.month, m.receivables, m.overdue,
           (SELECT sum(outstanding_balance) FROM customer_month c WHERE c.scope = m.scope AND c.month = m.month) AS of_customers,
           (SELECT sum(amount) FROM receivable_flow f WHERE f.scope = m.scope AND f.month = m.month
              AND f.to_bucket NOT IN ('collected', 'credited')) AS of_buckets,
           (SELECT sum(amount) FROM receivable_flow f WHERE f.scope = m.scope AND f.month = m.month
              AND f.to_bucket NOT IN ('current', 'collected', 'credited')) AS of_overdue_buckets
         FROM receivable_month m`,
      );
      expect(rows.length, `seed ${seed}, ${kind}`).toBeGreaterThan(0);
      for (const row of rows) {
        const where = `seed ${seed}, ${kind}, ${row.scope} ${row.month}`;
        expect(sum([row.of_customers]), where).toBe(row.receivables);
        expect(sum([row.of_buckets]), where).toBe(row.receivables);
        expect(sum([row.of_overdue_buckets]), where).toBe(row.overdue);
      }
    }
  });

  it('what was in a bucket is a month later in a bucket, collected or credited', async () => {
    for (const { seed, kind, engine } of drawn) {
      const flows = await engine.rows('SELECT scope, month, from_bucket, to_bucket, amount FROM receivable_flow');
      const months = [...new Set(flows.map(({ month }) => String(month)))].sort();
      const scopes = [...new Set(flows.map(({ scope }) => scope))];
      for (const [scope, month, bucket] of scopes.flatMap((scope) =>
        months.slice(0, -1).flatMap((month) => AGE_BUCKETS.map((bucket) => [scope, month, bucket] as const)),
      )) {
        const own = flows.filter((row) => row.scope === scope);
        const then = own.filter((row) => row.month === month && row.to_bucket === bucket);
        const after = own.filter((row) => row.month === addMonths(month, 1) && row.from_bucket === bucket);
        expect(sum(after.map(({ amount }) => amount)), `seed ${seed}, ${kind}, ${scope} ${month} ${bucket}`).toBe(
          sum(then.map(({ amount }) => amount)),
        );
      }
    }
  });

  it('rates lie between 0 and 100, scores in their ranges', async () => {
    for (const { seed, kind, engine } of drawn) {
      const rows = await engine.rows(
        `SELECT customer_id FROM customer_month
         WHERE payment_rate_pct NOT BETWEEN 0 AND 100 OR credit_score NOT BETWEEN 300 AND 850 OR stability NOT BETWEEN 0 AND 100
         UNION ALL SELECT month FROM month_fact WHERE collection_rate_pct NOT BETWEEN 0 AND 100`,
      );
      expect(rows, `seed ${seed}, ${kind}`).toEqual([]);
    }
  });

  it('rows dated after the period’s end change nothing', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, settledDates) => {
        const books = randomBooks(seed, { ...OPTIONS, settledDates });
        const known = {
          ...upTo(books, '2023-08-31'),
          ...(settledDates ? { invoices: settledUpTo(books.invoices) } : {}),
        };
        const all = await withBooks(books, everything);
        const then = await withBooks(known, everything);
        const { ledger_invoice: _, ...comparable } = all;
        const { ledger_invoice: __, ...others } = then;
        expect(comparable).toEqual(others);
      }),
      RUNS,
    );
  });

  it('a month end looks the same from any later period', async () => {
    const tables = ['customer_month', 'receivable_month', 'month_fact'];
    await fc.assert(
      fc.asyncProperty(seeds, fc.boolean(), async (seed, settledDates) => {
        const books = randomBooks(seed, { ...OPTIONS, settledDates });
        const rowsOf = async (engine: LedgerEngine) => {
          const found: ResultRow[][] = [];
          for (const table of tables) {
            found.push(await engine.rows(`SELECT * FROM ${table} WHERE month <= '2023-06' ORDER BY ALL`));
          }
          return found;
        };
        const early = await withBooks(books, rowsOf, '2023-06');
        const late = await withBooks(books, rowsOf, '2023-11');
        expect(early).toEqual(late);
      }),
      RUNS,
    );
  });

  it('the order of rows changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, currencies, fc.integer(), async (seed, kind, shuffle) => {
        const books = randomBooks(seed, { ...OPTIONS, currencies: kind });
        const mixed = <T>(rows: readonly T[]): T[] =>
          fc.sample(fc.shuffledSubarray([...rows], { minLength: rows.length }), { seed: shuffle, numRuns: 1 })[0] ?? [];
        const shuffled = {
          invoices: mixed(books.invoices),
          payments: mixed(books.payments),
          credits: mixed(books.credits),
          customers: mixed(books.customers),
        };
        expect(await withBooks(shuffled, everything)).toEqual(await withBooks(books, everything));
      }),
      RUNS,
    );
  });
});
