import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import { readColumns } from '../../../core/landing/table-layout.ts';
import { tableSpec } from '../../../core/landing/table-specs/profile-tables.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import type { SqlSession } from '../sql-session.ts';
import { type BoundFiles, bindFiles } from './bind-files.ts';
import { numericColumns } from './decide-types.ts';
import { prepareConnection } from './engine.ts';
import { exactPass } from './exact-pass.ts';
import { type FastPass, type FastPassRequest, fastPass } from './fast-pass.ts';
import type { ExportFile } from './inspect-file.ts';
import { type LandingOutcome, landedOutcome, outcomePaths, refusedOutcome } from './landing-outcome.ts';
import { type FilesSurvey, surveyFiles } from './survey-files.ts';
import { mayBeRegular } from './survey-records.ts';
import { tableSql } from './table-sql.ts';
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
  /** Some files of a table, to be joined with others: rows are marked, amounts added up. */
  readonly asPart: boolean;
  /** Something is known that the fast pass would stumble over. */
  readonly exactOnly: boolean;
}

const DEFAULT_MAX_UNPACKED_BYTES = 8 * 1024 ** 3;

/**
 * Lands one table: reads its files, types and judges every row, writes `data.parquet`, `quarantine.csv` and `left-out.parquet`
 * and says what was done. What is wrong with the export is in the result, never thrown.
 */
export async function landTable(request: LandTableRequest): Promise<LandingOutcome> {
  const scratch = join(request.folder, 'scratch');
  // The folder is there: a landing that still waits when a review has ended does not bring it back.
  await mkdir(scratch);
  try {
    return await request.session.use(async (connection) => {
      await prepareConnection(connection);
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
    session: landing.session,
  });
  if (bound.problems.length > 0) return refusedOutcome(landing, bound, bound.problems);
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
  const paths = outcomePaths(folder);
  const shared = {
    connection,
    files: bound.files,
    columns,
    plan,
    dataPath: paths.data,
    leftOut: paths.leftOut,
    ...(landing.asPart ? { marks: paths.marks } : {}),
  };
  const lean = tableSql({ spec, plan, columns, period, lean: true });
  const records = surveyed.then((survey) => survey.records).catch(() => undefined);
  const fast = worthTrying(landing, bound)
    ? await fastPassApart(landing, { ...shared, sql: lean, records })
    : undefined;
  const { problems } = await surveyed;
  if (problems.length > 0) return refusedOutcome(landing, bound, problems);
  if (fast !== undefined) return landedOutcome({ ...landing, bound, columns, sql: lean, pass: fast });
  const sql = tableSql({ spec, plan, columns, period, lean: false });
  const exact = await exactPass({ ...shared, sql, workDir: scratch });
  const quarantine = { ...shared, sql, pass: exact, key: spec.key, target: paths.quarantine };
  const firstQuarantined = exact.quarantined > 0 ? await writeQuarantine(quarantine) : [];
  return landedOutcome({ ...landing, bound, columns, sql, pass: exact, firstQuarantined });
}

/** The fast pass reads the file as it is, before the survey has said what it is. */
async function fastPassApart(
  { session }: Landing,
  request: Omit<FastPassRequest, 'connection'>,
): Promise<FastPass | undefined> {
  return session.apart(async (connection) => {
    await prepareConnection(connection);
    return fastPass({ ...request, connection });
  });
}

function worthTrying({ plan, exactOnly }: Landing, bound: BoundFiles): boolean {
  return (
    !exactOnly &&
    plan.number_rows === undefined &&
    bound.files.every(({ file }) => file.format === 'parquet' || mayBeRegular(file))
  );
}
