import { dayText, firstDay, monthNumber } from '../../core/sample/calendar.ts';
import type { TypedRow } from './typed-rows.ts';

/** Counts by which an odd number of cents divides into a half of the last digit kept. */
const COUNTS = [3, 8, 20, 32, 40, 64, 96, 160, 320] as const;

/** Landed tables of a ledger whose quotients lie exactly between two values of the last digit, where engines may round apart. */
export function booksOnTheHalf(firstMonth: string): Readonly<Record<string, readonly TypedRow[]>> {
  const invoices: TypedRow[] = [];
  const payments: TypedRow[] = [];
  const start = firstDay(monthNumber(firstMonth));
  for (const count of COUNTS) {
    for (let odd = 1; odd <= 9; odd += 2) {
      const customer = `h${count}-${odd}`;
      for (let n = 0; n < count; n += 1) {
        const id = `${customer}-${n}`;
        const cents = n === 0 ? odd : 0;
        const issued = start + ((n * 7) % 300);
        const total = (204_800 + cents) / 100;
        invoices.push({
          invoice_id: id,
          customer_id: customer,
          invoice_date: dayText(issued),
          due_date: dayText(issued + 10),
          total_amount: total.toFixed(2),
          cost_amount: (total / 2).toFixed(3),
        });
        if (n % odd === 0)
          payments.push({
            payment_id: `p${id}`,
            customer_id: customer,
            payment_date: dayText(issued + 5 + (n % 3) * 6),
            amount: n % 2 === 0 ? total.toFixed(2) : '0.01',
            invoice_id: id,
          });
      }
    }
  }
  return { invoices, payments };
}
