import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandedTable, LandingProblem, QuarantineLine, TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import { noRowsProblem } from '../../../core/landing/no-rows-problem.ts';
import { fileProblem } from '../../../core/landing/structural-problem.ts';
import {
  landedFeatures,
  landedName,
  landsAs,
  type ReadColumn,
  readColumns,
} from '../../../core/landing/table-layout.ts';
import { tableSpec } from '../../../core/landing/table-specs/profile-tables.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import type { SqlSession } from '../sql-session.ts';
import { type BoundFiles, bindFiles } from './bind-files.ts';
import { numericColumns } from './decide-types.ts';
import { SESSION_SETTINGS } from './engine.ts';
import { type ExactPass, exactPass } from './exact-pass.ts';
import { type FastPass, fastPass } from './fast-pass.ts';
import type { ExportFile } from './inspect-file.ts';
import { NotUtf8 } from './read-records.ts';
import { mayBeRegular, surveyRecords } from './survey-records.ts';
import { quoteName, type TableSql, tableSql } from './table-sql.ts';
import { writeQuarantine } from './write-quarantine.ts';

/** What landing one table needs. Everything lies on this machine. */
export interface LandTableRequest {
  readonly plan: TablePlan;
  readonly files: readonly ExportFile[];
  /** YYYY-MM; the month marts are a snapshot of. */
  readonly period: string;
  /** A folder of its own: the results are written here, and whatever is needed on the way. */
  readonly folder: string;
  /** Its memory and threads are what landing may use. */
  readonly session: SqlSession;
  /** What a gzip file may unpack to. */
  readonly maxUnpackedBytes?: number;
}

/** A landed table and the files that were written into the folder. */
export interface LandingOutcome {
  readonly table: LandedTable;
  readonly data?: string;
  readonly quarantine?: string;
  readonly leftOut?: string;
}

const leftOutPath = (folder: string): string => join(folder, 'left-out.parquet');

const DEFAULT_MAX_UNPACKED_BYTES = 8 * 1024 ** 3;

/**
 * Lands one table: reads its files, types and judges every row, writes `data.parquet`, `quarantine.csv` and `left-out.parquet`
 * and says what was done. What is wrong with the export is in the result, never thrown.
 */
