import { dayText, firstDay, monthNumber } from '../../core/sample/calendar.ts';
import { centsText } from '../../core/sample/cents.ts';
import { Dice } from '../../core/sample/dice.ts';
import type { LandedRow } from './ledger-engine.ts';
import type { Books } from './random-books.ts';

/** How the books name currencies and rates. `unrated`: a tenth of the foreign rows lacks one. */
export type AwkwardCurrencies = 'one' | 'foreign' | 'rated' | 'unrated';

const RATES: Readonly<Record<string, number>> = { USD: 1, EUR: 1.0837, JPY: 0.00671, GBP: 1.27 };
type Codes = readonly [string, ...string[]];

const CODES: Readonly<Record<AwkwardCurrencies, Codes>> = {
  one: ['USD'],
  foreign: ['EUR'],
  rated: ['USD', 'EUR', 'JPY', 'GBP'],
  unrated: ['USD', 'EUR', 'JPY', 'GBP'],
};

interface Draft {
  readonly dice: Dice;
  readonly currencies: AwkwardCurrencies;
  readonly books: { [K in keyof Books]: LandedRow[] };
  /** Days after the first on which things may happen. */
  readonly span: number;
}

/**
 * Small books in which nothing is usual: customers in several currencies, payments in another than their invoice, by other customers, long before the
 * invoice or twice over, rows that name neither currency nor invoice, credits above the total, invoices of 0, due before they are written. The same seed makes the same books.
 */
export function awkwardBooks(seed: number, currencies: AwkwardCurrencies): Books {
  const dice = new Dice(seed, 'ledger', 0);
  const books = { invoices: [], payments: [], credits: [], customers: [] };
  const draft: Draft = { dice, currencies, books, span: dice.whole(150, 700) };
  const customers = dice.whole(2, 6);
  for (let index = 0; index < customers; index++) addCustomer(draft, `c${index}`);
  return books;
}

const BEGIN = firstDay(monthNumber('2023-01'));
const day = (offset: number): string => dayText(BEGIN + Math.max(0, offset));

/** The home currency needs no rate, and often names neither itself nor one. */
function moneyOf({ dice, currencies }: Draft, code: string): LandedRow {
  if (code === 'USD') return { currency: dice.chance(0.5) ? null : code, exchange_rate: null };
  const missing = currencies === 'unrated' && dice.chance(0.1);
  const rate = ((RATES[code] ?? 1) * dice.between(0.9, 1.1)).toFixed(dice.pick([2, 4, 6]));
  return { currency: code, exchange_rate: missing ? null : rate };
}

function addCustomer(draft: Draft, id: string): void {
  const { dice, books, currencies, span } = draft;
  const codes = CODES[currencies];
  if (dice.chance(0.5)) {
    const credit_score = dice.chance(0.3) ? String(dice.whole(0, 850)) : null;
    books.customers.push({ customer_id: id, name: dice.chance(0.7) ? `Customer ${id}` : null, credit_score });
  }
  const own: Codes = dice.chance(0.6) ? [dice.pick(codes)] : codes;
  const invoices = dice.whole(1, 12);
  for (let n = 0; n < invoices; n++) addInvoice(draft, id, `i${id}-${n}`, dice.pick(own));
  const loose = {
    customer_id: id,
    amount: centsText(dice.whole(1, 90_000)),
    currency: dice.chance(0.5) ? null : dice.pick(codes),
  };
  const when = day(dice.whole(0, span));
  if (dice.chance(0.4)) {
    const invoice_id = dice.chance(0.4) ? 'nowhere' : null;
    books.payments.push({ ...loose, payment_id: `p${id}`, payment_date: when, invoice_id });
  }
  if (dice.chance(0.3)) books.credits.push({ ...loose, credit_id: `k${id}`, credit_date: when });
}

function addInvoice(draft: Draft, id: string, invoice: string, code: string): void {
  const { dice, books, span } = draft;
  const issued = dice.whole(0, span);
  const due = issued + dice.pick([0, 0, 1, 14, 30, 30, 45, -3]);
  const total = dice.chance(0.05) ? 0 : dice.whole(1, 3_000_000);
  books.invoices.push({
    invoice_id: invoice,
    customer_id: id,
    invoice_date: day(issued),
    due_date: day(due),
    total_amount: centsText(total),
    ...moneyOf(draft, code),
    cost_amount: dice.chance(0.7) ? centsText(dice.whole(0, total)) : null,
  });
  const parts = dice.pick([[], [1], [1], [0.5], [0.3, 0.7], [0.6, 0.6], [1, 1], [0.001], [0.999]]);
  parts.forEach((part, n) => {
    const paid = dice.pick([
      issued,
      due,
      issued - dice.whole(1, 30),
      due + dice.whole(-10, 90),
      due + dice.whole(0, 200),
    ]);
    books.payments.push({
      payment_id: `p${invoice}-${n}`,
      customer_id: dice.chance(0.95) ? id : 'somebody-else',
      payment_date: day(paid),
      amount: centsText(Math.round(total * part)),
      invoice_id: invoice,
      ...namedMoney(draft, code),
    });
  });
  if (!dice.chance(0.2)) return;
  books.credits.push({
    credit_id: `k${invoice}`,
    customer_id: id,
    credit_date: day(dice.pick([issued - 5, issued, due, issued + dice.whole(0, 150)])),
    amount: centsText(Math.round(total * dice.pick([0.1, 0.5, 1, 1.3]))),
    invoice_id: invoice,
    ...namedMoney(draft, code),
  });
}

/** Half the rows leave the currency to their invoice, most of them the rate, and a few are in another currency. */
function namedMoney(draft: Draft, code: string): LandedRow {
  const { dice, currencies } = draft;
  if (dice.chance(0.5)) return { currency: null, exchange_rate: null };
  const other = dice.chance(0.1) ? dice.pick(CODES[currencies]) : code;
  if (other !== code || dice.chance(0.3)) return { ...moneyOf(draft, other), currency: other };
  return { currency: code, exchange_rate: null };
}
