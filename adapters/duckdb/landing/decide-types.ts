import type { DuckDBConnection } from '@duckdb/node-api';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import { parquetFile } from '../parquet-file.ts';
import { writtenAsNumber } from './column-sql.ts';
import { quoteName } from './table-sql.ts';

/**
 * The columns whose type the data decides and all of whose landed texts are numbers. A column without any value stays text;
 * the manifest can say otherwise by mapping it as a feature.
 */
export async function numericColumns(
  connection: DuckDBConnection,
  spec: TableSpec,
  plan: TablePlan,
  bound: Readonly<Record<string, string>>,
  dataPath: string,
): Promise<ReadonlySet<string>> {
  const open = Object.entries(spec.columns)
    .filter(([name, column]) => column.decided_by_data && Object.hasOwn(bound, name))
    .map(([name]) => name)
    .filter((name) => !plan.features.some((feature) => feature.name === name));
  if (open.length === 0) return new Set();
  const tests = open.map(
    (name) => `bool_and(${writtenAsNumber(quoteName(name), plan)}) FILTER (WHERE ${quoteName(name)} IS NOT NULL)`,
  );
  const reader = await connection.runAndReadAll(`SELECT ${tests.join(', ')} FROM ${parquetFile(dataPath)}`);
  const [row = []] = reader.getRowsJson();
  return new Set(open.filter((_, index) => row[index] === true));
}
