import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { QUARANTINE_HEADER, type QuarantineLine, quarantineCsvLine } from '../../../core/landing/quarantine-csv.ts';
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

/** Writes every broken rule of every quarantined row, by file and line. */
export async function writeQuarantine(request: QuarantineRequest): Promise<void> {
  const out = createWriteStream(request.target);
  out.write(QUARANTINE_HEADER);
  const broken = request.pass.broken.toSorted((a, b) => a.file - b.file || a.line - b.line);
  let next = 0;
  const brokenBefore = function* (file: number, line: number): Generator<BrokenInFile> {
    for (
      let record = broken[next];
      record && (record.file < file || (record.file === file && record.line < line));
      record = broken[++next]
    )
      yield record;
  };
  const rows = await request.connection.stream(
    `SELECT _file, _line, _faults, place = 'conflict' AS conflict, _raw FROM judged WHERE fate = 'quarantined' ORDER BY _file, _line`,
  );
  for await (const chunk of rows.yieldRowsJson()) {
    let text = '';
    for (const [file, line, faults, conflict, raw] of chunk) {
      const at = { file: Number(file), line: Number(line) };
      for (const record of brokenBefore(at.file, at.line)) text += brokenLine(request, record);
      const row: QuarantinedRow = { ...at, faults: numbers(faults), conflict: conflict === true, raw: texts(raw) };
      for (const fault of faultLines(request, row)) text += quarantineCsvLine(fault);
    }
    if (!out.write(text)) await once(out, 'drain');
  }
  for (const record of brokenBefore(Number.POSITIVE_INFINITY, 0)) out.write(brokenLine(request, record));
  out.end();
  await finished(out);
}

interface QuarantinedRow {
  readonly file: number;
  readonly line: number;
  readonly faults: readonly number[];
  readonly conflict: boolean;
  readonly raw: readonly string[];
}

function brokenLine({ files }: QuarantineRequest, { file, line, rule, value }: BrokenInFile): string {
  return quarantineCsvLine({ file: files[file]?.file.name ?? '', line, column: '', value, rule });
}

function faultLines({ files, sql, pass, bound, key }: QuarantineRequest, row: QuarantinedRow): QuarantineLine[] {
  const at = { file: files[row.file]?.file.name ?? '', line: row.line };
  const inFile = (column: string): string => bound[column] ?? column;
  const cellOf = (column: string): string => row.raw[pass.rawNames.indexOf(inFile(column))] ?? '';
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
