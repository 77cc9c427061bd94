import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { awkwardBooks } from './awkward-books.ts';
import { type Books, type BooksOptions, booksCsv, randomBooks } from './random-books.ts';

const count = z.int();
const numberOrNull = z.number().nullable();

const goldenCustomer = z.strictObject({
  name: z.string(),
  payment_rate_pct: numberOrNull,
  outstanding_balance: z.string(),
  credit_on_account: z.string(),
  lifespan_days: count,
  total_invoices: count,
  avg_invoice_amount: z.number(),
  credit_score: numberOrNull,
  stability: numberOrNull,
});

const goldenMonth = z.strictObject({
  collection_rate_pct: numberOrNull,
  invoiced: z.string(),
  credit_notes: z.string(),
  receivables: z.string(),
  overdue: z.string(),
  credit_on_account: z.string(),
  ageing: z.record(z.string(), z.strictObject({ amount: z.string(), count })),
});

const goldenScope = z.strictObject({
  currency: z.string(),
  /** By month end, then by customer. */
  customers: z.record(z.string(), z.record(z.string(), goldenCustomer)),
  months: z.record(z.string(), goldenMonth),
  gross_profit: z.record(z.string(), z.string().nullable()),
  overdue: z.strictObject({
    customers: count,
    invoices: count,
    amount: z.string(),
    mean_days: numberOrNull,
    weighted_days: numberOrNull,
  }),
  kpi: z.strictObject({
    dso_days: numberOrNull,
    best_possible_dso_days: numberOrNull,
    average_days_delinquent: numberOrNull,
    collection_effectiveness_pct: numberOrNull,
    percent_current: numberOrNull,
    countback_dso_days: numberOrNull,
    credit_on_account: z.string(),
  }),
});

/** A currency in which nothing was invoiced by the period's end. */
const goldenAccount = z.strictObject({ currency: z.string(), credit_on_account: z.string() });

const goldenSchema = z.strictObject({
  /** What computed it. */
  source: z.string(),
  /** Of the books it was computed from, so that they and the answers never part. */
  sha256: z.string(),
  scopes: z.record(z.string(), z.union([goldenScope, goldenAccount])),
});

/** What a second, independent program found in one scope of made-up books. */
export type GoldenScope = z.output<typeof goldenScope>;
/** What it found in the books. */
export type LedgerGolden = z.output<typeof goldenSchema>;

/** The books that have golden answers: how they are made, and the period that is asked for. */
export const GOLDEN_BOOKS: Readonly<Record<string, { seed: number; period: string; options: BooksOptions }>> = {
  'one-currency': {
    seed: 1,
    period: '2024-02',
    options: { customers: 25, firstMonth: '2022-12', months: 16, currencies: 'one', settledDates: false },
  },
  'rates-everywhere': {
    seed: 2,
    period: '2023-09',
    options: { customers: 12, firstMonth: '2023-01', months: 10, currencies: 'rated', settledDates: false },
  },
  'a-rate-missing': {
    seed: 3,
    period: '2023-07',
    options: { customers: 12, firstMonth: '2023-01', months: 9, currencies: 'unrated', settledDates: false },
  },
  'settled-dates': {
    seed: 4,
    period: '2023-10',
    options: { customers: 15, firstMonth: '2022-06', months: 18, currencies: 'one', settledDates: true },
  },
};

/** Books that have golden answers, those in which nothing is usual among them. */
export function goldenBooks(): readonly { name: string; period: string; books: Books }[] {
  const usual = Object.entries(GOLDEN_BOOKS).map(([name, { seed, period, options }]) => ({
    name,
    period,
    books: randomBooks(seed, options),
  }));
  return [
    ...usual,
    { name: 'awkward-one-currency', period: '2023-11', books: awkwardBooks(21, 'one') },
    { name: 'awkward-foreign', period: '2023-09', books: awkwardBooks(22, 'foreign') },
    { name: 'awkward-rated', period: '2023-06', books: awkwardBooks(23, 'rated') },
    { name: 'awkward-unrated', period: '2023-04', books: awkwardBooks(24, 'unrated') },
  ];
}

/** Path of a golden file. */
export function goldenPath(name: string): string {
  return join(import.meta.dirname, '..', 'golden', `ledger-${name}.json`);
}

/** Reads a golden file. */
export async function readLedgerGolden(name: string): Promise<LedgerGolden> {
  return goldenSchema.parse(JSON.parse(await readFile(goldenPath(name), 'utf8')));
}

/** SHA-256 of the books as CSV. */
export function sha256OfBooks(books: Books): string {
  const hash = createHash('sha256');
  for (const rows of [books.invoices, books.payments, books.credits, books.customers]) hash.update(booksCsv(rows));
  return hash.digest('hex');
}
