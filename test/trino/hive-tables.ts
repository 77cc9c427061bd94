import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import type { TableLocation } from '../../adapters/duckdb/table-views.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import type { TrinoClient } from './trino-client.ts';

/** The schema of every table. */
export const SCHEMA = 'duewatch';

/** Athena reads JSON lines with OpenX's reader, Parquet with Hive's. */
const FORMATS: Readonly<Record<TableLocation['format'], string>> = { parquet: 'PARQUET', json: 'OPENX_JSON' };

/**
 * Makes every table of the store known to Trino, an external table over the files as they lie there, with the partitions that are there
 * now. `store` is the folder of the store, which must be named `name` below the server's data folder.
 */
export async function createHiveTables(trino: TrinoClient, store: string, name: string): Promise<void> {
  await trino.execute(`CREATE SCHEMA ${SCHEMA} WITH (location = 'local:///warehouse')`);
  for (const [table, location] of Object.entries(STORE_CATALOG)) {
    await mkdir(join(store, location.prefix), { recursive: true });
    await trino.execute(definition(table, location, name));
    await trino.execute(`CALL system.sync_partition_metadata('${SCHEMA}', '${table}', 'FULL')`);
  }
}

function definition(table: string, { columns, partitions, prefix, format }: TableLocation, store: string): string {
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${SQL_TYPES[type].trino}`);
  const folders = partitions.map((partition) => `"${partition}" varchar`);
  const partitioned = partitions.map((partition) => `'${partition}'`).join(', ');
  return `CREATE TABLE ${table} (${[...typed, ...folders].join(', ')}) WITH (
    external_location = 'local:///${store}/${prefix}',
    format = '${FORMATS[format]}',
    partitioned_by = ARRAY[${partitioned}]
  )`;
}
