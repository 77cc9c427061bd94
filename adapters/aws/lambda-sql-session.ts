import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlSession } from '../duckdb/sql-session.ts';

/** Share of a function's memory that the engine may use before it spills to the disk; the rest is Node's and the files' buffers. */
const ENGINE_SHARE = 0.6;

/** An embedded engine of the size of the function that it runs in. */
export async function lambdaSqlSession(): Promise<SqlSession> {
  const memoryMb = Number(process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? '1769');
  return SqlSession.open({
    memoryLimit: `${Math.floor(memoryMb * ENGINE_SHARE)}MB`,
    temporaryFolder: join(tmpdir(), 'duewatch-spill'),
  });
}
