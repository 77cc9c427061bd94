import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandingProblem, TablePlan } from '../../../core/contracts/landing.ts';
import { bindColumns } from '../../../core/landing/bind-columns.ts';
import { fileProblem } from '../../../core/landing/structural-problem.ts';
import { contractNames } from '../../../core/landing/table-specs/profile-tables.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import { parquetFile } from '../parquet-file.ts';
import type { SqlSession } from '../sql-session.ts';
import { type ExportFile, type InspectedFile, inspectFile } from './inspect-file.ts';
import type { BoundFile } from './source-sql.ts';

/** What binding needs. */
export interface BindRequest {
  readonly connection: DuckDBConnection;
  readonly spec: TableSpec;
  readonly plan: TablePlan;
  readonly files: readonly ExportFile[];
  readonly workDir: string;
  readonly maxUnpackedBytes: number;
  /** For looking at files before the connection reads them. */
  readonly session: SqlSession;
}

/** A table's files with their columns found. */
export interface BoundFiles {
  readonly files: readonly BoundFile[];
  readonly problems: readonly LandingProblem[];
  /** Contract name → column in the file. */
  readonly bound: Readonly<Record<string, string>>;
  readonly unknownColumns: readonly string[];
}

const SINGLE_VALUE = /^(?!.*\[\d*\]$)(?!STRUCT|MAP|UNION)/;

/** Opens every file of a table and finds its columns; what stands in the way is collected over all of them. */
export async function bindFiles(request: BindRequest): Promise<BoundFiles> {
  const { spec, plan } = request;
  const mapped = [...Object.values(plan.columns), ...plan.features.map(({ column }) => column)];
  const expected = [...contractNames(spec), ...mapped];
  const files: BoundFile[] = [];
  const problems: LandingProblem[] = [];
  for (const [index, file] of request.files.entries()) {
    const inspected = await inspectFile(file, {
      plan,
      expected,
      workDir: request.workDir,
      index,
      maxUnpackedBytes: request.maxUnpackedBytes,
      session: request.session,
    });
    const bound = inspected.format === 'refused' ? inspected.problem : await bindFile(request, inspected);
    if ('rule' in bound) problems.push(bound);
    else {
      files.push(bound);
      problems.push(...bound.binding.problems, ...typeProblems(spec, plan, bound));
    }
  }
  const unknown = new Set(files.flatMap(({ binding }) => binding.unknown));
  return { files, problems, bound: boundNames(files), unknownColumns: [...unknown] };
}

async function bindFile(
  { connection, spec, plan }: BindRequest,
  file: Exclude<InspectedFile, { format: 'refused' }>,
): Promise<BoundFile | LandingProblem> {
  if (file.format === 'csv') {
    return { file, binding: bindColumns(spec, plan, file.header, file.name), cells: file.header };
  }
  try {
    const reader = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${parquetFile(file.path)}`);
    const columns = reader.getRowsJson().map((row) => ({ name: String(row[0]), type: String(row[1]) }));
    const cells = columns.map(({ name }) => name);
    return { file, binding: bindColumns(spec, plan, cells, file.name), cells, types: columns.map(({ type }) => type) };
  } catch {
    return fileProblem('broken_parquet', plan.table, file.name);
  }
}

function typeProblems(spec: TableSpec, plan: TablePlan, { file, binding, types }: BoundFile): LandingProblem[] {
  if (types === undefined) return [];
  return [...binding.positions.values()]
    .filter((position) => !SINGLE_VALUE.test(types[position] ?? ''))
    .map((position) =>
      fileProblem('column_type', spec.table ?? plan.table, file.name, { column: binding.header[position] ?? '' }),
    );
}

function boundNames(files: readonly BoundFile[]): Record<string, string> {
  const bound = new Map<string, string>();
  for (const { binding } of files) {
    for (const [name, position] of binding.positions)
      if (!bound.has(name)) bound.set(name, binding.header[position] ?? '');
  }
  return Object.fromEntries(bound);
}
