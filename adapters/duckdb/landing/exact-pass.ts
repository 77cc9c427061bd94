import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuewatchError } from '../../../core/contracts/errors.ts';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { copyOptions, firstNumber } from './engine.ts';
import { MAX_RECORD_BYTES } from './record-scanner.ts';
import { type BoundFile, cell, cellNames, csvRelation, parquetRelation, textColumns } from './source-sql.ts';
import { keyList, quoteName, type TableSql } from './table-sql.ts';
import { BROKEN_COLUMNS, writeRecords } from './write-records.ts';

/** A record with every quote doubled, and its line and number. */
const MAX_WRITTEN_BYTES = 2 * MAX_RECORD_BYTES + 4096;

/** The engine read fewer or more rows than were written for it: nothing it says of them can be trusted. */
export class RowsLost extends DuewatchError {
  override name = 'RowsLost';
}

/** What the exact pass needs. */
export interface ExactPassRequest {
  readonly connection: DuckDBConnection;
  readonly files: readonly BoundFile[];
  readonly columns: readonly ReadColumn[];
  readonly sql: TableSql;
  readonly plan: TablePlan;
  readonly dataPath: string;
  /** Where the keys of deleted and quarantined rows go. */
  readonly leftOut: string;
  /** For files on the way. */
  readonly workDir: string;
}

/** What the exact pass found. The judged rows and the broken records stay in the connection for the quarantine. */
export interface ExactPass {
  readonly rowsRead: number;
  readonly rowsLanded: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly deleted: number;
  readonly leftOut: number;
  readonly readableAmount: string;
  readonly quarantinedAmount: string;
  /** Header names over all files: the order of a staged row's `_raw`. */
  readonly rawNames: readonly string[];
}

/**
 * Lands a table record by record: every row gets its file and physical line, is judged by every rule, and copies are told
 * apart. Slower than the fast pass and in constant memory as well: rows are staged on disk.
 */
