import type { DuckDBConnection } from '@duckdb/node-api';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { fileLiteral } from '../file-literal.ts';
import { parquetFile } from '../parquet-file.ts';
import { addedUp, copyOptions, firstNumber } from './engine.ts';
import type { BoundFile } from './source-sql.ts';
import { cellNames, csvRelation, parquetRelation, textColumns } from './source-sql.ts';
import { keyHash, keyList, rowMark, type TableSql } from './table-sql.ts';

/** What the fast pass needs. */
export interface FastPassRequest {
  readonly connection: DuckDBConnection;
  readonly files: readonly BoundFile[];
  readonly columns: readonly ReadColumn[];
  readonly sql: TableSql;
  readonly plan: TablePlan;
  /** Records of the CSV files as the survey counts them meanwhile; nothing where one of the files is irregular. */
  readonly records: Promise<number | undefined>;
  readonly dataPath: string;
  /** Where the keys of deleted rows go. */
  readonly leftOut: string;
  /** Where a mark of every row goes; nowhere where the files are no part of a table. */
  readonly marks?: string;
}

/** Counts of a table in which nothing was wrong. */
export interface FastPass {
  readonly rowsRead: number;
  readonly rowsLanded: number;
  readonly deleted: number;
  /** Deleted rows that other tables may name. */
  readonly leftOut: number;
  /** Σ |amount| of all rows of a part; 0 otherwise, where nobody asks. */
  readonly readableAmount: string;
}

/**
 * Lands a table on the assumption that nothing is wrong with it: one statement reads, types, checks and writes. The first doubtful
 * row, a row count that differs from the survey's, or two rows with one key end it, and `undefined` says that the exact pass must
 * look. Whatever it lands, the exact pass would land too.
 */
export async function fastPass(request: FastPassRequest): Promise<FastPass | undefined> {
  try {
    return await landAll(request, true);
  } catch (error) {
    if (!NEEDS_ONE_THREAD.test(String(error))) return undefined;
  }
  return landAll(request, false).catch(() => undefined);
}

/** What the engine says of line ends inside quotes that it can't divide among threads. */
const NEEDS_ONE_THREAD = /parallel ?= ?false/i;

async function landAll(request: FastPassRequest, parallel: boolean): Promise<FastPass | undefined> {
  const { connection, sql, dataPath } = request;
  const rows = typedRows(request, parallel);
  const judged = `CASE WHEN ${sql.deleted} THEN FALSE WHEN ${sql.doubt} THEN error('doubtful row') ELSE TRUE END`;
  const copy = `COPY (SELECT ${sql.landed} FROM ${rows} WHERE ${judged}) TO ${copyOptions(dataPath)}`;
  const rowsLanded = await firstNumber(connection, copy);
  const records = await request.records;
  if (records === undefined) return undefined;
  const rowsRead = records + (await parquetRows(request));
  const deleted = rowsRead - rowsLanded;
  if (deleted < 0) return undefined;
  const leftOut = deleted > 0 ? await keepLeftOut(request, rows, deleted) : 0;
  if (leftOut === undefined) return undefined;
  if (await hasCopies(request, deleted > 0)) return undefined;
  const readableAmount = request.marks === undefined ? '0' : await markRows(request, rows, deleted > 0, request.marks);
  if (readableAmount === undefined) return undefined;
  return { rowsRead, rowsLanded, deleted, leftOut, readableAmount };
}

function typedRows({ files, columns, plan, sql }: FastPassRequest, parallel: boolean): string {
  const groups = new Map<string, BoundFile[]>();
  for (const file of files) {
    const shape =
      file.file.format === 'csv'
        ? JSON.stringify([file.file.delimiter, file.file.newline, file.file.hasHeader, file.cells])
        : file.file.path;
    groups.set(shape, [...(groups.get(shape) ?? []), file]);
  }
  const parts = [...groups.values()].map(
    (group) => `SELECT ${texts(group, columns, plan)} FROM ${relation(group, plan, parallel)}`,
  );
  return `(SELECT *, ${sql.values} FROM (${parts.join(' UNION ALL ')}))`;
}

