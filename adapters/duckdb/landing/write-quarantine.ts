import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { QuarantineLine } from '../../../core/contracts/landing.ts';
import { QUARANTINE_HEADER, quarantineCsvLine, shownValue } from '../../../core/landing/quarantine-csv.ts';
import type { BrokenInFile, ExactPass } from './exact-pass.ts';
import type { BoundFile } from './source-sql.ts';
import type { TableSql } from './table-sql.ts';

/** What the quarantine file is written from: the exact pass's rows, still in the connection. */
export interface QuarantineRequest {
  readonly connection: DuckDBConnection;
  readonly files: readonly BoundFile[];
  readonly sql: TableSql;
  readonly pass: ExactPass;
  /** Contract name → column in the file. */
  readonly bound: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  readonly target: string;
}

const FIRST_LINES = 10;

/** Writes every broken rule of every quarantined row, by file and line. Answers with the first of them. */
export async function writeQuarantine(request: QuarantineRequest): Promise<QuarantineLine[]> {
  const out = createWriteStream(request.target);
  out.write(QUARANTINE_HEADER);
  const first: QuarantineLine[] = [];
  for await (const lines of quarantineLines(request)) {
    if (first.length < FIRST_LINES) first.push(...lines.slice(0, FIRST_LINES - first.length));
    if (!out.write(lines.map(quarantineCsvLine).join(''))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return first;
}

/** Quarantined rows from the engine and broken records from the reader, merged by file and line. */
async function* quarantineLines(request: QuarantineRequest): AsyncGenerator<QuarantineLine[]> {
  const broken = request.pass.broken.toSorted((a, b) => a.file - b.file || a.line - b.line);
  let next = 0;
  const brokenBefore = (file: number, line: number): QuarantineLine[] => {
    const from = next;
    while (isBefore(broken[next], file, line)) next++;
    return broken.slice(from, next).map((record) => brokenLine(request, record));
  };
  const rows = await request.connection.stream(
    `SELECT _file, _line, _faults, place = 'conflict' AS conflict, _raw FROM judged WHERE fate = 'quarantined' ORDER BY _file, _line`,
  );
  for await (const chunk of rows.yieldRowsJson()) {
    yield chunk.flatMap(([file, line, faults, conflict, raw]) => {
      const at = { file: Number(file), line: Number(line) };
      const row: QuarantinedRow = { ...at, faults: numbers(faults), conflict: conflict === true, raw: texts(raw) };
      return [...brokenBefore(at.file, at.line), ...faultLines(request, row)];
    });
  }
  yield brokenBefore(Number.POSITIVE_INFINITY, 0);
}

function isBefore(record: BrokenInFile | undefined, file: number, line: number): boolean {
  return record !== undefined && (record.file < file || (record.file === file && record.line < line));
}

interface QuarantinedRow {
  readonly file: number;
  readonly line: number;
  readonly faults: readonly number[];
  readonly conflict: boolean;
  readonly raw: readonly string[];
}

function brokenLine({ files }: QuarantineRequest, { file, line, rule, value }: BrokenInFile): QuarantineLine {
  return { file: files[file]?.file.name ?? '', line, column: '', value: shownValue(value), rule };
}

function faultLines({ files, sql, pass, bound, key }: QuarantineRequest, row: QuarantinedRow): QuarantineLine[] {
  const at = { file: files[row.file]?.file.name ?? '', line: row.line };
  const inFile = (column: string): string => bound[column] ?? column;
  const cellOf = (column: string): string => shownValue(row.raw[pass.rawNames.indexOf(inFile(column))] ?? '');
  const conflict = row.conflict
    ? [{ ...at, column: key.map(inFile).join('+'), value: key.map(cellOf).join('+'), rule: 'conflicting_copies' }]
    : [];
  const faults = row.conflict ? [] : row.faults;
  return [
    ...conflict,
    ...faults.flatMap((code) => {
      const fault = sql.faultCodes[code];
      return fault === undefined
        ? []
        : [{ ...at, column: inFile(fault.column), value: cellOf(fault.column), rule: fault.rule }];
    }),
  ];
}

function numbers(list: unknown): number[] {
  return Array.isArray(list) ? list.map(Number) : [];
}

function texts(list: unknown): string[] {
  return Array.isArray(list) ? list.map((text) => String(text ?? '')) : [];
}