export async function exactPass(request: ExactPassRequest): Promise<ExactPass> {
  const { connection, sql, dataPath, workDir } = request;
  const stage = join(workDir, 'stage.parquet');
  const rawNames = [...new Set(request.files.flatMap(({ binding }) => binding.header))];
  const { rows, broken, brokenRows, written } = await sources(request, rawNames);
  const staged = await firstNumber(connection, `COPY (${stagedRows(sql, rows)}) TO ${copyOptions(stage)}`);
  if (written !== undefined && staged !== written) {
    throw new RowsLost(
      `${request.plan.table}: ${written} rows were found and ${staged} read; please report this with the file`,
    );
  }
  await connection.run(`CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM read_parquet(${textLiteral(stage)})`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW broken AS ${brokenRows}`);
  await tellCopiesApart(connection);
  const landed = sql.landing.map((column) => quoteName(column.name)).join(', ');
  const rowsLanded = await firstNumber(
    connection,
    `COPY (SELECT ${landed} FROM judged WHERE fate = 'landed') TO ${copyOptions(dataPath)}`,
  );
  const counts = await count(connection);
  const leftOut = await firstNumber(
    connection,
    `COPY (SELECT _key AS key, fate AS reason FROM judged WHERE fate IN ('deleted', 'quarantined') AND _key IS NOT NULL) TO ${copyOptions(request.leftOut)}`,
  );
  return {
    ...counts,
    rowsRead: staged + broken,
    quarantined: counts.quarantined + broken,
    rowsLanded,
    leftOut,
    rawNames,
  };
}

interface Sources {
  readonly rows: string;
  /** SELECT of the broken records: file, line, rule and value. */
  readonly brokenRows: string;
  readonly broken: number;
  /** Rows the engine must find; unknown with a Parquet file among them. */
  readonly written: number | undefined;
}

async function sources(request: ExactPassRequest, rawNames: readonly string[]): Promise<Sources> {
  const rows: string[] = [];
  const brokenRows = [NO_BROKEN];
  let broken = 0;
  let written: number | undefined = 0;
  for (const [index, bound] of request.files.entries()) {
    const source = await sourceOf(request, bound, index);
    broken += source.broken;
    if (source.brokenRows !== undefined)
      brokenRows.push(`SELECT ${index}, CAST(_line AS BIGINT), rule, value FROM ${source.brokenRows}`);
    written = written === undefined || source.written === undefined ? undefined : written + source.written;
    const texts = textColumns(request.columns, bound, request.plan, false);
    const raw = rawList(bound, rawNames, request.plan);
    rows.push(`SELECT ${index} AS _file, CAST(_line AS BIGINT) AS _line, ${raw} AS _raw, ${texts} FROM ${source.rows}`);
  }
  const typed = `(SELECT *, ${request.sql.values} FROM (${rows.join(' UNION ALL ')}))`;
  return { rows: typed, brokenRows: brokenRows.join(' UNION ALL '), broken, written };
}

const NO_BROKEN = `SELECT 0 AS _file, 0::BIGINT AS _line, '' AS rule, '' AS value WHERE FALSE`;

interface Source {
  readonly rows: string;
  readonly brokenRows?: string;
  readonly broken: number;
  readonly written?: number;
}

async function sourceOf({ plan, workDir, files }: ExactPassRequest, bound: BoundFile, index: number): Promise<Source> {
  if (bound.file.format === 'parquet') return { rows: parquetRelation(bound.file, bound, plan), broken: 0 };
  const targets = { rows: join(workDir, `records-${index}.csv`), broken: join(workDir, `broken-${index}.csv`) };
  const written = await writeRecords(bound.file, targets);
  const whole = written.records - written.broken;
  const shape = { newline: '\n', header: false, maxLineBytes: MAX_WRITTEN_BYTES } as const;
  const columns = ['_line', '_row', ...cellNames(bound.file)];
  const { delimiter, singleLines: parallel } = written;
  const rows = csvRelation({ ...shape, paths: [targets.rows], delimiter, columns, parallel });
  const numbered = files.length > 1 ? `(SELECT * REPLACE ('${index + 1}-' || _row AS _row) FROM ${rows})` : rows;
  const broken = csvRelation({
    ...shape,
    paths: [targets.broken],
    delimiter: ',',
    columns: BROKEN_COLUMNS,
    parallel: false,
  });
  return {
    rows: whole === 0 ? noRows(columns) : numbered,
    ...(written.broken === 0 ? {} : { brokenRows: broken }),
    broken: written.broken,
    written: whole,
  };
}

/** An empty file has no columns for the engine to find. */
function noRows(names: readonly string[]): string {
  return `(SELECT ${names.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ')} WHERE FALSE)`;
}

/** A row's cells as they stand in the file; rows that are numbered are told apart by their numbers. */
function rawList({ binding }: BoundFile, rawNames: readonly string[], plan: TablePlan): string {
  const cells = rawNames.map((name) => {
    const position = binding.header.indexOf(name);
    return position < 0 ? "''" : `coalesce(${cell(position)}, '')`;
  });
  return `[${[...cells, ...(plan.number_rows === undefined ? [] : ['CAST(_row AS VARCHAR)'])].join(', ')}]`;
}

function stagedRows(sql: TableSql, rows: string): string {
  return `SELECT _file, _line, _raw, ${sql.deleted} AS _deleted, ${sql.faultList} AS _faults, ${keyList(sql.keyValues)} AS _key, ${sql.updatedAt} AS _updated_at, ${sql.amount} AS _amount, ${sql.landed} FROM ${rows}`;
}

/**
 * Gives every staged row its fate. Exact copies of a row go first. Of different rows with one key the newest `updated_at`
 * stays; with none, or a tie, all of them are quarantined. Rows that break a rule take no part in that.
 */
async function tellCopiesApart(connection: DuckDBConnection): Promise<void> {
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE copies AS
    SELECT _file, _line FROM (
      SELECT _file, _line, row_number() OVER (PARTITION BY _raw ORDER BY _file, _line) AS n
      FROM staged
      WHERE hash(_raw) IN (SELECT h FROM (SELECT hash(_raw) AS h FROM staged) GROUP BY h HAVING count(*) > 1)
    ) WHERE n > 1`);
  await connection.run(`
    CREATE OR REPLACE TEMP TABLE rivals AS
    WITH sound AS (
      SELECT _file, _line, _key, _updated_at, hash(_key) AS h
      FROM staged ANTI JOIN copies USING (_file, _line)
      WHERE _key IS NOT NULL AND (_deleted OR len(_faults) = 0)
    ),
    shared AS (SELECT * FROM sound WHERE h IN (SELECT h FROM sound GROUP BY h HAVING count(*) > 1)),
    ranked AS (
      SELECT *, count(*) OVER same AS n, max(_updated_at) OVER same AS newest FROM shared WINDOW same AS (PARTITION BY _key)
    ),
    counted AS (
      SELECT *, count(*) FILTER (WHERE _updated_at = newest) OVER (PARTITION BY _key) AS at_newest FROM ranked WHERE n > 1
    )
    SELECT _file, _line, CASE WHEN at_newest <> 1 THEN 'conflict' WHEN _updated_at = newest THEN 'newest' ELSE 'superseded' END AS place
    FROM counted`);
  await connection.run(`
    CREATE OR REPLACE TEMP VIEW judged AS
    SELECT s.*, r.place,
      CASE
        WHEN c._line IS NOT NULL THEN 'duplicate'
        WHEN r.place = 'conflict' THEN 'quarantined'
        WHEN s._deleted THEN 'deleted'
        WHEN len(s._faults) > 0 THEN 'quarantined'
        WHEN r.place = 'superseded' THEN 'duplicate'
        ELSE 'landed'
      END AS fate
    FROM staged s LEFT JOIN copies c USING (_file, _line) LEFT JOIN rivals r USING (_file, _line)`);
}

type Counts = Pick<ExactPass, 'quarantined' | 'duplicates' | 'deleted' | 'readableAmount' | 'quarantinedAmount'>;

async function count(connection: DuckDBConnection): Promise<Counts> {
  const reader = await connection.runAndReadAll(`
    SELECT
      count(*) FILTER (WHERE fate = 'quarantined'), count(*) FILTER (WHERE fate = 'duplicate'),
      count(*) FILTER (WHERE fate = 'deleted'), CAST(coalesce(sum(_amount), 0) AS VARCHAR),
      CAST(coalesce(sum(_amount) FILTER (WHERE fate = 'quarantined'), 0) AS VARCHAR)
    FROM judged`);
  const [row = []] = reader.getRowsJson();
  const [quarantined, duplicates, deleted, readable, inQuarantine] = row.map(String);
  return {
    quarantined: Number(quarantined),
    duplicates: Number(duplicates),
    deleted: Number(deleted),
    readableAmount: readable ?? '0',
    quarantinedAmount: inQuarantine ?? '0',
  };
}
