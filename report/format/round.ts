import { Decimal } from 'decimal.js';

/**
 * A number as text with so many digits after the point, thousands grouped, halves away from zero, a true minus sign.
 * What rounds to nothing has no sign.
 */
export function roundedText(value: number | string, digits: number): string {
  const rounded = new Decimal(value).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
  const [whole = '0', fraction] = rounded.abs().toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = rounded.isNegative() && !rounded.isZero() ? '−' : '';
  return sign + (fraction === undefined ? grouped : `${grouped}.${fraction}`);
}

/** The same with a plus sign before what is above zero. */
export function signedText(value: number | string, digits: number): string {
  const text = roundedText(value, digits);
  return /[1-9]/.test(text) && !text.startsWith('−') ? `+${text}` : text;
}
