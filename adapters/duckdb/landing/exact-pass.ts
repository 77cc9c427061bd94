import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { DuewatchError } from '../../../core/contracts/errors.ts';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { parquetFile } from '../parquet-file.ts';
import { addedUp, copyOptions, firstNumber } from './engine.ts';
import { exactSources } from './exact-sources.ts';
import type { BoundFile } from './source-sql.ts';
import { keyList, quoteName, rowMark, type TableSql } from './table-sql.ts';
import { tellCopiesApart } from './tell-copies-apart.ts';

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
  /** Where a mark of every row goes; nowhere where the files are no part of a table. */
  readonly marks?: string;
  /** For files on the way. */
  readonly workDir: string;
}

/** What the exact pass found. The judged rows, their records and the broken ones stay in the connection for the quarantine. */
export interface ExactPass {
  readonly rowsRead: number;
  readonly rowsLanded: number;
  readonly quarantined: number;
  readonly duplicates: number;
  readonly deleted: number;
  readonly leftOut: number;
  readonly readableAmount: string;
  readonly quarantinedAmount: string;
  /** Columns over all files: the order of a row's `_raw`. */
  readonly rawColumns: readonly string[];
}

/**
 * Lands a table record by record: every row gets its file and physical line, is judged by every rule, and copies are told
 * apart. Slower than the fast pass and in constant memory as well: rows are staged on disk.
 */
export async function exactPass(request: ExactPassRequest): Promise<ExactPass> {
  const { connection, sql, dataPath, workDir } = request;
  const stage = join(workDir, 'stage.parquet');
  const { rows, raw, rawColumns, broken, brokenRows, written } = await exactSources(request);
  const staged = await firstNumber(connection, `COPY (${stagedRows(sql, rows)}) TO ${copyOptions(stage)}`);
  if (written !== undefined && staged !== written) {
    throw new RowsLost(
      `${request.plan.table}: ${written} rows were found and ${staged} read; please report this with the file`,
    );
  }
  await connection.run(`CREATE OR REPLACE TEMP VIEW staged AS SELECT * FROM ${parquetFile(stage)}`);
  await connection.run(`CREATE OR REPLACE TEMP VIEW broken AS ${brokenRows}`);
  await tellCopiesApart(connection, raw, workDir);
  const landed = sql.landing.map((column) => quoteName(column.name)).join(', ');
  const rowsLanded = await firstNumber(
    connection,
    `COPY (SELECT ${landed} FROM judged WHERE fate = 'landed') TO ${copyOptions(dataPath)}`,
  );
  if (request.marks !== undefined)
    await firstNumber(connection, `COPY (SELECT ${rowMark(sql)} AS h FROM staged) TO ${copyOptions(request.marks)}`);
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
    rawColumns,
  };
}

function stagedRows(sql: TableSql, rows: string): string {
  return `SELECT _file, _line, _hash, ${sql.deleted} AS _deleted, ${sql.faultList} AS _faults, ${keyList(sql.keyValues)} AS _key, ${sql.updatedAt} AS _updated_at, ${sql.amount} AS _amount, ${sql.landed} FROM (SELECT *, ${sql.values} FROM (${rows}))`;
}

type Counts = Pick<ExactPass, 'quarantined' | 'duplicates' | 'deleted' | 'readableAmount' | 'quarantinedAmount'>;

async function count(connection: DuckDBConnection): Promise<Counts> {
  const reader = await connection.runAndReadAll(`
    SELECT
      count(*) FILTER (WHERE fate = 'quarantined'), count(*) FILTER (WHERE fate = 'duplicate'),
      count(*) FILTER (WHERE fate = 'deleted'), ${addedUp('sum(_amount)')},
      ${addedUp("sum(_amount) FILTER (WHERE fate = 'quarantined')")}
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
