import type { DuckDBConnection, Json } from '@duckdb/node-api';
import {
  BOOK_CHECKS,
  type BookCheck,
  type ComparedBooks,
  type ComparedCurrency,
  DIFFERENCES_LISTED,
  type DifferenceFacts,
} from '../../../core/contracts/reconciliation.ts';
import { lastDay } from '../../../core/domain/month.ts';
import { dateLiteral, decimalLiteral, textLiteral } from '../../../core/domain/sql-literal.ts';
import type { BooksToCompare } from '../../../core/ports/lander.ts';
import { parquetFile } from '../parquet-file.ts';
import { BOOKS_SQL, CHECK_SQL } from './books-sql.ts';

/**
 * Holds the balances and totals that QuickBooks itself gives against what its documents add up to at the period's end. Balances are
 * those of the day of the export: they are compared only where nothing in it is dated after the period.
 */
export async function compareBooks(
  connection: DuckDBConnection,
  { tables, period, homeCurrency, limits }: BooksToCompare,
): Promise<readonly ComparedBooks[]> {
  const values = {
    period_end: dateLiteral(lastDay(period)),
    home: textLiteral(homeCurrency),
    tolerance: decimalLiteral(limits.tolerance),
    tax: decimalLiteral(limits.tax_up_to_pct),
  };
  const source = (table: string) => {
    const data = tables.find((landed) => landed.table.table === table)?.data;
    return data === undefined ? null : parquetFile(data);
  };
  const made: string[] = [];
  try {
    for (const [name, sql] of Object.entries(BOOKS_SQL)) {
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql(source, values)}`);
      made.push(name);
    }
    const later = (await rowsOf(connection, 'SELECT count(*) AS n FROM books_later'))[0]?.n !== '0';
    const compared: ComparedBooks[] = [];
    for (const check of BOOK_CHECKS) compared.push(await compareOne(connection, check, later, values));
    return compared;
  } finally {
    for (const name of made.reverse()) await connection.run(`DROP TABLE IF EXISTS ${name}`);
  }
}

async function compareOne(
  connection: DuckDBConnection,
  check: BookCheck,
  later: boolean,
  values: Parameters<(typeof CHECK_SQL)[BookCheck]>[0],
): Promise<ComparedBooks> {
  const balances = check === 'customer_balance' || check === 'invoice_balance';
  const rows = `(${CHECK_SQL[check](values)})`;
  const beyond = `abs(books - derived) > ${values.tolerance}`;
  const currencies = await rowsOf(
    connection,
    `SELECT currency, count(*) AS compared,
       count(*) FILTER (${beyond} AND NOT explained) AS differing,
       count(*) FILTER (${beyond} AND explained) AS explained,
       sum(abs(books)) AS books_total,
       coalesce(sum(abs(books - derived)) FILTER (${beyond} AND NOT explained), 0) AS difference_total
     FROM ${rows} GROUP BY currency ORDER BY currency`,
  );
  if (currencies.length === 0) return { check, not_compared: 'not_given', currencies: [], differences: [] };
  if (balances && later) return { check, not_compared: 'later_rows', currencies: [], differences: [] };
  const differences = await rowsOf(
    connection,
    `SELECT * FROM ${rows} WHERE ${beyond}
     ORDER BY abs(books - derived) DESC, customer_id, document_id LIMIT ${DIFFERENCES_LISTED}`,
  );
  return { check, currencies: currencies.map(currencyOf), differences: differences.map((row) => factsOf(check, row)) };
}

type Row = Readonly<Record<string, string>>;

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader
    .getRowObjectsJson()
    .map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]) => textOf(name, value))));
}

function textOf(name: string, value: Json): [string, string][] {
  return value === null ? [] : [[name, String(value)]];
}

function currencyOf(row: Row): ComparedCurrency {
  return {
    currency: row.currency ?? '',
    compared: Number(row.compared),
    differing: Number(row.differing),
    explained: Number(row.explained),
    books_total: plain(row.books_total),
    difference_total: plain(row.difference_total),
  };
}

function factsOf(check: BookCheck, row: Row): DifferenceFacts {
  return {
    check,
    customer_id: row.customer_id ?? '',
    document_id: row.document_id ?? null,
    currency: row.currency ?? '',
    books: plain(row.books),
    derived: plain(row.derived),
    documents: Number(row.documents ?? 0),
    of_invoices: plain(row.of_invoices),
    journal_lines: plain(row.journal_lines),
    refunds: plain(row.refunds),
    orphan_lines: plain(row.orphan_lines),
  };
}

/** A decimal without zeros that say nothing, but with its cents. */
function plain(text = '0'): string {
  const [whole = '0', digits = ''] = text.split('.');
  const kept = digits.replace(/0+$/, '');
  return `${whole}.${kept.padEnd(2, '0')}`;
}
