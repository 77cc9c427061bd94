import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';

/*
 * The least that any product on this engine must do with a ledger: read its documents into typed tables, settle invoices by payments and credits,
 * and say what is overdue, by customer and by age. No landing report, no quarantine, no months behind, no score, no report.
 * Usage: node bare-duckdb.ts EXPORT_DIR PERIOD
 */
function source(dir: string, table: string): string {
  return `read_csv('${join(dir, `${table}.csv`).replaceAll("'", "''")}', all_varchar = true, header = true)`;
}

function money(column: string): string {
  return `coalesce(CAST(TRY_CAST(${column} AS DECIMAL(18,6)) AS DECIMAL(24,6)), TRY_CAST(${column} AS DECIMAL(24,6)))`;
}

const day = (column: string): string => `TRY_CAST(${column} AS DATE)`;

/** Copies are dropped, rows that cannot be read left out. */
function statements(dir: string, period: string): readonly string[] {
  const end = `last_day(DATE '${period}-01')`;
  const settling = (table: string, date: string): string =>
    `SELECT invoice_id, ${money('amount')} AS amount FROM (SELECT DISTINCT * FROM ${source(dir, table)}) WHERE ${day(date)} <= ${end}`;
  return [
    `CREATE TABLE invoices AS SELECT DISTINCT invoice_id, customer_id, ${day('invoice_date')} AS invoice_date, ${day('due_date')} AS due_date,
      ${money('total_amount')} AS total_amount, ${money('cost_amount')} AS cost_amount
     FROM ${source(dir, 'invoices')}
     WHERE lower(status) NOT IN ('void', 'voided', 'deleted') AND customer_id IS NOT NULL AND ${day('invoice_date')} <= ${end}
      AND ${day('due_date')} IS NOT NULL AND ${money('total_amount')} IS NOT NULL`,
    `CREATE TABLE settled AS SELECT invoice_id, sum(amount) AS amount
     FROM (${settling('payments', 'payment_date')} UNION ALL ${settling('credits', 'credit_date')})
     WHERE invoice_id IS NOT NULL GROUP BY invoice_id`,
    `CREATE TABLE customers AS SELECT DISTINCT * FROM ${source(dir, 'customers')}`,
    `CREATE TABLE overdue AS SELECT customer_id, due_date, total_amount - coalesce(amount, 0) AS open_amount,
      date_diff('day', due_date, ${end}) AS days
     FROM invoices LEFT JOIN settled USING (invoice_id) WHERE total_amount > coalesce(amount, 0) AND due_date < ${end}`,
    `CREATE TABLE by_age AS SELECT least(floor((days - 1) / 30), 4) AS age, count(*) AS invoices, sum(open_amount) AS amount FROM overdue GROUP BY age`,
    `CREATE TABLE by_customer AS SELECT c.name, o.* FROM customers c JOIN (
      SELECT customer_id, count(*) AS invoices, sum(open_amount) AS amount, max(days) AS days FROM overdue GROUP BY customer_id) o USING (customer_id)`,
  ];
}

async function main(dir: string, period: string): Promise<void> {
  const connection = await DuckDBConnection.create();
  for (const statement of statements(dir, period)) await connection.run(statement);
  const reader = await connection.runAndReadAll('SELECT count(*), coalesce(sum(open_amount), 0) FROM overdue');
  const [[count, outstanding] = []] = reader.getRowsJson();
  console.log(JSON.stringify({ count: Number(count), outstanding: Number(outstanding).toFixed(2) }));
}

const [dir = '', period = ''] = process.argv.slice(2);
await main(dir, period);
