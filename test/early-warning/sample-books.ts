import { generateSample } from '../../core/sample/generate-sample.ts';
import { records } from '../sample/sample-records.ts';
import type { Row } from './warning-run.ts';

/** The last month of the books. */
export const LAST_MONTH = '2025-09';

/** The made-up company that the books are of, with its answer sheet. */
export const sample = generateSample({ profile: 'ledger', customers: 260, months: 20, seed: 5, lastMonth: LAST_MONTH });

/** Its books without what the landing would hold back. */
export function cleanBooks(): Record<string, Row[]> {
  const seen = new Set<string>();
  const invoices = records(sample, 'invoices').flatMap((row) => {
    const { invoice_id: id = '', customer_id = '', invoice_date = '', due_date = '', total_amount = '' } = row;
    if (row.status === 'void' || due_date === '' || seen.has(id)) return [];
    seen.add(id);
    return [
      { invoice_id: id, customer_id, invoice_date, due_date, total_amount, disputed: String(row.disputed === 'TRUE') },
    ];
  });
  const pick = (table: string, names: readonly string[]) =>
    records(sample, table).map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? ''])));
  return {
    invoices,
    payments: pick('payments', ['payment_id', 'customer_id', 'invoice_id', 'payment_date', 'amount']),
    credits: pick('credits', ['credit_id', 'customer_id', 'invoice_id', 'credit_date', 'amount']),
  };
}
