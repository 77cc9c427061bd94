import { createReadStream } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandedTable } from '../../../core/contracts/landing.ts';
import { QUARANTINE_HEADER } from '../../../core/landing/quarantine-csv.ts';
import type { LandedFiles } from '../../../core/ports/lander.ts';
import { parquetFile } from '../parquet-file.ts';
import { copyOptions, firstNumber } from './engine.ts';
import { RowsLost } from './exact-pass.ts';
import { FileWriter } from './file-writer.ts';
import { outcomePaths } from './landing-outcome.ts';
import { MAX_QUARANTINE_LINES } from './write-quarantine.ts';

/** Whether a row of one part may be a copy of another part's, or have its key. Hashes that meet by chance say so too. */
export async function shareRows(connection: DuckDBConnection, parts: readonly LandedFiles[]): Promise<boolean> {
  const marks = parts.map(({ marks: file, table }, part) => {
    if (file === undefined) throw lost(table.table, `the marks of its part ${part + 1} are gone`);
    return `SELECT h, ${part} AS part FROM ${parquetFile(file)}`;
  });
  const shared = `SELECT h FROM (${marks.join(' UNION ALL ')}) GROUP BY h HAVING min(part) <> max(part)`;
  return (await firstNumber(connection, `SELECT count(*) FROM (${shared})`)) > 0;
}

/**
 * Writes what the parts left as one table's, in the order of its files.
 *
 * @throws {RowsLost} where the parts do not hold what they are said to.
 */
export async function joinParts(
  connection: DuckDBConnection,
  { table, parts, folder }: { table: LandedTable; parts: readonly LandedFiles[]; folder: string },
): Promise<LandedFiles> {
  const to = outcomePaths(folder);
  const rows = await joinParquet(connection, of(parts, 'data'), to.data);
  if (rows !== table.rows_landed)
    throw lost(table.table, `its parts hold ${rows} rows, and ${table.rows_landed} had landed`);
  const leftOut = of(parts, 'leftOut');
  const keys = leftOut.length > 0 ? await joinParquet(connection, leftOut, to.leftOut) : 0;
  if (keys !== table.left_out)
    throw lost(table.table, `its parts hold the keys of ${keys} rows left out, and ${table.left_out} were left out`);
  const quarantined = parts.filter(({ quarantine }) => quarantine !== undefined);
  if (quarantined.length > 0) await joinQuarantine(quarantined, to.quarantine);
  return {
    table,
    data: to.data,
    ...(leftOut.length > 0 ? { leftOut: to.leftOut } : {}),
    ...(quarantined.length > 0 ? { quarantine: to.quarantine } : {}),
  };
}

function lost(table: string, what: string): RowsLost {
  return new RowsLost(`${table}: ${what}; start the run again from OpenRun`);
}

function of(parts: readonly LandedFiles[], name: 'data' | 'leftOut'): string[] {
  return parts.flatMap((part) => part[name] ?? []);
}

async function joinParquet(connection: DuckDBConnection, files: readonly string[], target: string): Promise<number> {
  const rows = files.map((file) => `SELECT * FROM ${parquetFile(file)}`).join(' UNION ALL ');
  return firstNumber(connection, `COPY (${rows}) TO ${copyOptions(target)}`);
}

/** One header, then the lines of all parts; what goes beyond the most a quarantine holds is left out part by part. */
async function joinQuarantine(parts: readonly LandedFiles[], target: string): Promise<void> {
  const out = new FileWriter(target);
  let rows = 0;
  try {
    await out.write(QUARANTINE_HEADER);
    for (const { quarantine, table } of parts) {
      if (quarantine === undefined || rows >= MAX_QUARANTINE_LINES) continue;
      rows += table.quarantined;
      const start = Buffer.byteLength(QUARANTINE_HEADER);
      for await (const bytes of createReadStream(quarantine, { start })) await out.write(bytes as Uint8Array);
    }
  } finally {
    await out.close();
  }
}
