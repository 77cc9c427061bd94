import { SQL_TYPES } from '../../../core/contracts/internal-tables.ts';
import type { RowRule, TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import { type LandingColumn, landedName, landingColumns, type ReadColumn } from '../../../core/landing/table-layout.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import { type ColumnSql, columnSql } from './column-sql.ts';
import { oddDigits } from './number-macros.ts';

/** One rule of one column, as the numbers in a staged row's `_faults` mean it. */
export interface FaultCode {
  readonly column: string;
  readonly rule: RowRule;
}

/** The SQL that types a table's rows and judges them, whatever files they come from. */
export interface TableSql {
  readonly columns: readonly ColumnSql[];
  readonly landing: readonly LandingColumn[];
  /** `v0`, `v1`, … over `t0`, `t1`, … */
  readonly values: string;
  /** True for rows that are marked as deleted. */
  readonly deleted: string;
  /** True for every row that breaks a rule, and for some that break none. */
  readonly doubt: string;
  /** List of the fault codes of a row. */
  readonly faultList: string;
  readonly faultCodes: readonly FaultCode[];
  /** Landed columns over the values, aliased by their names. */
  readonly landed: string;
  /** Value columns that together are the row's key, and what they are called in the landed file. */
  readonly keyValues: readonly string[];
  readonly keyLanded: readonly string[];
  readonly updatedAt: string;
  /** |amount| where it could be read and is believed; and what it is called in the landed file. */
  readonly amount: string;
  readonly amountLanded: string | undefined;
}

const GONE = "'void', 'voided', 'deleted'";

/** What the SQL of a table depends on. */
export interface TableSqlRequest {
  readonly spec: TableSpec;
  readonly plan: TablePlan;
  readonly columns: readonly ReadColumn[];
  /** The month marts are a snapshot of. */
  readonly period: string;
  /** For the fast pass. */
  readonly lean: boolean;
}

/** Puts the SQL of a table together. */
export function tableSql({ spec, plan, columns, period, lean }: TableSqlRequest): TableSql {
  const sql = columns.map((column, index) => columnSql(column, index, plan, lean));
  const value = (name: string): string | undefined => sql.find((column) => column.name === name)?.value;
  const landing = landingColumns(spec, columns);
  const faults = sql.flatMap((column) => column.faults.map((fault) => ({ ...fault, column: column.name })));
  const amount = spec.amount === undefined ? undefined : value(spec.amount);
  const keys = spec.key.flatMap((name) => value(name) ?? []);
  // Rules are looked at one by one, with their patterns, only where a row is doubted: nearly all rows are not.
  const doubt = [...sql.map((column) => column.doubt), oddDigits(NUMERALS)].join(' OR ');
  return {
    columns: sql,
    landing,
    values: [...sql.map((column) => `${column.reading} AS ${column.value}`), numerals(sql)].join(', '),
    deleted: deletedSql(value),
    doubt,
    faultList: `CASE WHEN ${doubt} THEN list_filter([${faults.map((fault, code) => `CASE WHEN ${fault.when} THEN ${code} END`).join(', ')}], lambda code: code IS NOT NULL) ELSE [] END`,
    faultCodes: faults.map(({ column, rule }) => ({ column, rule })),
    landed: landing.map((column) => `${landedSql(column, value, period)} AS ${quoteName(column.name)}`).join(', '),
    keyValues: keys,
    keyLanded: spec.key.flatMap((name) => landedName(spec, name) ?? []).map(quoteName),
    amountLanded: optionalName(spec.amount === undefined ? undefined : landedName(spec, spec.amount)),
    updatedAt: value('updated_at') ?? 'NULL::TIMESTAMP',
    amount:
      amount === undefined
        ? 'NULL::DECIMAL(24,6)'
        : `CASE WHEN abs(${amount}) <= 1000000000000000 THEN abs(${amount}) END`,
  };
}

const optionalName = (name: string | undefined): string | undefined =>
  name === undefined ? undefined : quoteName(name);

/** All numbers of a row in one text, to be looked at once. */
const NUMERALS = '_numerals';

function numerals(columns: readonly ColumnSql[]): string {
  const texts = columns.filter(({ isNumber }) => isNumber).map(({ text }) => text);
  return `${texts.length === 0 ? "''" : `concat(${texts.join(', ')})`} AS ${NUMERALS}`;
}

function deletedSql(value: (name: string) => string | undefined): string {
  const flag = value('_fivetran_deleted');
  const status = value('status');
  const parts = [
    ...(flag === undefined ? [] : [`coalesce(${flag}, FALSE)`]),
    ...(status === undefined ? [] : [`coalesce(lower(${status}) IN (${GONE}), FALSE)`]),
  ];
  return parts.length === 0 ? 'FALSE' : parts.join(' OR ');
}

function landedSql(column: LandingColumn, value: (name: string) => string | undefined, period: string): string {
  const type = SQL_TYPES[column.type].duckdb;
  if ('text' in column.value) return `CAST(${textLiteral(column.value.text)} AS ${type})`;
  if ('period' in column.value) return `CAST(${textLiteral(period)} AS ${type})`;
  const source = 'from' in column.value ? value(column.value.from) : undefined;
  return `CAST(${source ?? 'NULL'} AS ${type})`;
}

/** The key as a list of texts; NULL where there is none or all its parts are blank. */
export function keyList(columns: readonly string[]): string {
  if (columns.length === 0) return 'CAST(NULL AS VARCHAR[])';
  return `CASE WHEN ${anyOf(columns)} THEN [${columns.map(asText).join(', ')}] END`;
}

/** A hash of the key, NULL where {@link keyList} is. */
export function keyHash(columns: readonly string[]): string {
  if (columns.length === 0) return 'CAST(NULL AS UBIGINT)';
  return `CASE WHEN ${anyOf(columns)} THEN hash(${columns.map(asText).join(', ')}) END`;
}

/** A mark of a landed row, the same for rows that may be copies of each other: its key's hash, or that of everything that landed. */
export function rowMark({ keyLanded, landing }: Pick<TableSql, 'keyLanded' | 'landing'>): string {
  return `coalesce(${keyHash(keyLanded)}, hash(${landing.map((column) => quoteName(column.name)).join(', ')}))`;
}

const anyOf = (columns: readonly string[]): string => columns.map((column) => `${column} IS NOT NULL`).join(' OR ');
const asText = (column: string): string => `CAST(${column} AS VARCHAR)`;

/** An identifier in SQL. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
