import type { Locale } from '../../core/contracts/config.ts';
import type { FigureCell, FigureUnit } from '../../core/contracts/figure.ts';
import { cleanText } from './clean-text.ts';
import { fullMoney, shortMoney } from './money.ts';
import { roundedText, signedText } from './round.ts';

/**
 * How one value is written. `short` is for headlines (money in millions or 万), `size` leaves the sign to the words ("fell by 2.1 pp"),
 * `signed` always shows one.
 */
export type NumberStyle = 'full' | 'short' | 'size' | 'signed';

/** Writes values as a reader of the language expects them. The only place where numbers are rounded. */
export interface Formatter {
  readonly locale: Locale;
  readonly currency: string;
  readonly count: (value: number) => string;
  readonly pct: (value: number) => string;
  readonly pp: (value: number, style?: NumberStyle) => string;
  readonly money: (amount: string, style?: NumberStyle, currency?: string) => string;
  /** `2026-06` → `June 2026`, `2026年6月`. */
  readonly month: (month: string) => string;
  /** `2026-06` → `Jun`, `6月`; with the year where it begins or is asked for. */
  readonly monthShort: (month: string, withYear?: boolean) => string;
  /** `2026-07-07` → `7 July 2026`, `2026年7月7日`. */
  readonly day: (day: string) => string;
  /** Any value by its unit; null gives null, and the words say why. */
  readonly value: (value: FigureCell, unit: FigureUnit, style?: NumberStyle, currency?: string) => string | null;
}

const DIGITS: Readonly<Partial<Record<FigureUnit, number>>> = {
  count: 0,
  fraction: 3,
  ratio: 2,
  score: 1,
  points: 1,
  days: 1,
  months: 0,
  number: 2,
};

const ENGLISH_MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function monthParts(month: string): { year: string; number: number } | null {
  const match = /^(\d{4})-(\d{2})/.exec(month);
  const number = Number(match?.[2]);
  return match?.[1] && number >= 1 && number <= 12 ? { year: match[1], number } : null;
}

function monthText(locale: Locale, month: string): string {
  const parts = monthParts(month);
  if (!parts) return cleanText(month);
  return locale === 'zh-CN' ? `${parts.year}年${parts.number}月` : `${ENGLISH_MONTHS[parts.number - 1]} ${parts.year}`;
}

function shortMonthText(locale: Locale, month: string, withYear: boolean): string {
  const parts = monthParts(month);
  if (!parts) return cleanText(month);
  const name = locale === 'zh-CN' ? `${parts.number}月` : (ENGLISH_MONTHS[parts.number - 1] ?? '').slice(0, 3);
  if (!withYear && parts.number !== 1) return name;
  return locale === 'zh-CN' ? `${parts.year}年${name}` : `${name} ${parts.year}`;
}

function dayText(locale: Locale, day: string): string {
  const parts = monthParts(day);
  const number = Number(day.slice(8, 10));
  if (!parts || !number) return cleanText(day);
  return locale === 'zh-CN' ? `${monthText(locale, day)}${number}日` : `${number} ${monthText(locale, day)}`;
}

const magnitude = (text: string) => text.replace(/^[−+]/, '');

/** A share of no more than 100 % and no less than all of it: 99.97 is not written as 100.0, nor 0.03 as 0.0. */
function pctText(value: number): string {
  if (value === 0 || value === 100) return `${value}%`;
  const text = roundedText(value, 1);
  if (text === '100.0' && value < 100) return '>99.9%';
  if (text === '0.0' && value > 0) return '<0.1%';
  return `${text}%`;
}

/** A formatter for a language and the currency amounts are in. */
export function createFormatter(locale: Locale, currency: string): Formatter {
  const pp = (value: number, style: NumberStyle = 'signed') => {
    const text = style === 'size' ? magnitude(roundedText(value, 1)) : signedText(value, 1);
    return locale === 'zh-CN' ? `${text}个百分点` : `${text}\u00a0pp`;
  };
  const money = (amount: string, style: NumberStyle = 'full', code: string = currency) => {
    const text = style === 'full' ? fullMoney(amount, locale, code) : shortMoney(amount, locale, code);
    return style === 'size' ? magnitude(text) : text;
  };
  const plain = (value: number, unit: FigureUnit, style: NumberStyle) => {
    if (unit === 'fraction' && value > 0 && value < 0.0005) return '< 0.001';
    const large = unit === 'number' && Math.abs(value) >= 10;
    const digits = Number.isInteger(value) ? 0 : large ? 1 : (DIGITS[unit] ?? 2);
    if (style === 'signed') return signedText(value, digits);
    const text = roundedText(value, digits);
    return style === 'size' ? magnitude(text) : text;
  };
  const number = (value: number, unit: FigureUnit, style: NumberStyle) => {
    if (unit === 'pct') return style === 'size' ? magnitude(pctText(value)) : pctText(value);
    if (unit === 'pp') return pp(value, style);
    return plain(value, unit, style);
  };
  return {
    locale,
    currency,
    count: (value) => roundedText(value, 0),
    pct: pctText,
    pp,
    money,
    month: (month) => monthText(locale, month),
    monthShort: (month, withYear = false) => shortMonthText(locale, month, withYear),
    day: (day) => dayText(locale, day),
    value: (value, unit, style = 'full', code = currency) => {
      if (value === null) return null;
      if (typeof value === 'boolean') return String(value);
      if (unit === 'money') return money(String(value), style, code);
      if (unit === 'month') return monthText(locale, String(value));
      return typeof value === 'number' ? number(value, unit, style) : cleanText(value);
    },
  };
}
