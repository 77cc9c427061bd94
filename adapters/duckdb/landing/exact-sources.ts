import { join } from 'node:path';
import type { TablePlan } from '../../../core/contracts/landing.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { MAX_RECORD_BYTES } from './record-scanner.ts';
import { type BoundFile, cell, cellNames, csvRelation, parquetRelation, textColumns } from './source-sql.ts';
import { BROKEN_COLUMNS, writeRecords } from './write-records.ts';

/** A record with every quote doubled, and its line and number. */
const MAX_WRITTEN_BYTES = 2 * MAX_RECORD_BYTES + 4096;

/** The rows of a table's files, as SQL over files that only one reading of is possible. */
export interface ExactSources {
  /** `_file`, `_line`, `_hash` over the whole record, `t0`, `t1`, … */
  readonly rows: string;
  /** Records as they stand in the files, `_file`, `_line` and `_raw`, of the lines that a table holds. */
  readonly raw: (wanted: string) => string;
  /** Columns over all files, as {@link columnKeys} calls them: the order of `_raw`. */
  readonly rawColumns: readonly string[];
  /** SELECT of the broken records: file, line, rule and value. */
  readonly brokenRows: string;
  readonly broken: number;
  /** Rows the engine must find; unknown with a Parquet file among them. */
  readonly written: number | undefined;
}

/** What is read of a table, and how. */
export interface ExactSourcesRequest {
  readonly files: readonly BoundFile[];
  readonly columns: readonly ReadColumn[];
  readonly plan: TablePlan;
  /** For files on the way. */
  readonly workDir: string;
}

/** Writes the records of a table's CSV files in a form no two readers can differ on, and says how they are read. */
export async function exactSources(request: ExactSourcesRequest): Promise<ExactSources> {
  const rawColumns = [...new Set(request.files.flatMap(columnKeys))];
  const rows: string[] = [];
  const raws: ((wanted: string) => string)[] = [];
  const brokenRows = [NO_BROKEN];
  let broken = 0;
  let written: number | undefined = 0;
  for (const [index, bound] of request.files.entries()) {
    const source = await sourceOf(request, bound, index);
    broken += source.broken;
    if (source.brokenRows !== undefined)
      brokenRows.push(`SELECT ${index}, CAST(_line AS BIGINT), rule, value FROM ${source.brokenRows}`);
    written = written === undefined || source.written === undefined ? undefined : written + source.written;
    const texts = textColumns(request.columns, bound, request.plan, false);
    const raw = rawList(bound, rawColumns, request.plan);
    const place = `${index} AS _file, CAST(_line AS BIGINT) AS _line`;
    rows.push(`SELECT ${place}, hash(${raw}) AS _hash, ${texts} FROM ${source.rows}`);
    raws.push(
      (wanted) =>
        `SELECT ${place}, ${raw} AS _raw FROM ${source.rows} WHERE CAST(_line AS BIGINT) IN (SELECT _line FROM ${wanted} WHERE _file = ${index})`,
    );
  }
  return {
    rows: rows.join(' UNION ALL '),
    raw: (wanted) => raws.map((of) => of(wanted)).join(' UNION ALL '),
    rawColumns,
    brokenRows: brokenRows.join(' UNION ALL '),
    broken,
    written,
  };
}

const NO_BROKEN = `SELECT 0 AS _file, 0::BIGINT AS _line, '' AS rule, '' AS value WHERE FALSE`;

interface Source {
  readonly rows: string;
  readonly brokenRows?: string;
  readonly broken: number;
  readonly written?: number;
}

async function sourceOf(
  { plan, workDir, files }: ExactSourcesRequest,
  bound: BoundFile,
  index: number,
): Promise<Source> {
  if (bound.file.format === 'parquet') return { rows: parquetRelation(bound.file, bound, plan), broken: 0 };
  const targets = { rows: join(workDir, `records-${index}.csv`), broken: join(workDir, `broken-${index}.csv`) };
  const written = await writeRecords(bound.file, targets);
  const whole = written.records - written.broken;
  const shape = { newline: '\n', header: false, maxLineBytes: MAX_WRITTEN_BYTES } as const;
  const columns = ['_line', '_row', ...cellNames(bound.file)];
  const { delimiter, singleLines: parallel } = written;
  const rows = csvRelation({ ...shape, paths: [targets.rows], delimiter, columns, parallel });
  const numbered = files.length > 1 ? `(SELECT * REPLACE ('${index + 1}-' || _row AS _row) FROM ${rows})` : rows;
  const broken = csvRelation({
    ...shape,
    paths: [targets.broken],
    delimiter: ',',
    columns: BROKEN_COLUMNS,
    parallel: false,
  });
  return {
    rows: whole === 0 ? noRows(columns) : numbered,
    ...(written.broken === 0 ? {} : { brokenRows: broken }),
    broken: written.broken,
    written: whole,
  };
}

/** An empty file has no columns for the engine to find. */
function noRows(names: readonly string[]): string {
  return `(SELECT ${names.map((name) => `CAST(NULL AS VARCHAR) AS ${name}`).join(', ')} WHERE FALSE)`;
}

/** A row's cells as they stand in the file; rows that are numbered are told apart by their numbers. */
function rawList(bound: BoundFile, rawColumns: readonly string[], plan: TablePlan): string {
  const positions = new Map(columnKeys(bound).map((key, position) => [key, position]));
  const cells = rawColumns.map((key) => {
    const position = positions.get(key);
    return position === undefined ? "''" : `coalesce(${cell(position)}, '')`;
  });
  return `[${[...cells, ...(plan.number_rows === undefined ? [] : ['CAST(_row AS VARCHAR)'])].join(', ')}]`;
}

/**
 * What the columns of a file are called over all files of its table, in their order: what they are bound to, however the header writes it, and
 * otherwise their name, in whatever letters where that is clear.
 */
export function columnKeys({ binding }: BoundFile): string[] {
  const meant = new Map([...binding.positions].map(([name, position]) => [position, name]));
  const lower = binding.header.map((name) => name.toLowerCase());
  return binding.header.map((name, position) => {
    const bound = meant.get(position);
    if (bound !== undefined) return `bound ${bound}`;
    const letters = lower[position] ?? name;
    return lower.indexOf(letters) === lower.lastIndexOf(letters) ? `any ${letters}` : `own ${name}`;
  });
}
