import { addDays, sameDayMonthsLater } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { currencyDigits, formatMoney } from '../money.ts';

/** How a balance is to be paid in parts. */
export interface InstalmentWish {
  /** Decimal text. */
  readonly balance: string;
  readonly currency: string;
  /** Day of the first part. */
  readonly first: string;
  /** How many, 1 to 60. */
  readonly parts: number;
  readonly every: 'week' | 'fortnight' | 'month';
}

/**
 * Equal parts of a balance: balance ÷ parts, cut to the currency's digits; the last part takes what is left, so that they add up to the
 * balance to the last digit. Monthly parts fall on the day of the first, or on the month's last where it is shorter.
 */
export function instalmentsOf({ balance, currency, first, parts, every }: InstalmentWish): {
  readonly due_date: string;
  readonly amount: string;
}[] {
  const total = new Decimal(balance);
  const digits = Math.max(currencyDigits(currency), total.decimalPlaces());
  const each = total.div(parts).toDecimalPlaces(currencyDigits(currency), Decimal.ROUND_DOWN);
  return Array.from({ length: parts }, (_part, at) => ({
    due_date: every === 'month' ? sameDayMonthsLater(first, at) : addDays(first, at * (every === 'week' ? 7 : 14)),
    amount: formatMoney(at === parts - 1 ? total.minus(each.times(parts - 1)) : each, digits),
  }));
}
