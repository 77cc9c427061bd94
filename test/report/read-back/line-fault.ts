import type { Locale } from '../../../core/contracts/config.ts';
import type { CustomerLine, ReportInput } from '../../../core/contracts/report-input.ts';
import { formsOf, tokensOf } from './written-forms.ts';

/** Lines that a mail, a list of those without a score and a printed list hold at most. */
const LISTED = [10, 20, 100];
const SCALAR = ['payment_rate_pct', 'outstanding_balance', 'credit_score', 'stability', 'score'] as const;

/** How the numbers of a customer's line may be written. */
export function customerForms(line: CustomerLine, locale: Locale): ReadonlySet<string> {
  const own = SCALAR.flatMap((field) => {
    const value = line[field];
    if (value === null) return [];
    if (field === 'outstanding_balance') return formsOf(value, 'money', locale);
    return formsOf(value, field === 'payment_rate_pct' ? 'pct' : 'score', locale);
  });
  const reasons = line.reasons.flatMap(({ value, points }) => [
    ...formsOf(value, 'pct', locale),
    ...formsOf(value, 'count', locale),
    ...formsOf(points, 'points', locale),
    ...(points.toFixed(1) === points.toFixed(0) ? [] : [points.toFixed(1)]),
    `${formsOf(points, 'count', locale)[0]}.0`,
  ]);
  return new Set([...own, ...reasons]);
}

/** What is wrong with a number that says which line of evidence holds it; null where the line holds it. */
export function lineFault(input: ReportInput, at: string, text: string, locale: Locale): string | null {
  const [file = '', place = ''] = at.split(/#(.*)/s);
  const [token] = tokensOf(text);
  const fault = `${at} does not hold ${text}`;
  if (!token) return fault;
  const is = (value: number | undefined) =>
    value !== undefined && formsOf(value, 'count', locale).includes(token.text) ? null : fault;
  if (file === 'run.json' && place === 'revision') return is(input.run.revision);
  if (file === 'figures.json') {
    const rows = input.figures[place]?.value;
    return is(Array.isArray(rows) ? rows.length : undefined);
  }
  if (file === 'landing.json' && place === 'files')
    return is(new Set(input.landing.flatMap(({ files }) => files)).size);
  if (file === 'landing.json' && place === 'quarantined')
    return is(input.landing.reduce((sum, { quarantined }) => sum + quarantined, 0));
  if (file === 'landing.json') {
    const table = input.landing.find(({ table: name }) => place.startsWith(`${name}.`));
    const value: unknown = table && Object.entries(table).find(([field]) => place === `${table.table}.${field}`)?.[1];
    return is(typeof value === 'number' ? value : undefined);
  }
  if (file !== 'customers.csv') return `${file} is no evidence`;
  if (place === '') {
    const counts = [input.customers.length, input.unscored.length, ...LISTED];
    return counts.includes(Number(token.text.replaceAll(',', ''))) ? null : fault;
  }
  const line = input.customers.find(({ customer_id }) => customer_id === place);
  return line && customerForms(line, locale).has(token.text) ? null : fault;
}

/** What is wrong with a number that says which setting it is; null where the rules say so. */
export function settingFault(input: ReportInput, path: string, text: string, locale: Locale): string | null {
  const found = path
    .split('.')
    .reduce<unknown>(
      (rules, key) => (typeof rules === 'object' && rules !== null ? Reflect.get(rules, key) : undefined),
      input.rules,
    );
  const [token] = tokensOf(text);
  if (typeof found !== 'number' && typeof found !== 'string') return `${path} is no setting`;
  const forms = [...formsOf(found, 'money', locale), ...formsOf(found, 'pct', locale), String(found)];
  return token && forms.includes(token.text) ? null : `${path} is ${found} but shows ${text}`;
}
