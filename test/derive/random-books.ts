import { type DayNumber, dayText, firstDay, monthNumber } from '../../core/sample/calendar.ts';
import { centsText } from '../../core/sample/cents.ts';
import { Dice } from '../../core/sample/dice.ts';
import type { LandedRow } from './ledger-engine.ts';

/** What the books are like. */
export interface BooksOptions {
  readonly customers: number;
  readonly firstMonth: string;
  readonly months: number;
  /** `rated`: three currencies, a rate on every row that needs one; `unrated`: one payment lacks it. */
  readonly currencies: 'one' | 'rated' | 'unrated';
  /** Invoices carry the day they were settled instead of payments. */
  readonly settledDates: boolean;
}

/** Landed tables of profile `ledger`. */
export interface Books {
  readonly invoices: readonly LandedRow[];
  readonly payments: readonly LandedRow[];
  readonly credits: readonly LandedRow[];
  readonly customers: readonly LandedRow[];
}

type Draft = { [K in keyof Books]: LandedRow[] };

const RATES: Readonly<Record<string, number>> = { USD: 1, EUR: 1.0837, JPY: 0.00671 };

/**
 * Books with everything the contract has a rule for: part, late, early and double payments, credit notes, money on account, payments
 * of unknown invoices, dates that make no sense, rows after the last month asked for. The same seed makes the same books.
 */
export function randomBooks(seed: number, options: BooksOptions): Books {
  const books: Draft = { invoices: [], payments: [], credits: [], customers: [] };
  for (let index = 0; index < options.customers; index++)
    addCustomer(books, new Dice(seed, 'ledger', index), index, options);
  if (options.currencies === 'unrated') {
    books.payments.push({
      payment_id: 'no-rate',
      customer_id: 'c0',
      payment_date: `${options.firstMonth}-03`,
      amount: '12.34',
      currency: 'EUR',
    });
  }
  return books;
}

function addCustomer(books: Draft, dice: Dice, index: number, options: BooksOptions): void {
  const id = `c${index}`;
  if (dice.chance(0.5)) {
    books.customers.push({
      customer_id: id,
      name: dice.chance(0.8) ? `Customer ${index}` : null,
      credit_score: dice.chance(0.3) ? String(dice.whole(300, 850)) : null,
      business_stability_score: dice.chance(0.2) ? String(dice.whole(0, 100)) : null,
    });
  }
  const start = firstDay(monthNumber(options.firstMonth));
  const currency = options.currencies === 'one' ? 'USD' : dice.pick(['USD', 'EUR', 'JPY']);
  const slowness = dice.whole(-10, 60);
  const invoices = dice.whole(1, options.months * 2);
  for (let n = 0; n < invoices; n++) {
    addInvoice(books, dice, { id, currency, slowness, n, issued: start + dice.whole(0, options.months * 30) }, options);
  }
  if (dice.chance(0.2)) {
    const row = { customer_id: id, amount: centsText(dice.whole(1, 50_000)) };
    const day = dayText(start + dice.whole(0, options.months * 30));
    books.payments.push({
      ...row,
      payment_id: `p${index}-on-account`,
      payment_date: day,
      invoice_id: dice.chance(0.5) ? 'nowhere' : null,
      currency: options.currencies !== 'one' && dice.chance(0.5) ? 'USD' : null,
    });
    books.credits.push({ ...row, credit_id: `k${index}-on-account`, credit_date: day });
  }
}

interface InvoiceDraft {
  readonly id: string;
  readonly currency: string;
  readonly slowness: number;
  readonly n: number;
  readonly issued: DayNumber;
}

function addInvoice(books: Draft, dice: Dice, draft: InvoiceDraft, options: BooksOptions): void {
  const { id, currency, n, issued } = draft;
  const invoice = `i${id.slice(1)}-${n}`;
  const due = issued + (dice.chance(0.03) ? -dice.whole(1, 9) : dice.pick([0, 14, 30, 45]));
  const total = dice.chance(0.03) ? 0 : Math.round(dice.pareto(1_000, 2_000_000, 1.1));
  const settled = due + draft.slowness + dice.whole(-15, 25);
  const foreign = options.currencies !== 'one';
  const rate = ((RATES[currency] ?? 1) * (1 + dice.between(-0.05, 0.05))).toFixed(6);
  books.invoices.push({
    invoice_id: invoice,
    customer_id: id,
    invoice_date: dayText(issued),
    due_date: dayText(due),
    total_amount: centsText(total),
    currency: foreign && currency !== 'USD' ? currency : null,
    exchange_rate: foreign && currency !== 'USD' ? rate : null,
    cost_amount: dice.chance(0.8) ? centsText(Math.round(total * dice.between(0.5, 1.1))) : null,
    settled_date: options.settledDates && dice.chance(0.8) ? dayText(settled) : null,
  });
  addCredit(books, dice, draft, invoice, total);
  if (!options.settledDates)
    addPayments(books, dice, draft, invoice, { total, settled, ownRate: foreign ? rate : null });
}

function addCredit(books: Draft, dice: Dice, { id, issued }: InvoiceDraft, invoice: string, total: number): void {
  if (!dice.chance(0.15)) return;
  books.credits.push({
    credit_id: `k${invoice}`,
    customer_id: id,
    credit_date: dayText(issued + dice.whole(-10, 80)),
    amount: centsText(Math.round(total * dice.pick([0.1, 0.5, 1, 1.2]))),
    invoice_id: invoice,
  });
}

function addPayments(
  books: Draft,
  dice: Dice,
  { id, currency, issued }: InvoiceDraft,
  invoice: string,
  { total, settled, ownRate }: { total: number; settled: DayNumber; ownRate: string | null },
): void {
  const parts = dice.pick([[], [1], [1], [1], [0.5], [0.4, 0.6], [0.5, 0.5, 0.5]]);
  parts.forEach((part, i) => {
    const early = dice.chance(0.05);
    books.payments.push({
      payment_id: `p${invoice}-${i}`,
      customer_id: id,
      payment_date: dayText((early ? issued - dice.whole(1, 20) : settled) + i * dice.whole(0, 20)),
      amount: centsText(Math.round(total * part)),
      invoice_id: invoice,
      currency: ownRate !== null && currency !== 'USD' && dice.chance(0.5) ? currency : null,
      exchange_rate: ownRate !== null && currency !== 'USD' && dice.chance(0.5) ? ownRate : null,
    });
  });
}

/** A table as CSV, in the order of the columns that any of its rows has. */
export function booksCsv(rows: readonly LandedRow[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');
}
