import { Decimal as BaseDecimal } from 'decimal.js';

/** Decimal numbers: 60 significant digits, rounding half away from zero. */
export const Decimal = BaseDecimal.clone({ precision: 60, rounding: BaseDecimal.ROUND_HALF_UP });
/** A decimal number. */
export type Decimal = BaseDecimal;

/** The sum of amounts, decimals or decimal text; zero where there are none. */
export function sumOf(amounts: readonly (Decimal | string)[]): Decimal {
  return amounts.reduce((total: Decimal, amount) => total.plus(amount), new Decimal(0));
}
