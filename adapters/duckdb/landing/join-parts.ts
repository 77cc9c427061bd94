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
  const marks = filesOf(parts, 'marks').map((file, part) => `SELECT h, ${part} AS part FROM ${parquetFile(file)}`);
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
  const withLeftOut = parts.filter((part) => part.table.left_out > 0);
  const withQuarantine = parts.filter((part) => part.table.quarantined > 0);
  await joinParquet(connection, filesOf(parts, 'data'), to.data, table, table.rows_landed);
  if (withLeftOut.length > 0)
    await joinParquet(connection, filesOf(withLeftOut, 'leftOut'), to.leftOut, table, table.left_out);
  if (withQuarantine.length > 0) await joinQuarantine(withQuarantine, to.quarantine);
  return {
    table,
    data: to.data,
    ...(withLeftOut.length > 0 ? { leftOut: to.leftOut } : {}),
    ...(withQuarantine.length > 0 ? { quarantine: to.quarantine } : {}),
  };
}

function filesOf(parts: readonly LandedFiles[], name: 'data' | 'quarantine' | 'leftOut' | 'marks'): string[] {
  return parts.map((part) => {
    const file = part[name];
    if (file === undefined) throw lost(part.table, `a part of it has no ${name} any more`);
    return file;
  });
}

async function joinParquet(
  connection: DuckDBConnection,
  files: readonly string[],
  target: string,
  table: LandedTable,
  expected: number,
): Promise<void> {
  const rows = files.map((file) => `SELECT * FROM ${parquetFile(file)}`).join(' UNION ALL ');
  const found = await firstNumber(connection, `COPY (${rows}) TO ${copyOptions(target)}`);
  if (found !== expected) throw lost(table, `its parts hold ${found} rows, and are said to hold ${expected}`);
}

function lost({ table }: LandedTable, what: string): RowsLost {
  return new RowsLost(`${table}: ${what}; start the review again, from OpenRun`);
}

/** One header, then the lines of all parts; what goes beyond the most a quarantine holds is left out part by part. */
async function joinQuarantine(parts: readonly LandedFiles[], target: string): Promise<void> {
  const files = filesOf(parts, 'quarantine');
  const out = new FileWriter(target);
  let rows = 0;
  try {
    await out.write(QUARANTINE_HEADER);
    for (const [index, { table }] of parts.entries()) {
      if (rows >= MAX_QUARANTINE_LINES) break;
      rows += table.quarantined;
      const start = Buffer.byteLength(QUARANTINE_HEADER);
      for await (const bytes of createReadStream(files[index] ?? '', { start })) await out.write(bytes as Uint8Array);
    }
  } finally {
    await out.close();
  }
}