export async function landTable(request: LandTableRequest): Promise<LandingOutcome> {
  const scratch = join(request.folder, 'scratch');
  await mkdir(scratch, { recursive: true });
  try {
    return await request.session.use(async (connection) => {
      await connection.run(SESSION_SETTINGS);
      return land({ ...request, connection, scratch, spec: tableSpec(request.plan.table) });
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Landing extends LandTableRequest {
  readonly connection: DuckDBConnection;
  readonly scratch: string;
  readonly spec: TableSpec;
}

async function land(landing: Landing): Promise<LandingOutcome> {
  const { plan, spec, connection, scratch } = landing;
  const bound = await bindFiles({
    connection,
    spec,
    plan,
    files: landing.files,
    workDir: scratch,
    maxUnpackedBytes: landing.maxUnpackedBytes ?? DEFAULT_MAX_UNPACKED_BYTES,
  });
  if (bound.problems.length > 0) return refused(landing, bound, bound.problems);
  return landRows(landing, bound);
}

async function landRows(landing: Landing, bound: BoundFiles): Promise<LandingOutcome> {
  const { plan, spec, connection } = landing;
  const surveyed = surveyFiles(bound, plan);
  const first = await landAs(landing, bound, surveyed, new Set());
  if (first.data === undefined) return first;
  const numeric = await numericColumns(connection, spec, plan, bound.bound, first.data);
  return numeric.size === 0 ? first : landAs(landing, bound, surveyed, numeric);
}

/** Tries the fast pass while the files are being surveyed, then the exact one. */
async function landAs(
  landing: Landing,
  bound: BoundFiles,
  surveyed: Promise<FilesSurvey>,
  numeric: ReadonlySet<string>,
): Promise<LandingOutcome> {
  const { plan, spec, connection, folder, scratch, period } = landing;
  const columns = readColumns(spec, plan, numeric);
  const lean = tableSql({ spec, plan, columns, period, lean: true });
  const shared = {
    connection,
    files: bound.files,
    columns,
    plan,
    dataPath: join(folder, 'data.parquet'),
    leftOut: leftOutPath(folder),
  };
  const fast = worthTrying(bound, plan)
    ? await fastPass({
        ...shared,
        sql: lean,
        records: surveyed.then(
          ({ records }) => records,
          () => undefined,
        ),
      })
    : undefined;
  const { problems } = await surveyed;
  if (problems.length > 0) return refused(landing, bound, problems);
  if (fast !== undefined) return outcome(landing, bound, columns, lean, fast);
  const sql = tableSql({ spec, plan, columns, period, lean: false });
  const exact = await exactPass({ ...shared, sql, workDir: scratch });
  const target = join(folder, 'quarantine.csv');
  const quarantine = { ...shared, sql, pass: exact, bound: bound.bound, key: spec.key, target };
  const first = exact.quarantined > 0 ? await writeQuarantine(quarantine) : [];
  return outcome(landing, bound, columns, sql, exact, first);
}

function worthTrying(bound: BoundFiles, plan: TablePlan): boolean {
  return (
    plan.number_rows === undefined && bound.files.every(({ file }) => file.format === 'parquet' || mayBeRegular(file))
  );
}

/** What walking over a table's CSV files showed. */
interface FilesSurvey {
  /** Records of all of them; nothing where one is irregular. */
  readonly records: number | undefined;
  readonly problems: readonly LandingProblem[];
}

async function surveyFiles(bound: BoundFiles, plan: TablePlan): Promise<FilesSurvey> {
  let records: number | undefined = 0;
  const problems: LandingProblem[] = [];
  for (const { file } of bound.files) {
    if (file.format !== 'csv') continue;
    try {
      const found = await surveyRecords(file);
      records = records === undefined || !found.regular ? undefined : records + found.records;
    } catch (error) {
      if (!(error instanceof NotUtf8)) throw error;
      problems.push(fileProblem('not_utf8', plan.table, file.name, { line: error.line }));
    }
  }
  return { records, problems };
}

async function outcome(
  landing: Landing,
  bound: BoundFiles,
  columns: readonly ReadColumn[],
  sql: TableSql,
  pass: FastPass | ExactPass,
  firstQuarantined: readonly QuarantineLine[] = [],
): Promise<LandingOutcome> {
  const { spec, plan, folder } = landing;
  const exact = 'broken' in pass ? pass : undefined;
  const leftOut = exact?.leftOut ?? pass.deleted;
  const table: LandedTable = {
    ...base(landing, bound),
    rows_read: pass.rowsRead,
    rows_landed: pass.rowsLanded,
    quarantined: exact?.quarantined ?? 0,
    duplicates_dropped: exact?.duplicates ?? 0,
    deleted: pass.deleted,
    columns: sql.landing.map(({ name, type }) => ({ name, type })),
    features: landedFeatures(spec, plan, columns, bound.bound),
    readable_amount: exact?.readableAmount ?? '0',
    quarantined_amount: exact?.quarantinedAmount ?? '0',
    months: await months(landing),
    left_out: leftOut,
    first_quarantined: firstQuarantined,
    pass: exact === undefined ? 'fast' : 'exact',
    problems: pass.rowsRead === 0 && spec.required === true ? [noRowsProblem(spec, plan.files)] : [],
  };
  return {
    table,
    data: join(folder, 'data.parquet'),
    ...(table.quarantined > 0 ? { quarantine: join(folder, 'quarantine.csv') } : {}),
    ...(leftOut > 0 ? { leftOut: leftOutPath(folder) } : {}),
  };
}

function refused(landing: Landing, bound: BoundFiles, problems: readonly LandingProblem[]): LandingOutcome {
  return { table: { ...base(landing, bound), problems } };
}

function base({ plan, spec }: Landing, { bound, unknownColumns }: BoundFiles): LandedTable {
  return {
    table: plan.table,
    profile: plan.profile,
    lands_as: landsAs(spec),
    files: plan.files,
    rows_read: 0,
    rows_landed: 0,
    quarantined: 0,
    duplicates_dropped: 0,
    deleted: 0,
    suspect: {},
    unknown_columns: unknownColumns,
    columns: [],
    bound,
    features: [],
    readable_amount: '0',
    quarantined_amount: '0',
    months: [],
    left_out: 0,
    first_quarantined: [],
    pass: 'exact',
    problems: [],
  };
}

async function months({ connection, spec, folder }: Landing): Promise<string[]> {
  const names = spec.covers.flatMap((column) => {
    const landed = landedName(spec, column);
    return landed === undefined ? [] : [{ landed, type: spec.columns[column]?.type }];
  });
  if (names.length === 0) return [];
  const data = `read_parquet(${textLiteral(join(folder, 'data.parquet'))})`;
  const parts = names.map(({ landed, type }) => {
    const month = type === 'month' ? quoteName(landed) : `strftime(${quoteName(landed)}, '%Y-%m')`;
    return `SELECT DISTINCT ${month} AS month FROM ${data} WHERE ${quoteName(landed)} IS NOT NULL`;
  });
  const reader = await connection.runAndReadAll(
    `SELECT DISTINCT month FROM (${parts.join(' UNION ALL ')}) ORDER BY month`,
  );
  return reader.getRowsJson().map((row) => String(row[0]));
}
