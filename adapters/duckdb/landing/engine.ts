import type { DuckDBConnection } from '@duckdb/node-api';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import { NUMBER_MACROS } from './number-macros.ts';

/** The first cell of a statement's result as a number. */
export async function firstNumber(connection: DuckDBConnection, sql: string): Promise<number> {
  const reader = await connection.runAndReadAll(sql);
  const value = reader.value(0, 0);
  if (typeof value === 'number') return value;
  return Number(String(value ?? 0));
}

/**
 * Target and options of a COPY to Parquet. At its lowest level zstd costs what snappy does and takes half the room; columns with
 * more than a few distinct values are not worth a dictionary, and giving up early on it saves a fifth of the time.
 */
export function copyOptions(path: string): string {
  return `${textLiteral(path)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 2048)`;
}

/** Makes a connection ready to land: moments with a zone are read the same on every machine, and numbers exactly. */
export async function prepareConnection(connection: DuckDBConnection): Promise<void> {
  await connection.run(`SET TimeZone = 'UTC'; ${NUMBER_MACROS}`);
}

/** A sum of amounts as the text that a landing keeps of it: to the last place amounts land with, 0 where there are none. */
export function addedUp(sum: string): string {
  return `CAST(CAST(coalesce(${sum}, 0) AS DECIMAL(38,6)) AS VARCHAR)`;
}
