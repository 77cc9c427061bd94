import type { DuckDBConnection } from '@duckdb/node-api';
import type { MisdatedTable, SetCheck, SuspectRule } from '../../../core/contracts/landing.ts';
import { lastDay } from '../../../core/domain/month.ts';
import { dateLiteral, textLiteral } from '../../../core/domain/sql-literal.ts';
import { landedName } from '../../../core/landing/table-layout.ts';
import { tableSpec } from '../../../core/landing/table-specs/profile-tables.ts';
import type { Reference, Settlement, TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import type { LandedOnDisk } from '../../../core/ports/lander.ts';
import { parquetFile } from '../parquet-file.ts';
import { quoteName } from './table-sql.ts';

/** Counts that each answer one question of a table: rule → SQL of the count. */
type Counts = Map<SuspectRule | DateSign, string>;
/** Signs of misread dates: they count for the warning, and are no suspects by themselves. */
type DateSign = 'misdated' | 'exchanged';

/**
 * Looks at the landed tables together: dates that can't be right, rows after the period, and names of rows that the export
 * does not have. These rows are kept; they are counted.
 */
export async function checkSet(
  connection: DuckDBConnection,
  tables: readonly LandedOnDisk[],
  period: string,
): Promise<SetCheck> {
  const suspect: Record<string, Partial<Record<SuspectRule, number>>> = {};
  const misdated: MisdatedTable[] = [];
  for (const landed of tables) {
    if (landed.data === undefined) continue;
    const spec = tableSpec(landed.table.table);
    const counts = await countAll(connection, countsOf(spec, landed.data, tables, period));
    const [wrong, exchanged] = [counts.get('misdated') ?? 0, counts.get('exchanged') ?? 0];
    if (wrong + exchanged > 0)
      misdated.push({ table: spec.table, misdated: wrong, exchanged, rows: landed.table.rows_landed });
    const found = [...counts].filter(([rule, count]) => rule !== 'misdated' && rule !== 'exchanged' && count > 0);
    if (found.length > 0) suspect[spec.table] = Object.fromEntries(found);
  }
  return { suspect, misdated };
}

function countsOf(spec: TableSpec, data: string, tables: readonly LandedOnDisk[], period: string): Counts {
  const counts: Counts = new Map();
  const rows = parquetFile(data);
  const column = (name: string): string | undefined => {
    const landed = landedName(spec, name);
    return landed === undefined ? undefined : `s.${quoteName(landed)}`;
  };
  const where = (condition: string): string => `SELECT count(*) FROM ${rows} s WHERE ${condition}`;
  addDateCounts(counts, spec, column, where, period);
  addExchanged(counts, spec, column, rows);
  for (const reference of spec.references) addReference(counts, reference, tables, column(reference.column), where);
  if (spec.settlement !== undefined) addSettlement(counts, spec.settlement, tables, column, rows);
  return counts;
}

function addDateCounts(
  counts: Counts,
  spec: TableSpec,
  column: (name: string) => string | undefined,
  where: (condition: string) => string,
  period: string,
): void {
  const dated = spec.dated === undefined ? undefined : column(spec.dated);
  if (dated !== undefined && spec.dated !== undefined) {
    const end = spec.columns[spec.dated]?.type === 'month' ? textLiteral(period) : dateLiteral(lastDay(period));
    counts.set('after_period', where(`${dated} > ${end}`));
  }
  const dates = spec.invoice_dates;
  if (dates === undefined) return;
  const [date, due, settled] = [
    column(dates.date),
    column(dates.due),
    dates.settled === undefined ? undefined : column(dates.settled),
  ];
  if (date !== undefined && due !== undefined) {
    counts.set('due_before_invoice', where(`${due} < ${date}`));
    counts.set('due_beyond_365_days', where(`${due} - ${date} > 365`));
    counts.set('misdated', where(`${due} < ${date} OR ${due} - ${date} > 365`));
  }
  if (date !== undefined && settled !== undefined) counts.set('settled_before_invoice', where(`${settled} < ${date}`));
}

/** Terms that at least this share of a table's rows has are usual: one in twenty. */
const USUAL = 20;

/**
 * Due dates scattered against the terms: rows whose days to pay no usual terms explain, but do once day and month of the invoice's date,
 * of the due date, or of both are exchanged.
 */
function addExchanged(
  counts: Counts,
  { invoice_dates: dates }: TableSpec,
  column: (name: string) => string | undefined,
  rows: string,
): void {
  const [date, due] = dates === undefined ? [] : [column(dates.date), column(dates.due)];
  if (date === undefined || due === undefined) return;
  const exchange = (name: string) =>
    `CASE WHEN day(${name}) <= 12 AND day(${name}) <> month(${name}) THEN make_date(year(${name}), day(${name}), month(${name})) END`;
  counts.set(
    'exchanged',
    `WITH dated AS (SELECT ${date} AS d, ${due} AS u, ${exchange(date)} AS d2, ${exchange(due)} AS u2 FROM ${rows} s
       WHERE ${date} IS NOT NULL AND ${due} IS NOT NULL),
     usual AS (SELECT u - d AS terms FROM dated WHERE u - d BETWEEN 0 AND 365
       GROUP BY terms HAVING count(*) * ${USUAL} >= (SELECT count(*) FROM dated))
     SELECT count(*) FROM dated WHERE u - d NOT IN (SELECT terms FROM usual)
       AND (u2 - d2 IN (SELECT terms FROM usual) OR u - d2 IN (SELECT terms FROM usual) OR u2 - d IN (SELECT terms FROM usual))`,
  );
}

/** Rows that were deleted or quarantined are known: naming one of them is told apart from naming nothing. */
function addReference(
  counts: Counts,
  reference: Reference,
  tables: readonly LandedOnDisk[],
  column: string | undefined,
  where: (condition: string) => string,
): void {
  const target = tables.find(({ table }) => table.table === reference.table);
  const key = landedName(tableSpec(reference.table), reference.key);
  if (target?.data === undefined || column === undefined || key === undefined) return;
  const landed = `SELECT ${quoteName(key)} FROM ${parquetFile(target.data)}`;
  const missing = `${column} IS NOT NULL AND ${column} NOT IN (${landed})`;
  if (target.leftOut === undefined) {
    counts.set(reference.rule, where(missing));
    return;
  }
  const leftOut = (reason: string): string =>
    `SELECT key[1] FROM ${parquetFile(target.leftOut ?? '')} WHERE reason = '${reason}' AND key[1] IS NOT NULL`;
  const gone = `${column} IN (${leftOut('deleted')})`;
  const held = `${column} IN (${leftOut('quarantined')})`;
  counts.set(reference.rule, where(`${missing} AND NOT ${gone} AND NOT ${held}`));
  if (reference.rule !== 'unknown_invoice') return;
  counts.set('invoice_deleted', where(`${missing} AND ${gone}`));
  counts.set('invoice_quarantined', where(`${missing} AND NOT ${gone} AND ${held}`));
}

function addSettlement(
  counts: Counts,
  settlement: Settlement,
  tables: readonly LandedOnDisk[],
  column: (name: string) => string | undefined,
  rows: string,
): void {
  const invoices = tables.find(({ table }) => table.table === settlement.of.table)?.data;
  const invoice = column(settlement.invoice);
  if (invoices === undefined || invoice === undefined) return;
  const joined = `${rows} s JOIN ${parquetFile(invoices)} i ON i.${quoteName(settlement.of.key)} = ${invoice}`;
  const invoiced = `i.${quoteName(settlement.of.date)}`;
  if (typeof settlement.date === 'string') {
    const paid = column(settlement.date);
    if (paid !== undefined)
      counts.set('settled_before_invoice', `SELECT count(*) FROM ${joined} WHERE ${paid} < ${invoiced}`);
    return;
  }
  const { column: link, table, key, date } = settlement.date;
  const payments = tables.find((landed) => landed.table.table === table)?.data;
  const linked = column(link);
  if (payments === undefined || linked === undefined) return;
  counts.set(
    'settled_before_invoice',
    `SELECT count(*) FROM ${joined} JOIN ${parquetFile(payments)} p ON p.${quoteName(key)} = ${linked} WHERE p.${quoteName(date)} < ${invoiced}`,
  );
}

async function countAll(connection: DuckDBConnection, counts: Counts): Promise<Map<SuspectRule | DateSign, number>> {
  const found = new Map<SuspectRule | DateSign, number>();
  for (const [rule, sql] of counts) {
    const reader = await connection.runAndReadAll(sql);
    found.set(rule, Number(String(reader.value(0, 0))));
  }
  return found;
}
