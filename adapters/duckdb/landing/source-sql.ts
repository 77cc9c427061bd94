import type { TablePlan } from '../../../core/contracts/landing.ts';
import { textLiteral } from '../../../core/domain/sql-literal.ts';
import type { Binding } from '../../../core/landing/bind-columns.ts';
import { readDateFormat } from '../../../core/landing/date-format.ts';
import type { ReadColumn } from '../../../core/landing/table-layout.ts';
import { fileLiteral } from '../file-literal.ts';
import { foreignParquetFile } from '../parquet-file.ts';
import type { CsvFile, InspectedFile, ParquetFile } from './inspect-file.ts';
import { MAX_RECORD_BYTES } from './record-scanner.ts';
import { quoteName } from './table-sql.ts';

/** A file whose columns have been found. */
export interface BoundFile {
  readonly file: Exclude<InspectedFile, { format: 'refused' }>;
  readonly binding: Binding;
  /** Column names as they stand in the file. */
  readonly cells: readonly string[];
  /** Engine types of a Parquet file's columns, in order. */
  readonly types?: readonly string[];
}

/** CSV files of one dialect. */
export interface CsvDialect {
  readonly paths: readonly string[];
  readonly delimiter: string;
  readonly newline: CsvFile['newline'];
  /** Names for the cells of a record. */
  readonly columns: readonly string[];
  readonly header: boolean;
  /** Several threads a file; the engine can't do that with every file that has line ends inside quotes. */
  readonly parallel: boolean;
  readonly maxLineBytes?: number;
}

/** Cells of CSV files as the engine reads them, all text. No sniffing: everything about the files is known. */
export function csvRelation({
  paths,
  delimiter,
  newline,
  columns,
  header,
  parallel,
  maxLineBytes = MAX_RECORD_BYTES,
}: CsvDialect): string {
  const types = columns.map((name) => `${name}: 'VARCHAR'`).join(', ');
  // Left to itself the engine guesses the line end, even from inside quotes. strict_mode is not given: set together with a line end
  // of CRLF it makes the engine find no rows.
  const lineEnd = newline.replace('\r', '\\r').replace('\n', '\\n');
  return (
    `read_csv([${paths.map(fileLiteral).join(', ')}], auto_detect = false, header = ${header}, delim = ${textLiteral(delimiter)}, ` +
    `new_line = '${lineEnd}', quote = '"', escape = '"', comment = '', nullstr = '', null_padding = false, ` +
    `ignore_errors = false, parallel = ${parallel}, max_line_size = ${maxLineBytes}, hive_partitioning = false, ` +
    `compression = 'none', columns = {${types}})`
  );
}

/** Name of the n-th cell of a record in SQL. */
export const cell = (position: number): string => `c${position}`;

/** Names of all cells of a CSV file. */
export function cellNames(file: CsvFile): string[] {
  return file.header.map((_, position) => cell(position));
}

/**
 * Rows of a Parquet file as texts, in the shape of CSV cells. `_line` is the row's number, from 1.
 */
export function parquetRelation(file: ParquetFile, bound: BoundFile, plan: TablePlan): string {
  const names = bound.cells.map(
    (name, position) => `${parquetText(name, bound.types?.[position] ?? 'VARCHAR', plan)} AS ${cell(position)}`,
  );
  return `(SELECT ${names.join(', ')}, file_row_number + 1 AS _line ` + `FROM ${foreignParquetFile(file.path)})`;
}

/** Typed dates are given in the manifest's format, so that they are read back by it. */
function parquetText(name: string, type: string, plan: TablePlan): string {
  const column = quoteName(name);
  const format = plan.date_format === undefined ? undefined : readDateFormat(plan.date_format);
  if (format !== undefined && 'format' in format && !format.zoned && /^(DATE|TIMESTAMP)/.test(type)) {
    return `strftime(CAST(${column} AS TIMESTAMP), ${textLiteral(format.format)})`;
  }
  return `CAST(${column} AS VARCHAR)`;
}

/**
 * `t0`, `t1`, … of a file: each column's text with the manifest's meanings put in, blank as NULL. With `lean`, texts that will be
 * read as numbers or dates are left untrimmed: what the engine's casts then refuse is looked at again.
 */
export function textColumns(columns: readonly ReadColumn[], bound: BoundFile, plan: TablePlan, lean: boolean): string {
  return columns.map((column, index) => `${columnText(column, bound, plan, lean)} AS t${index}`).join(', ');
}

function columnText(column: ReadColumn, bound: BoundFile, plan: TablePlan, lean: boolean): string {
  if (plan.number_rows === column.name) return 'CAST(_row AS VARCHAR)';
  const named = (column.spec.sources ?? [column.name]).filter((name) => bound.binding.positions.has(name));
  const texts = named.map((name) =>
    sourceText(cell(bound.binding.positions.get(name) ?? 0), meanings(plan, name), lean && column.spec.type !== 'text'),
  );
  if (texts.length === 0) return 'CAST(NULL AS VARCHAR)';
  return texts.length === 1 ? (texts[0] ?? '') : `coalesce(${texts.join(', ')})`;
}

function sourceText(raw: string, map: readonly (readonly [string, string])[], lean: boolean): string {
  if (map.length === 0) return lean ? raw : `nullif(trim(${raw}), '')`;
  const given = `coalesce(trim(${raw}), '')`;
  const cases = map.map(([from, to]) => `WHEN ${textLiteral(from.trim())} THEN ${textLiteral(to)}`).join(' ');
  return `nullif(CASE ${given} ${cases} ELSE ${given} END, '')`;
}

function meanings(plan: TablePlan, name: string): readonly (readonly [string, string])[] {
  return Object.hasOwn(plan.values, name) ? Object.entries(plan.values[name] ?? {}) : [];
}
