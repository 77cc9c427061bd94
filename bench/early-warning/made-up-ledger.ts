import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Customers where none are asked for. */
export const CUSTOMERS = 100_000;
/** The last month of the books. */
export const LAST_MONTH = '2025-12';

const MONTHS = 36;
const DAY = 86_400_000;
const BEGIN = Date.UTC(2023, 0, 1);
const END = Date.UTC(2026, 0, 1);
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A table of the books, in pieces of a thousand lines or so, header first. */
interface LedgerTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly lines: Iterable<string>;
}

/** Books in which everybody has an invoice a month and pays it more or less late: large, plain and always the same. */
export function ledgerTables(customers: number): readonly LedgerTable[] {
  return [
    table(
      'invoices',
      ['invoice_id', 'customer_id', 'invoice_date', 'due_date', 'total_amount'],
      invoiceLines(customers),
    ),
    table('payments', ['payment_id', 'customer_id', 'invoice_id', 'payment_date', 'amount'], paymentLines(customers)),
  ];
}

function table(name: string, columns: readonly string[], lines: Iterable<string>): LedgerTable {
  return { name, columns, lines: pieces(`${columns.join(',')}\n`, lines) };
}

function* pieces(header: string, lines: Iterable<string>): Iterable<string> {
  let text = header;
  for (const line of lines) {
    text += line;
    if (text.length < 1 << 16) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** What happens to one customer's invoices: the same for either table. */
function* invoicesOf(customer: number) {
  const random = xoroshiro128plus(customer + 1);
  const habit = uniformInt(random, -3, 12);
  for (let month = 0; month < MONTHS; month += 1) {
    const issued = BEGIN + (month * 30.4375 + uniformInt(random, 0, 27)) * DAY;
    const due = issued + 30 * DAY;
    const stuck = uniformInt(random, 0, 99) < habit ? uniformInt(random, 20, 70) : 0;
    const paid = due + (habit + uniformInt(random, -4, 9) + stuck) * DAY;
    yield { id: `I${customer}-${month}`, issued, due, paid, cents: uniformInt(random, 5_000, 900_000) };
  }
}

function* invoiceLines(customers: number): Iterable<string> {
  for (let customer = 0; customer < customers; customer += 1)
    for (const { id, issued, due, cents } of invoicesOf(customer))
      yield `${id},C${customer},${iso(issued)},${iso(due)},${(cents / 100).toFixed(2)}\n`;
}

function* paymentLines(customers: number): Iterable<string> {
  for (let customer = 0; customer < customers; customer += 1)
    for (const { id, issued, paid, cents } of invoicesOf(customer))
      if (paid < END) yield `P${id},C${customer},${id},${iso(Math.max(issued, paid))},${(cents / 100).toFixed(2)}\n`;
}
