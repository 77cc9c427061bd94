import type { RowRule, TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import { readDateFormat } from '../../../core/landing/date-format.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { plainNumber } from './number-macros.ts';

/** How one column's text becomes a value, as SQL over the columns `t<n>` (text) and `v<n>` (value). */
export interface ColumnSql {
  readonly name: string;
  /** Text, blank as NULL. */
  readonly text: string;
  /** Name of the value's column. */
  readonly value: string;
  /** Expression of the value over the text; NULL where it can't be read. */
  readonly reading: string;
  /** True for every row that breaks a rule, and perhaps for some that break none. Cheap. Numbers are doubted further by {@link oddDigits}. */
  readonly doubt: string;
  readonly isNumber: boolean;
  /** Exactly which rules a row breaks. */
  readonly faults: readonly { readonly rule: RowRule; readonly when: string }[];
}

const NARROW = 'DECIMAL(18,6)';
const WIDE = 'DECIMAL(24,6)';
const RATE = 'DECIMAL(18,12)';
/** Amounts beyond this are not believed. */
const LARGEST = '1000000000000000';
const NUMBER = String.raw`[\s\v]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[\s\v]*`;
const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const CLOCK = String.raw`[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?`;
const ZONE = String.raw`\s?(Z|z|UTC|[+-]\d{2}(:?\d{2})?)`;
const MONTH = String.raw`\d{4}-(0[1-9]|1[0-2])`;

const matches = (text: string, pattern: string): string => `regexp_full_match(${text}, '${pattern}')`;

/** SQL that is true where a text is a number as the plan writes them. */
export function writtenAsNumber(text: string, plan: TablePlan): string {
  return matches(numberText(text, plan), NUMBER);
}

/** The SQL of one column. With `lean`, a number may be taken for unreadable that the exact pass can read. */
export function columnSql(column: ReadColumn, index: number, plan: TablePlan, lean: boolean): ColumnSql {
  const text = `t${index}`;
  const value = `v${index}`;
  const shape = reading(column, text, value, plan, lean);
  const blank = column.spec.required ? `${text} IS NULL` : undefined;
  const unread = column.spec.required ? `${value} IS NULL` : `(${value} IS NULL AND ${text} IS NOT NULL)`;
  return {
    name: column.name,
    text,
    value,
    reading: shape.reading,
    doubt: [unread, ...shape.doubts].join(' OR '),
    isNumber: shape.isNumber ?? false,
    faults: [...(blank === undefined ? [] : [{ rule: 'blank_required' as const, when: blank }]), ...shape.faults],
  };
}

type Shape = Pick<ColumnSql, 'reading' | 'faults'> & {
  readonly doubts: readonly string[];
  readonly isNumber?: boolean;
};

function reading(column: ReadColumn, text: string, value: string, plan: TablePlan, lean: boolean): Shape {
  const { type } = column.spec;
  if (column.name === 'overdue' && plan.overdue_days_above !== undefined)
    return daysOverdue(text, value, plan, plan.overdue_days_above, lean);
  switch (type) {
    case 'text':
      return { reading: column.spec.upper ? `upper(${text})` : text, doubts: [], faults: [] };
    case 'money':
    case 'rate':
    case 'count':
      return numberShape(column, text, value, plan, lean);
    case 'flag':
      return flagShape(text, value);
    case 'date':
    case 'month':
    case 'timestamp':
      return dateShape(type, text, value, plan);
    default:
      throw new RangeError(`no column of an export has the type ${String(type)}`);
  }
}

function numberText(text: string, plan: TablePlan): string {
  if (plan.decimal === '.') return text;
  return `(CASE WHEN contains(${text}, '.') THEN '?' ELSE replace(${text}, ',', '.') END)`;
}

/**
 * 18-digit decimals are cast a hundred times faster than wider ones, so these are tried first, and alone by the fast pass: an
 * amount of a million millions sends it to the exact one.
 */
function moneyOf(digits: string): string {
  return `coalesce(CAST(TRY_CAST(${digits} AS ${NARROW}) AS ${WIDE}), TRY_CAST(${digits} AS ${WIDE}))`;
}

function numberShape({ spec }: ReadColumn, text: string, value: string, plan: TablePlan, lean: boolean): Shape {
  const digits = lean ? numberText(text, plan) : plainNumber(numberText(text, plan));
  const written = matches(numberText(text, plan), NUMBER);
  const whole = `TRY_CAST(${digits} AS ${NARROW})`;
  const read = {
    money: lean ? whole : moneyOf(digits),
    rate: `TRY_CAST(${digits} AS ${RATE})`,
    count: `CAST(CASE WHEN ${whole} = trunc(${whole}) THEN ${whole} END AS BIGINT)`,
  };
  const huge = spec.type === 'money' ? `abs(${value}) > ${LARGEST}` : undefined;
  const bounds = [
    ...(spec.min === undefined ? [] : [`${value} < ${spec.min}`]),
    ...(spec.max === undefined ? [] : [`${value} > ${spec.max}`]),
  ];
  const unread = `${value} IS NULL AND ${text} IS NOT NULL`;
  const fraction = spec.type === 'count' ? ` OR ${whole} <> trunc(${whole})` : '';
  const notNumber = `${text} IS NOT NULL AND (NOT ${written}${fraction})`;
  const beyond = `${unread} AND ${written}${spec.type === 'count' ? ` AND ${whole} IS NULL` : ''}`;
  return {
    reading: read[spec.type === 'rate' || spec.type === 'count' ? spec.type : 'money'],
    isNumber: true,
    doubts: [...bounds, ...(huge === undefined ? [] : [huge]), ...(spec.total ? [`${value} < 0`] : [])],
    faults: [
      { rule: 'bad_number', when: notNumber },
      ...(huge === undefined
        ? [{ rule: 'out_of_range' as const, when: [beyond, ...bounds].map((one) => `(${one})`).join(' OR ') }]
        : [{ rule: 'amount_too_large' as const, when: `(${beyond}) OR (${written} AND ${huge})` }]),
      ...(huge !== undefined && bounds.length > 0
        ? [{ rule: 'out_of_range' as const, when: `${written} AND (${bounds.join(' OR ')})` }]
        : []),
      ...(spec.total ? [{ rule: 'negative_total' as const, when: `${written} AND ${value} < 0` }] : []),
    ],
  };
}

function daysOverdue(text: string, value: string, plan: TablePlan, above: number, lean: boolean): Shape {
  const digits = numberText(text, plan);
  return {
    reading: `TRY_CAST(${lean ? digits : plainNumber(digits)} AS ${NARROW}) > ${above}`,
    isNumber: true,
    doubts: [],
    faults: [
      { rule: 'bad_number', when: `${text} IS NOT NULL AND (${value} IS NULL OR NOT ${matches(digits, NUMBER)})` },
    ],
  };
}

function flagShape(text: string, value: string): Shape {
  const word = `lower(trim(${text}))`;
  return {
    reading: `CASE WHEN ${word} IN ('true', '1', 'yes') THEN TRUE WHEN ${word} IN ('false', '0', 'no') THEN FALSE END`,
    doubts: [],
    faults: [{ rule: 'bad_boolean', when: `${text} IS NOT NULL AND ${value} IS NULL` }],
  };
}

function dateShape(type: 'date' | 'month' | 'timestamp', text: string, value: string, plan: TablePlan): Shape {
  const day = dayOf(text, plan);
  const read = {
    date: day,
    month: `CASE WHEN ${matches(text, MONTH)} THEN ${text} ELSE strftime(${day}, '%Y-%m') END`,
    timestamp: momentOf(text, plan),
  };
  const first = type === 'month' ? "'1000-01'" : "'1000-01-01'";
  const last = type === 'month' ? "'9999-12'" : "'9999-12-31'";
  const outside = `${value} < ${first} OR ${value} > ${last}`;
  return {
    reading: read[type],
    doubts: [outside],
    faults: [{ rule: 'bad_date', when: `${text} IS NOT NULL AND (${value} IS NULL OR ${outside})` }],
  };
}

function dayOf(text: string, plan: TablePlan): string {
  const given = formatted(text, plan);
  if (given !== undefined) return `CAST(${given} AS DATE)`;
  return `CASE WHEN ${matches(text, DAY)} THEN TRY_CAST(${text} AS DATE) ELSE CAST(${isoMoment(text, plan)} AS DATE) END`;
}

/** A time stamp is read by the manifest's format or as ISO: the two can't be confused. */
function momentOf(text: string, plan: TablePlan): string {
  const given = formatted(text, plan);
  const iso = `CASE WHEN ${matches(text, DAY)} THEN TRY_CAST(${text} AS TIMESTAMP) ELSE ${isoMoment(text, plan)} END`;
  return given === undefined ? iso : `coalesce(${given}, ${iso})`;
}

/** A moment given with a zone falls on the day it was in the rules' time zone; one without stands as written. */
function isoMoment(text: string, plan: TablePlan): string {
  const zoned = `timezone(${textLiteral(plan.time_zone)}, TRY_CAST(${text} AS TIMESTAMPTZ))`;
  return `CASE WHEN ${matches(text, DAY + CLOCK)} THEN TRY_CAST(${text} AS TIMESTAMP) WHEN ${matches(text, DAY + CLOCK + ZONE)} THEN ${zoned} END`;
}

function formatted(text: string, plan: TablePlan): string | undefined {
  if (plan.date_format === undefined) return undefined;
  const format = readDateFormat(plan.date_format);
  if ('fault' in format) throw new RangeError(`date format ${plan.date_format}: ${format.fault}`);
  // The engine takes words such as "infinity" for dates whatever the format.
  const moment = `CASE WHEN ${text} SIMILAR TO '.*[0-9].*' THEN TRY_STRPTIME(${text}, ${textLiteral(format.format)}) END`;
  return format.zoned ? `timezone(${textLiteral(plan.time_zone)}, ${moment})` : moment;
}
