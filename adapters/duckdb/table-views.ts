import type { DuckDBConnection } from '@duckdb/node-api';
import { type Columns, DESK_CUSTOMER, SCORE_HISTORY, SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { fileLiteral } from './file-literal.ts';

/** Where a table's files lie in the store, e.g. `derived/customer_month/` partitioned by `run`. */
export interface TableLocation {
  readonly prefix: string;
  readonly columns: Columns;
  /** Partition columns, outermost first; each is a folder `<name>=<value>` and a text column of the table. */
  readonly partitions: readonly string[];
  /** What the files are. */
  readonly format: 'parquet' | 'json';
}

/** Tables by the name queries use. */
export type TableCatalog = Readonly<Record<string, TableLocation>>;

/** What earlier reviews published, and whose tasks were standing, one folder a period and run, as JSON lines. */
export const HISTORY_TABLES: TableCatalog = {
  score_history: { prefix: 'history/scores/', columns: SCORE_HISTORY, partitions: ['period', 'run'], format: 'json' },
  desk_customer: { prefix: 'derived/desk_customer/', columns: DESK_CUSTOMER, partitions: ['run'], format: 'json' },
};

/** Gives the connection a temporary view for each table of the catalog that the query's text names. */
export async function defineTableViews(
  connection: DuckDBConnection,
  store: ObjectStore,
  catalog: TableCatalog,
  query: string,
): Promise<void> {
  const words = new Set(query.match(/\w+/g));
  for (const [name, location] of Object.entries(catalog)) {
    if (!words.has(name)) continue;
    const keys = (await store.list(location.prefix)).filter((key) => isDataFile(key, location));
    const files = await Promise.all(keys.map((key) => store.localFile(key)));
    await connection.run(`CREATE TEMP VIEW ${quoted(name)} AS ${viewQuery(location, files)}`);
  }
}

/** Whether the object holds rows: of the right kind, and inside a folder for each partition. */
function isDataFile(key: string, { format, partitions }: TableLocation): boolean {
  return key.endsWith(`.${format}`) && partitions.every((name) => key.includes(`/${name}=`));
}

function viewQuery({ columns, partitions, format }: TableLocation, files: readonly string[]): string {
  const names = Object.keys(columns).map(quoted);
  if (files.length === 0) {
    const typed = Object.entries(columns).map(
      ([name, type]) => `CAST(NULL AS ${SQL_TYPES[type].duckdb}) AS ${quoted(name)}`,
    );
    const folders = partitions.map((name) => `CAST(NULL AS VARCHAR) AS ${quoted(name)}`);
    return `SELECT ${[...typed, ...folders].join(', ')} WHERE false`;
  }
  // DuckDB's own reading of partition folders takes the first match in the whole path, the store's parents included. A filter
  // on these columns still skips the other partitions' files, because it depends on the file's name alone.
  const folders = partitions.map(
    (name) => `split_part(split_part(filename, '/${name}=', -1), '/', 1) AS ${quoted(name)}`,
  );
  const paths = files.map(fileLiteral).join(', ');
  const typed = Object.entries(columns).map(
    ([name, type]) => `${quoted(name)}: ${textLiteral(SQL_TYPES[type].duckdb)}`,
  );
  const read =
    format === 'parquet'
      ? `read_parquet([${paths}], hive_partitioning = false, filename = true)`
      : `read_json([${paths}], format = 'newline_delimited', columns = {${typed.join(', ')}}, hive_partitioning = false, filename = true)`;
  return `SELECT ${[...names, ...folders].join(', ')} FROM ${read}`;
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
