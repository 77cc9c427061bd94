import type { DuckDBConnection } from '@duckdb/node-api';
import type { QuarantineLine } from '../../../core/contracts/landing.ts';
import { FIRST_QUARANTINED } from '../../../core/landing/join-parts.ts';
import { QUARANTINE_HEADER, quarantineCsvLine, shownValue } from '../../../core/landing/quarantine-csv.ts';
import type { ExactPass } from './exact-pass.ts';
import { columnKeys } from './exact-sources.ts';
import { FileWriter } from './file-writer.ts';
import type { BoundFile } from './source-sql.ts';
import type { TableSql } from './table-sql.ts';

/** What the quarantine file is written from: the exact pass's rows, still in the connection. */
export interface QuarantineRequest {
  readonly connection: DuckDBConnection;
  readonly files: readonly BoundFile[];
  readonly sql: TableSql;
  readonly pass: ExactPass;
  readonly key: readonly string[];
  readonly target: string;
}

/** A quarantine that is longer is that of a refused export. */
export const MAX_QUARANTINE_LINES = 1_000_000;

/** Writes every broken rule of every quarantined row, by file and line, up to a million. Answers with the first of them. */
export async function writeQuarantine(request: QuarantineRequest): Promise<QuarantineLine[]> {
  const out = new FileWriter(request.target);
  const first: QuarantineLine[] = [];
  let written = 0;
  try {
    await out.write(QUARANTINE_HEADER);
    for await (const found of quarantineLines(request)) {
      const lines = found.slice(0, MAX_QUARANTINE_LINES - written);
      if (first.length < FIRST_QUARANTINED) first.push(...lines.slice(0, FIRST_QUARANTINED - first.length));
      await out.write(lines.map(quarantineCsvLine).join(''));
      written += lines.length;
      if (written >= MAX_QUARANTINE_LINES) break;
    }
  } finally {
    await out.close();
  }
  return first;
}

async function* quarantineLines(request: QuarantineRequest): AsyncGenerator<QuarantineLine[]> {
  const files = request.files.map((of) => ({ of, keys: columnKeys(of) }));
  const rows = await request.connection.stream(`
    SELECT _file, _line, _faults, place = 'conflict' AS conflict, _raw, NULL AS rule, NULL AS value
    FROM judged LEFT JOIN raws USING (_file, _line) WHERE fate = 'quarantined'
    UNION ALL SELECT _file, _line, [], FALSE, [], rule, value FROM broken
    ORDER BY _file, _line`);
  for await (const chunk of rows.yieldRowsJson()) {
    yield chunk.flatMap(([file, line, faults, conflict, raw, rule, value]) => {
      const found = files[Number(file)];
      if (found === undefined) return [];
      const at = { file: found.of.file.name, line: Number(line) };
      if (typeof rule === 'string') return [{ ...at, column: '', value: String(value ?? ''), rule }];
      return faultLines(request, {
        ...found,
        ...at,
        faults: numbers(faults),
        conflict: conflict === true,
        raw: texts(raw),
      });
    });
  }
}

interface QuarantinedRow {
  readonly of: BoundFile;
  /** What its file's columns are called over all files. */
  readonly keys: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly faults: readonly number[];
  readonly conflict: boolean;
  readonly raw: readonly string[];
}

function faultLines({ sql, pass, key }: QuarantineRequest, row: QuarantinedRow): QuarantineLine[] {
  const at = { file: row.file, line: row.line };
  const { positions, header } = row.of.binding;
  const inFile = (column: string): string => header[positions.get(column) ?? -1] ?? column;
  const cellOf = (column: string): string =>
    shownValue(row.raw[pass.rawColumns.indexOf(row.keys[positions.get(column) ?? -1] ?? '')] ?? '');
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
