import { foreignParquetFile } from '../parquet-file.ts';
import type { SqlSession } from '../sql-session.ts';

/** The engine's own shortage says nothing about the file. */
const SHORTAGE = /out of memory|no space left/i;

/** Whether every value of a Parquet file can be read: its footer, and every page behind it. */
export async function parquetReadable(session: SqlSession, path: string): Promise<boolean> {
  try {
    await session.apart((connection) =>
      connection.run(`SELECT max(length(CAST(COLUMNS(*) AS VARCHAR))) FROM ${foreignParquetFile(path)}`),
    );
    return true;
  } catch (error) {
    return SHORTAGE.test(String(error));
  }
}
