import { Decimal } from 'decimal.js';
import type { Locale } from '../../../core/contracts/config.ts';
import type { FigureUnit } from '../../../core/contracts/figure.ts';

/** A number in a text: its digits and scale as written, the sign before it, and what stands right after it. */
export interface Token {
  readonly text: string;
  readonly sign: '+' | '−' | '';
  readonly at: number;
  readonly end: number;
}

const TOKEN =
  /([+−-])?((?:US|HK|CA|A|NT)?[$€£¥]\u00a0?)?((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)([KMB万亿](?![A-Za-z]))?/gu;

/** Every number of a text, in order. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((match) => {
    const [all, sign = '', currency = '', digits = '', scale = ''] = match;
    // A hyphen after a letter or a digit is none of a minus.
    const before = text[match.index - 1] ?? '';
    const signed = sign === '−' || (sign === '-' && !/[\p{L}\d]/u.test(before)) ? '−' : sign === '+' ? '+' : '';
    const at = match.index + sign.length + currency.length;
    return { text: digits + scale, sign: signed, at, end: match.index + all.length };
  });
}

function grouped(value: Decimal, digits: number): string {
  const [whole = '0', fraction] = value.abs().toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toFixed(digits).split('.');
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

/** Steps of short amounts: from which size on, what they are divided by, the letter, the digits after the point. */
const STEPS: Readonly<Record<Locale, readonly (readonly [number, number, string, number])[]>> = {
  en: [
    [1e9, 1e9, 'B', 2],
    [1e6, 1e6, 'M', 2],
    [1e4, 1e3, 'K', 1],
  ],
  'zh-CN': [
    [1e8, 1e8, '亿', 2],
    [1e4, 1e4, '万', 1],
  ],
};

function shortForm(value: Decimal, locale: Locale, digits?: number): string {
  for (const [from, scale, letter, places] of STEPS[locale]) {
    const scaled = value.div(scale).toDecimalPlaces(digits ?? places, Decimal.ROUND_HALF_UP);
    if (scaled.abs().gte(from / scale)) return grouped(scaled, digits ?? places) + letter;
  }
  return grouped(value, 0);
}

const DECIMALS: Readonly<Partial<Record<FigureUnit, number>>> = {
  count: 0,
  months: 0,
  pct: 1,
  pp: 1,
  score: 1,
  points: 1,
  days: 1,
  fraction: 3,
  ratio: 2,
};

function edgeForms(value: Decimal, locale: Locale): string[] {
  const plain = String(Number(value.toNumber().toPrecision(4))).replace('-', '');
  const letter = locale === 'zh-CN' ? '万' : 'K';
  const scaled = value.div(locale === 'zh-CN' ? 10_000 : 1000);
  return value.abs().gte(10_000)
    ? [0, 1].map((digits) => grouped(scaled, digits) + letter)
    : [plain, grouped(value, 0)];
}

/**
 * How a value may be written in a language, without its sign: rounded half away from zero to the digits its unit has, amounts in full or in
 * 万 and 亿 (K, M and B), whole where it is whole. Written anew from the rules of the report, not with its code.
 */
export function formsOf(
  value: string | number,
  unit: FigureUnit,
  locale: Locale,
  currencyDigits = 2,
): readonly string[] {
  const number = new Decimal(value);
  const whole = number.isInteger() ? [grouped(number, 0)] : [];
  if (unit === 'money') return [grouped(number, currencyDigits), shortForm(number, locale), ...whole];
  if (unit === 'pct' && !number.isInteger()) {
    if (number.gt(99.9) && number.lt(100)) return [grouped(number, 1), '99.9'];
    return number.gt(0) && number.lt(0.05) ? ['0.1'] : [grouped(number, 1)];
  }
  if (unit === 'fraction' && number.gt(0) && number.lt(0.0005)) return ['0.001'];
  if (unit === 'number') return [grouped(number, number.abs().gte(10) ? 1 : 2), ...whole];
  return [grouped(number, DECIMALS[unit] ?? 2), ...whole];
}

/** How the edge of a bin may be written: in few characters. */
export function edgeFormsOf(value: number, locale: Locale): readonly string[] {
  return edgeForms(new Decimal(value), locale);
}

/** How a month may be written. */
export function monthForms(month: string, locale: Locale): readonly string[] {
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  if (locale === 'zh-CN') return [`${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月`];
  return [new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(date)];
}
