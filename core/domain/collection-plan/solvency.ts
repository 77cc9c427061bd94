import type { CollectionPart, SolvencyReading } from '../../contracts/collection-plan.ts';
import { daysBetween } from '../days.ts';
import { Decimal } from '../decimal.ts';
import type { Word } from '../desk/settle-task.ts';
import { formatMoney } from '../money.ts';

/** A month in days, on average. */
const MONTH_DAYS = 30.4375;

/** What promises are held against. */
export interface Capacity {
  /** Paid a month on average, decimal text; null where the books do not hold payments. */
  readonly paidPerMonth: string | null;
  readonly periodEnd: string;
  readonly stretchUpTo: number;
  /** Digits of the currency. */
  readonly digits: number;
}

/**
 * Each open promise and instalment against what the customer paid a month on average: everything promised up to its due date, spread over the
 * months until then (one at least). Within the average it is borne by what the customer pays anyway; up to the stretch it takes more than that;
 * beyond, nothing the customer has done speaks for it.
 */
export function judgePromises(words: readonly Word[], capacity: Capacity): CollectionPart['promises'] {
  const { periodEnd, digits } = capacity;
  let promised = new Decimal(0);
  return words.map(({ id, amount, due_date }) => {
    promised = promised.plus(amount);
    const months = Math.max(1, daysBetween(periodEnd, due_date) / MONTH_DAYS);
    const perMonth = promised.div(months);
    const { ratio, reading } = compare(perMonth, capacity);
    return { id, amount, due_date, per_month: formatMoney(perMonth, digits), ratio, reading };
  });
}

function compare(perMonth: Decimal, capacity: Capacity): { ratio: number | null; reading: SolvencyReading } {
  if (capacity.paidPerMonth === null) return { ratio: null, reading: 'unknown' };
  const paid = new Decimal(capacity.paidPerMonth);
  if (paid.lte(0)) return { ratio: null, reading: 'pays_nothing' };
  const reading = perMonth.lte(paid) ? 'within' : perMonth.lte(paid.times(capacity.stretchUpTo)) ? 'stretch' : 'beyond';
  return { ratio: perMonth.div(paid).toDecimalPlaces(4).toNumber(), reading };
}

/**
 * Equal instalments that what the customer pays a month would bear: overdue ÷ paid a month, rounded up to whole months. Null where the books do
 * not hold payments, nothing was paid, or it would take more than `atMost` months.
 */
export function bearableInstalments(
  overdue: string,
  { paidPerMonth, digits }: Pick<Capacity, 'paidPerMonth' | 'digits'>,
  atMost: number,
): { months: number; instalment: string } | null {
  if (paidPerMonth === null || new Decimal(paidPerMonth).lte(0) || new Decimal(overdue).lte(0)) return null;
  const months = new Decimal(overdue).div(paidPerMonth).ceil().toNumber();
  if (months > atMost) return null;
  const instalment = new Decimal(overdue).div(months).toDecimalPlaces(digits, Decimal.ROUND_UP);
  return { months, instalment: formatMoney(instalment, digits) };
}
