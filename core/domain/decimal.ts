import { Decimal as BaseDecimal } from 'decimal.js';

/** Decimal numbers: 60 significant digits, rounding half away from zero. */
export const Decimal = BaseDecimal.clone({ precision: 60, rounding: BaseDecimal.ROUND_HALF_UP });
/** A decimal number. */
export type Decimal = BaseDecimal;