function texts(group: readonly BoundFile[], columns: readonly ReadColumn[], plan: TablePlan): string {
  const [first] = group;
  return first === undefined ? '' : textColumns(columns, first, plan, true);
}

function relation(group: readonly BoundFile[], plan: TablePlan, parallel: boolean): string {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group of files is never empty');
  if (first.file.format === 'parquet') return parquetRelation(first.file, first, plan);
  const { delimiter, newline, hasHeader } = first.file;
  const paths = group.map(({ file }) => file.path);
  return csvRelation({ paths, delimiter, newline, columns: cellNames(first.file), header: hasHeader, parallel });
}

async function parquetRows({ connection, files }: FastPassRequest): Promise<number> {
  let rows = 0;
  for (const { file } of files) {
    if (file.format !== 'parquet') continue;
    rows += await firstNumber(
      connection,
      `SELECT coalesce(sum(num_rows), 0) FROM parquet_file_metadata(${fileLiteral(file.path)})`,
    );
  }
  return rows;
}

/** Writes the keys of deleted rows; nothing where these are not as many as are missing from the landed rows. Answers how many have a key. */
async function keepLeftOut(request: FastPassRequest, rows: string, deleted: number): Promise<number | undefined> {
  const { connection, sql, leftOut } = request;
  const keys = `SELECT ${keyList(sql.keyValues)} AS key, 'deleted' AS reason FROM ${rows} WHERE ${sql.deleted}`;
  const found = await firstNumber(connection, `COPY (${keys}) TO ${copyOptions(allDeleted(request))}`);
  if (found !== deleted) return undefined;
  const named = `SELECT * FROM ${parquetFile(allDeleted(request))} WHERE key IS NOT NULL`;
  return firstNumber(connection, `COPY (${named}) TO ${copyOptions(leftOut)}`);
}

/** Keys of all deleted rows, of those too that have none. */
const allDeleted = ({ leftOut }: FastPassRequest): string => `${leftOut}.all`;

/**
 * Whether two rows may be copies. Rows with a key are told apart by it, rows without by everything that landed; deleted rows
 * count as well. Hashes that meet by chance only send the table to the exact pass.
 */
async function hasCopies(request: FastPassRequest, withLeftOut: boolean): Promise<boolean> {
  const marks = rowMarks(request, withLeftOut);
  return (await firstNumber(request.connection, `SELECT count(*) - count(DISTINCT h) FROM (${marks})`)) > 0;
}

function rowMarks(request: FastPassRequest, withLeftOut: boolean): string {
  const { sql, dataPath } = request;
  const landed = `SELECT ${rowMark(sql)} AS h FROM ${parquetFile(dataPath)}`;
  const parts = sql.keyLanded.map((_, index) => `key[${index + 1}]`);
  const gone = `SELECT coalesce(${keyHash(parts)}, 0) AS h FROM ${parquetFile(allDeleted(request))}`;
  return withLeftOut ? `${landed} UNION ALL ${gone}` : landed;
}

/**
 * Writes the marks of a part's rows. Answers with their amounts added up, those of deleted rows too; nothing where a deleted row is doubtful,
 * whose amount the exact pass may read otherwise.
 */
async function markRows(
  request: FastPassRequest,
  rows: string,
  withLeftOut: boolean,
  target: string,
): Promise<string | undefined> {
  const { connection, sql, dataPath } = request;
  await firstNumber(connection, `COPY (${rowMarks(request, withLeftOut)}) TO ${copyOptions(target)}`);
  const landed = `SELECT abs(${sql.amountLanded ?? 'CAST(NULL AS DECIMAL(24,6))'}) AS amount, FALSE AS doubtful FROM ${parquetFile(dataPath)}`;
  const deleted = `SELECT ${sql.amount}, coalesce(${sql.doubt}, FALSE) FROM ${rows} WHERE ${sql.deleted}`;
  const all = withLeftOut ? `${landed} UNION ALL ${deleted}` : landed;
  const reader = await connection.runAndReadAll(
    `SELECT ${addedUp('sum(amount)')}, coalesce(bool_or(doubtful), FALSE) FROM (${all})`,
  );
  return reader.value(1, 0) === true ? undefined : String(reader.value(0, 0));
}
