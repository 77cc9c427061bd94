import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import type { FuzzLab } from '../fuzz-lab.ts';
import type { TextTable } from './rows.ts';

/** Whether a Parquet file can hold the table. */
export const isRectangular = ({ header, rows }: TextTable): boolean =>
  header.length > 0 &&
  new Set(header.map((name) => name.toLowerCase())).size === header.length &&
  header.every((name) => name.trim() !== '' && !name.includes('\0')) &&
  rows.every((cells) => cells.length === header.length && cells.every((cell) => !cell.includes('\0')));

/** The table as a Parquet file of texts. */
export async function parquetBytes(lab: FuzzLab, table: TextTable, folder: string): Promise<Buffer> {
  const path = join(folder, 'made.parquet');
  const columns = table.header.map((column) => `"${column.replaceAll('"', '""')}"`);
  const values = table.rows.map((cells) => `(${cells.map((cell) => textLiteral(cell)).join(', ')})`);
  const none = `SELECT ${columns.map((column) => `'' AS ${column}`).join(', ')} WHERE FALSE`;
  const rows = values.length === 0 ? none : `SELECT * FROM (VALUES ${values.join(', ')}) t(${columns.join(', ')})`;
  await lab.query(`COPY (${rows}) TO ${textLiteral(path)} (FORMAT parquet)`);
  const whole = await readFile(path);
  await rm(path);
  return whole;
}
