import { Decimal } from './decimal.ts';
import { divideRounded, EXACT_PLACES } from './exact.ts';

/** Currencies of ISO 4217 whose amounts have no minor unit, or more than two digits of it. All others have two. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'UYI', 'VND', 'VUV'].map(
    withDigits(0),
  ),
  ...['XAF', 'XOF', 'XPF'].map(withDigits(0)),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map(withDigits(3)),
  ...['CLF', 'UYW'].map(withDigits(4)),
]);

function withDigits(digits: number): (code: string) => [string, number] {
  return (code) => [code, digits];
}

/** Digits after the point in amounts of a currency (ISO 4217); 2 for a code that is not in the list. */
export function currencyDigits(currency: string): number {
  return DIGITS.get(currency) ?? 2;
}

/** An amount as a decimal text with so many digits, rounded half away from zero; never "-0.00". */
export function formatMoney(amount: Decimal, digits: number): string {
  const text = amount.toFixed(digits, Decimal.ROUND_HALF_UP);
  return /^-[0.]+$/.test(text) ? text.slice(1) : text;
}

/** The same for an amount in 10⁻¹² units. */
export function formatExactMoney(units: bigint, digits: number): string {
  const minor = divideRounded(units, 10n ** BigInt(EXACT_PLACES - digits));
  if (digits === 0) return minor.toString();
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  return `${minor < 0n ? '-' : ''}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
