import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { categoricalColumn, type LoanTable } from '../../core/domain/scorecard/loan-table.ts';

/** A public loan book as texts, column by column. */
export interface LoanBook {
  readonly name: string;
  readonly overdue: Uint8Array;
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Columns whose numbers are codes. */
  readonly categorical: ReadonlySet<string>;
  readonly gender: readonly string[] | null;
}

/** Statlog's German credit data: 1,000 loans, 300 bad. The column with the sex in it is measured and never scored. */
export function germanBook(data: string): LoanBook {
  const [header = [], ...rows] = readFileSync(join(data, 'german-credit', 'german.data'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/));
  const names = header.slice(0, -1);
  const columns = new Map(names.map((name, index) => [name, rows.map((row) => row[index] ?? '')]));
  const status = columns.get('Status/sex') ?? [];
  columns.delete('Status/sex');
  return {
    name: 'german',
    overdue: Uint8Array.from(rows, (row) => (row.at(-1) === '2' ? 1 : 0)),
    columns,
    categorical: new Set(),
    gender: status.map((code) => (code === 'A92' || code === 'A95' ? 'female' : 'male')),
  };
}

/** Rows of the SBA case of Li, Mickel and Taylor (2018) as they are: 2,101 loans, 686 charged off. */
export function sbaRows(data: string): Record<string, string>[] {
  return parse(readFileSync(join(data, 'sba-loans', 'SBAcase.11.13.17.csv')), { columns: true, bom: true });
}

/** What is known when a loan is applied for: neither the term, which a charge-off shortens, nor what came after, nor identifiers. */
const SBA_FEATURES = [
  'Bank',
  'BankState',
  'NAICS',
  'NoEmp',
  'NewExist',
  'CreateJob',
  'RetainedJob',
  'FranchiseCode',
  'UrbanRural',
  'RevLineCr',
  'LowDoc',
  'DisbursementGross',
  'GrAppv',
  'SBA_Appv',
  'New',
  'RealEstate',
  'Portion',
];
const SBA_CODES = [
  'Bank',
  'BankState',
  'NAICS',
  'NewExist',
  'FranchiseCode',
  'UrbanRural',
  'RevLineCr',
  'LowDoc',
  'New',
];

/** The SBA book; `withYear` adds the fiscal year of approval. */
export function sbaBook(data: string, withYear = false): LoanBook {
  const rows = sbaRows(data);
  const names = withYear ? [...SBA_FEATURES, 'ApprovalFY'] : SBA_FEATURES;
  return {
    name: withYear ? 'sba with year' : 'sba',
    overdue: Uint8Array.from(rows, (row) => Number(row.Default)),
    columns: new Map(names.map((name) => [name, rows.map((row) => row[name] ?? '')])),
    categorical: new Set(SBA_CODES),
    gender: null,
  };
}

/** The book as the review takes it. */
export function tableOf(book: LoanBook): LoanTable {
  const numeric = new Map<string, Float64Array>();
  const categorical = new Map<string, ReturnType<typeof categoricalColumn>>();
  for (const [name, values] of book.columns) {
    if (isNumeric(book, name))
      numeric.set(
        name,
        Float64Array.from(values, (value) => (value === '' ? Number.NaN : Number(value))),
      );
    else categorical.set(name, categoricalColumn(values));
  }
  return {
    ids: Array.from(book.overdue, (_, row) => `L${row + 1}`),
    overdue: book.overdue,
    excluded: 0,
    targetDefinition: 'overdue = 1',
    numeric,
    categorical,
    protectedAttributes: book.gender === null ? new Map() : new Map([['gender', categoricalColumn(book.gender)]]),
  };
}

/** Whether every value of a column is a number that means a quantity. */
export function isNumeric(book: LoanBook, name: string): boolean {
  return (
    !book.categorical.has(name) &&
    (book.columns.get(name) ?? []).every((value) => value === '' || Number.isFinite(Number(value)))
  );
}
