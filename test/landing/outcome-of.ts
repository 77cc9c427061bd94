import { readFileSync } from 'node:fs';
import { parquetFile } from '../../adapters/duckdb/parquet-file.ts';
import type { LandedFiles } from '../../core/ports/lander.ts';

/** Everything that the landing of a table led to, to be compared with another landing of the same rows. */
export async function outcomeOf(landed: LandedFiles, query: (sql: string) => Promise<unknown[][]>) {
  const { readable_amount, pass, ...table } = landed.table;
  const rows = async (file: string | undefined) =>
    file === undefined ? [] : query(`SELECT * FROM ${parquetFile(file)} ORDER BY ALL`);
  return {
    table,
    // Added up where there is something to compare it with.
    readable: table.quarantined > 0 ? readable_amount : null,
    rows: await rows(landed.data),
    leftOut: await rows(landed.leftOut),
    quarantine: landed.quarantine === undefined ? '' : readFileSync(landed.quarantine, 'utf8'),
  };
}
