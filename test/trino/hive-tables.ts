import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import type { TableLocation } from '../../adapters/duckdb/table-views.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import type { TrinoClient } from './trino-client.ts';

/** Athena reads JSON lines with OpenX's reader, Parquet with Hive's. */
const FORMATS: Readonly<Record<TableLocation['format'], string>> = { parquet: 'PARQUET', json: 'OPENX_JSON' };

/**
 * Makes every table of the store known to Trino as the stack makes it known to Athena: an external table over the files as they lie there,
 * whose partitions are injected from the query's own values. A query that does not name its run is refused, there as here. The tables are
 * made in the client's schema; `store` is the folder of the store, which must be named `name` below the server's data folder.
 */
export async function createHiveTables(trino: TrinoClient, store: string, name: string): Promise<void> {
  await trino.execute(`CREATE SCHEMA ${trino.schema} WITH (location = 'local:///warehouse')`);
  for (const [table, location] of Object.entries(STORE_CATALOG)) {
    await mkdir(join(store, location.prefix), { recursive: true });
    await trino.execute(definition(table, location, name));
  }
}

function definition(table: string, { columns, partitions, prefix, format }: TableLocation, store: string): string {
  const typed = Object.entries(columns).map(([column, type]) => `"${column}" ${SQL_TYPES[type].trino}`);
  const injected = partitions.map(
    (partition) => `"${partition}" varchar WITH (partition_projection_type = 'INJECTED')`,
  );
  const location = `local:///${store}/${prefix}`;
  return `CREATE TABLE ${table} (${[...typed, ...injected].join(', ')}) WITH (
    external_location = '${location}',
    format = '${FORMATS[format]}',
    partitioned_by = ARRAY[${partitions.map((partition) => `'${partition}'`).join(', ')}],
    partition_projection_enabled = true,
    partition_projection_location_template = '${location}${partitions.map((name) => `${name}=\${${name}}/`).join('')}'
  )`;
}
