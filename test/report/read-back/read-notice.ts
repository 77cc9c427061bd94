import { Decimal } from 'decimal.js';
import type { Locale } from '../../../core/contracts/config.ts';
import type { FigureUnit } from '../../../core/contracts/figure.ts';
import { formsOf, monthForms, type Token, tokensOf } from './written-forms.ts';

/** A number and its unit, or an amount and its currency. */
export type Fact = readonly [value: number | string, unit: FigureUnit | { readonly currency: string }];

/** What a part of a mail must say, and what it may say besides: nothing else may stand there. */
export interface Facts {
  readonly must: readonly Fact[];
  readonly may?: readonly Fact[];
  /** ISO days and months that must be said. */
  readonly days?: readonly string[];
  readonly months?: readonly string[];
  /** Names and ids of the data, whose digits are no numbers. */
  readonly texts?: readonly string[];
}

/** Stands where something was cut. */
const HOLE = '\u0000';

function dayForm(day: string, locale: Locale): string {
  const date = new Date(`${day}T00:00:00Z`);
  const [year, month, number] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
  if (locale === 'zh-CN') return `${year}年${month}月${number}日`;
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

function factForms([value, unit]: Fact, locale: Locale): readonly string[] {
  if (typeof unit === 'string') return formsOf(value, unit, locale);
  const { currency } = unit;
  const style = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  // An amount of a mail is written in full.
  return [formsOf(new Decimal(value).toFixed(), 'money', locale, style.maximumFractionDigits)[0] ?? ''];
}

/** Numbers, days and months of a text that are none of its own, and those of its own that it does not say. */
export function noticeFaults(
  text: string,
  facts: Facts,
  locale: Locale,
  isWritten: (text: string, token: Token) => boolean,
): string[] {
  const faults: string[] = [];
  let rest = text.replace(/\s+/g, ' ');
  const longestFirst = (facts.texts ?? []).filter((own) => own !== '').toSorted((a, b) => b.length - a.length);
  for (const own of longestFirst) rest = rest.replaceAll(own, HOLE);
  const said = [
    ...(facts.days ?? []).map((day) => dayForm(day, locale)),
    ...(facts.months ?? []).map((month) => monthForms(month, locale)[0] ?? ''),
  ];
  for (const form of new Set(said)) {
    if (!rest.includes(form)) faults.push(`does not say ${form}`);
    rest = rest.replaceAll(form, HOLE);
  }
  const tokens = tokensOf(rest);
  const written = new Set(tokens.map((token) => token.text));
  for (const fact of facts.must) {
    const forms = factForms(fact, locale);
    if (!forms.some((form) => written.has(form))) faults.push(`does not say ${forms[0]}`);
  }
  const own = new Set([...facts.must, ...(facts.may ?? [])].flatMap((fact) => factForms(fact, locale)));
  // What is known is cut, so that only words stand around a number that belongs to them.
  for (const { at, end } of tokens.filter((token) => own.has(token.text)).toReversed())
    rest = rest.slice(0, at) + HOLE + rest.slice(end);
  for (const token of tokensOf(rest))
    if (!isWritten(rest, token))
      faults.push(`says ${token.text}: ${rest.slice(Math.max(0, token.at - 30), token.end + 30)}`);
  return faults;
}
