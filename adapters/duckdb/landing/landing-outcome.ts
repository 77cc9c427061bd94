import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LandedTable, LandingProblem, QuarantineLine, TablePlan } from '../../../core/contracts/landing.ts';
import { noRowsProblem } from '../../../core/landing/no-rows-problem.ts';
import { landedFeatures, landedName, landsAs, type ReadColumn } from '../../../core/landing/table-layout.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';
import { parquetFile } from '../parquet-file.ts';
import type { BoundFiles } from './bind-files.ts';
import type { ExactPass } from './exact-pass.ts';
import type { FastPass } from './fast-pass.ts';
import { quoteName, type TableSql } from './table-sql.ts';

/** A landed table and the files that were written into the folder. */
export interface LandingOutcome {
  readonly table: LandedTable;
  readonly data?: string;
  readonly quarantine?: string;
  readonly leftOut?: string;
  readonly marks?: string;
}

/** Where a table's results lie in its folder. */
export function outcomePaths(folder: string): Required<Omit<LandingOutcome, 'table'>> {
  return {
    data: join(folder, 'data.parquet'),
    quarantine: join(folder, 'quarantine.csv'),
    leftOut: join(folder, 'left-out.parquet'),
    marks: join(folder, 'marks.parquet'),
  };
}

interface Described {
  readonly plan: TablePlan;
  readonly spec: TableSpec;
}

/** What a pass leaves to be described. */
export interface LandedRows extends Described {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  readonly asPart: boolean;
  readonly bound: BoundFiles;
  readonly columns: readonly ReadColumn[];
  readonly sql: TableSql;
  readonly pass: FastPass | ExactPass;
  readonly firstQuarantined?: readonly QuarantineLine[];
}

/** Describes a table whose rows were landed. */
export async function landedOutcome(landed: LandedRows): Promise<LandingOutcome> {
  const { spec, plan, folder, bound, columns, sql, pass, firstQuarantined = [] } = landed;
  const paths = outcomePaths(folder);
  const exact = 'rawColumns' in pass ? pass : undefined;
  const { leftOut } = pass;
  const table: LandedTable = {
    ...base(landed, bound),
    rows_read: pass.rowsRead,
    rows_landed: pass.rowsLanded,
    quarantined: exact?.quarantined ?? 0,
    duplicates_dropped: exact?.duplicates ?? 0,
    deleted: pass.deleted,
    columns: sql.landing.map(({ name, type }) => ({ name, type })),
    features: landedFeatures(spec, plan, columns, bound.bound),
    readable_amount: pass.readableAmount,
    quarantined_amount: exact !== undefined && exact.quarantined > 0 ? exact.quarantinedAmount : '0',
    months: await months(landed, paths.data),
    left_out: leftOut,
    first_quarantined: firstQuarantined,
    pass: exact === undefined ? 'fast' : 'exact',
    problems: pass.rowsRead === 0 && spec.required === true ? [noRowsProblem(spec, plan.files)] : [],
  };
  return {
    table,
    data: paths.data,
    ...(table.quarantined > 0 ? { quarantine: paths.quarantine } : {}),
    ...(leftOut > 0 ? { leftOut: paths.leftOut } : {}),
    ...(landed.asPart ? { marks: paths.marks } : {}),
  };
}

/** Describes a table that could not be landed. */
export function refusedOutcome(of: Described, bound: BoundFiles, problems: readonly LandingProblem[]): LandingOutcome {
  return { table: { ...base(of, bound), problems } };
}

function base({ plan, spec }: Described, { bound, unknownColumns }: BoundFiles): LandedTable {
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

/** Months of the dates that say how far the export reaches. */
async function months({ connection, spec }: LandedRows, dataPath: string): Promise<string[]> {
  const parts = spec.covers.flatMap((column) => {
    const landed = landedName(spec, column);
    if (landed === undefined) return [];
    const name = quoteName(landed);
    const month =
      spec.columns[column]?.type === 'month' ? `CAST(${name} || '-01' AS DATE)` : `date_trunc('month', ${name})`;
    return [`SELECT DISTINCT ${month} AS month FROM ${parquetFile(dataPath)} WHERE ${name} IS NOT NULL`];
  });
  if (parts.length === 0) return [];
  const union = parts.join(' UNION ');
  const reader = await connection.runAndReadAll(`SELECT strftime(month, '%Y-%m') FROM (${union}) ORDER BY month`);
  return reader.getRowsJson().map((row) => String(row[0]));
}
