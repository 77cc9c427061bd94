import { Decimal } from 'decimal.js';
import type { Locale } from '../../core/contracts/config.ts';
import { roundedText } from './round.ts';

/** How a currency is written in a language: its sign before an amount, its name after one, the digits it has. */
interface CurrencyStyle {
  readonly sign: string;
  readonly name: string;
  readonly digits: number;
}

const styles = new Map<string, CurrencyStyle>();

function currencyStyle(locale: Locale, currency: string): CurrencyStyle {
  const key = `${locale} ${currency}`;
  const known = styles.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const sign = format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? currency;
  const name =
    currency === 'CNY' ? '元' : (new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency);
  const style = {
    sign: /[A-Z]$/.test(sign) ? `${sign}\u00a0` : sign,
    name,
    digits: format.resolvedOptions().maximumFractionDigits ?? 2,
  };
  styles.set(key, style);
  return style;
}

function withSign(text: string, sign: string): string {
  return text.startsWith('−') ? `−${sign}${text.slice(1)}` : sign + text;
}

/** An amount in full, to the currency's digits: `$1,234.50`, `US$1,234.50`. For tables. */
export function fullMoney(amount: string, locale: Locale, currency: string): string {
  const style = currencyStyle(locale, currency);
  return withSign(roundedText(amount, style.digits), style.sign);
}

const ENGLISH_STEPS = [
  { from: 1e9, letter: 'B', digits: 2 },
  { from: 1e6, letter: 'M', digits: 2 },
  { from: 1e4, letter: 'K', digits: 1 },
] as const;
const CHINESE_STEPS = [
  { from: 1e8, letter: '亿', digits: 2 },
  { from: 1e4, letter: '万', digits: 1 },
] as const;

/**
 * An amount as a headline says it: `$4.21M` in English, `421.3万美元` in Chinese. Below ten thousand whole units. The step is
 * chosen after rounding, so that 999,999 reads as a million.
 */
export function shortMoney(amount: string, locale: Locale, currency: string): string {
  const style = currencyStyle(locale, currency);
  const chinese = locale === 'zh-CN';
  const write = (text: string) => (chinese ? text + style.name : withSign(text, style.sign));
  const steps = chinese ? CHINESE_STEPS : ENGLISH_STEPS;
  for (const step of steps) {
    const scale = chinese && step.from === 1e4 ? 1e4 : step.from === 1e4 ? 1e3 : step.from;
    const scaled = new Decimal(amount).div(scale).toDecimalPlaces(step.digits, Decimal.ROUND_HALF_UP);
    if (scaled.abs().gte(new Decimal(step.from).div(scale)))
      return write(roundedText(scaled.toString(), step.digits) + step.letter);
  }
  return write(roundedText(amount, 0));
}
