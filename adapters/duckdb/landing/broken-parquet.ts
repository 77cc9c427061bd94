import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandingProblem, TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import { fileProblem } from '../../../core/landing/structural-problem.ts';
import type { BoundFile } from './source-sql.ts';

/**
 * The Parquet files of a table that can't be read to their end: their footer is whole, or they would have been refused before, and a page
 * is not. Reads every value of every file, so it is asked only where landing broke off.
 */
export async function brokenParquet(
  connection: DuckDBConnection,
  plan: TablePlan,
  files: readonly BoundFile[],
): Promise<LandingProblem[]> {
  const problems: LandingProblem[] = [];
  for (const { file } of files) {
    if (file.format !== 'parquet') continue;
    const source = `read_parquet(${textLiteral(file.path)}, binary_as_string = true, hive_partitioning = false)`;
    const values = 'max(length(CAST(COLUMNS(*) AS VARCHAR)))';
    await connection
      .run(`SELECT ${values} FROM ${source}`)
      .catch(() => problems.push(fileProblem('broken_parquet', plan.table, file.name)));
  }
  return problems;
}
