/*
 * Four customers over three months, for the story of a desk that is worked. Each owes more than 15,000 and has paid less than 75 % at the end of
 * August 2025. What comes in afterwards is known here, so every verdict of the story can be said beforehand.
 */

interface Invoice {
  readonly invoice_id: string;
  readonly customer_id: string;
  readonly invoice_date: string;
  readonly due_date: string;
  readonly total_amount: string;
  readonly cost_amount: string;
}

const CUSTOMERS = [
  { id: 'A', name: 'Alder Ltd' },
  { id: 'B', name: 'Birch 白桦' },
  { id: 'C', name: 'Cedar & Sons' },
  { id: 'D', name: 'Dogwood' },
] as const;

/** A year of monthly invoices of 4,000; the first five are paid, so that 28,000 are open at the end of August. */
const INVOICES: readonly Invoice[] = CUSTOMERS.flatMap(({ id }) =>
  Array.from({ length: 12 }, (_, index) => {
    const month = new Date(Date.UTC(2024, 7 + index, 5)).toISOString().slice(0, 10);
    const due = new Date(Date.UTC(2024, 8 + index, 4)).toISOString().slice(0, 10);
    return {
      invoice_id: `${id}-${index + 1}`,
      customer_id: id,
      invoice_date: month,
      due_date: due,
      total_amount: '4000.00',
      cost_amount: '3000.00',
    };
  }),
);

/** What customers pay after the desk has begun: invoice, day, amount. */
const PAYMENTS: readonly (readonly [invoice: string, day: string, amount: string])[] = [
  ...CUSTOMERS.flatMap(({ id }) =>
    [1, 2, 3, 4, 5].map((n) => [`${id}-${n}`, INVOICES[n]?.due_date ?? '', '4000.00'] as const),
  ),
  // September: Alder keeps its word, Birch does not, Cedar contests, Dogwood says nothing.
  ['A-6', '2025-09-18', '4000.00'],
  ['A-7', '2025-09-18', '2000.00'],
  // October: Alder pays the rest, Birch its first instalment.
  ['A-7', '2025-10-10', '2000.00'],
  ...[8, 9, 10, 11, 12].map((n) => [`A-${n}`, '2025-10-10', '4000.00'] as const),
  ['B-6', '2025-10-14', '4000.00'],
  ['B-7', '2025-10-14', '4000.00'],
];

/** The export's files by name. */
export const STORY_BOOKS: Readonly<Record<string, string>> = {
  'exports.yaml': 'profile: ledger\nhome_currency: USD\n',
  'customers.csv': csv(
    ['customer_id', 'name'],
    CUSTOMERS.map(({ id, name }) => [id, name]),
  ),
  'invoices.csv': csv(
    ['invoice_id', 'customer_id', 'invoice_date', 'due_date', 'total_amount', 'cost_amount'],
    INVOICES.map((row) => Object.values(row)),
  ),
  'payments.csv': csv(
    ['payment_id', 'customer_id', 'payment_date', 'amount', 'invoice_id'],
    PAYMENTS.map(([invoice, day, amount], at) => [`P${at + 1}`, invoice.slice(0, 1), day, amount, invoice]),
  ),
};

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}
