import { fileLiteral } from '../file-literal.ts';
import type { SqlSession } from '../sql-session.ts';

/** The engine's own shortage says nothing about the file. */
const SHORTAGE = /out of memory|no space left/i;

/** Whether every value of a Parquet file can be read: its footer, and every page behind it. */
export async function parquetReadable(session: SqlSession, path: string): Promise<boolean> {
  const source = `read_parquet(${fileLiteral(path)}, file_row_number = true, binary_as_string = true, hive_partitioning = false)`;
  try {
    await session.apart((connection) =>
      connection.run(`SELECT max(length(CAST(COLUMNS(*) AS VARCHAR))) FROM ${source}`),
    );
    return true;
  } catch (error) {
    return SHORTAGE.test(String(error));
  }
}
