import { parse } from 'csv-parse/sync';
import { Decimal } from '../../../core/domain/decimal.ts';
import type { TableSpec } from '../../../core/landing/table-specs/table-spec.ts';

/** A record as another reader sees it. */
export interface ReadRecord {
  readonly cells: readonly string[];
  /** Physical line it begins on. */
  readonly line: number;
}

/** A file as another reader sees it: its header and its records. */
export interface ReadFile {
  readonly header: readonly string[];
  readonly records: readonly ReadRecord[];
}

/** The file read by a strict CSV reader that the product does not use; nothing where that reader refuses it. */
export function readStrictly(text: string, delimiter: string): ReadFile | undefined {
  try {
    const found: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    });
    if (!Array.isArray(found)) return undefined;
    const bytes = Buffer.from(text);
    const records: ReadRecord[] = [];
    let line = 1;
    let from = 0;
    for (const { record, info } of found) {
      if (!isBlank(record)) records.push({ cells: record, line });
      line += lineEnds(bytes.subarray(from, info.bytes));
      from = info.bytes;
    }
    const [header, ...rows] = records;
    return header === undefined ? undefined : { header: header.cells, records: rows };
  } catch {
    return undefined;
  }
}

const lineEnds = (bytes: Buffer): number => bytes.toString('latin1').match(/\r\n|\n|\r/g)?.length ?? 0;
const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && /^[ \t]*$/.test(cells[0] ?? '');

/** What the landing says it left out, so that the rest can be added up again. */
export interface LeftOut {
  /** Physical lines (rows of a Parquet file) in quarantine. */
  readonly quarantined: ReadonlySet<number>;
}

/** What should have landed: each row's key and amount, sorted; nothing where this reader can't say. */
export function expectedRows(
  file: ReadFile,
  spec: TableSpec,
  { quarantined }: LeftOut,
  decimal: '.' | ',',
): readonly string[] | undefined {
  const at = positions(file.header, spec);
  const amount = spec.amount;
  if (at === undefined || amount === undefined || !at.has(amount)) return undefined;
  const text = (cells: readonly string[], name: string): string => trimmed(cells[at.get(name) ?? -1] ?? '');
  const stamps = file.records.map(({ cells }) => text(cells, 'updated_at'));
  if (stamps.some((stamp) => stamp !== '' && !STAMP.test(stamp))) return undefined;
  const seen = new Set<string>();
  const rows: Row[] = [];
  for (const [index, { cells, line }] of file.records.entries()) {
    if (cells.length !== file.header.length) continue;
    const whole = JSON.stringify(cells);
    if (seen.has(whole)) continue;
    seen.add(whole);
    if (quarantined.has(line)) continue;
    const key = spec.key.map((name) => keyText(spec, name, text(cells, name), decimal));
    rows.push({
      key: key.every((part) => part === '') ? undefined : JSON.stringify(key),
      stamp: stamps[index] ?? '',
      gone: isGone(text(cells, '_fivetran_deleted'), text(cells, 'status'), spec),
      amount: amountText(text(cells, amount), decimal),
    });
  }
  return rows
    .filter((row) => !row.gone && !isSuperseded(row, rows))
    .map((row) => `${row.key ?? ''} ${row.amount}`)
    .sort();
}

const STAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

interface Row {
  readonly key: string | undefined;
  readonly stamp: string;
  readonly gone: boolean;
  readonly amount: string;
}

/** Copies of a key that differ: the newest stays. With a tie all of them are in quarantine and never come here. */
function isSuperseded(row: Row, rows: readonly Row[]): boolean {
  return row.key !== undefined && rows.some((other) => other.key === row.key && other.stamp > row.stamp);
}

function isGone(deleted: string, status: string, spec: TableSpec): boolean {
  const flagged = '_fivetran_deleted' in spec.columns && /^(true|1|yes)$/i.test(deleted);
  return flagged || ('status' in spec.columns && /^(void|voided|deleted)$/i.test(status));
}

/** Columns by name: exact, then without spaces around, then without case; nothing where one name fits several. */
function positions(header: readonly string[], spec: TableSpec): ReadonlyMap<string, number> | undefined {
  const found = new Map<string, number>();
  for (const name of Object.keys(spec.columns)) {
    const exact = header.flatMap((cell, at) => (cell.trim() === name ? [at] : []));
    const loose = header.flatMap((cell, at) => (cell.trim().toLowerCase() === name ? [at] : []));
    const [first, ...others] = exact.length > 0 ? exact : loose;
    if (others.length > 0) return undefined;
    if (first !== undefined) found.set(name, first);
  }
  return found;
}

const trimmed = (text: string): string => text.replace(/^[\p{Zs}]+|[\p{Zs}]+$/gu, '');

/** A part of a key as it lands: months without their day, whole numbers without how they were written. */
function keyText(spec: TableSpec, name: string, text: string, decimal: '.' | ','): string {
  const type = spec.columns[name]?.type;
  if (type === 'month') return text.slice(0, 7);
  return type === 'count' && text !== '' ? amountText(text, decimal) : text;
}

/** Six decimals, halves away from zero: what an amount column holds. */
export function amountText(text: string, decimal: '.' | ','): string {
  const plain = (decimal === ',' ? text.replace(',', '.') : text).replace(/[\s\v]/g, '');
  if (plain === '') return '';
  try {
    const value = new Decimal(plain).toDecimalPlaces(6, Decimal.ROUND_HALF_UP);
    return value.isZero() ? new Decimal(0).toFixed(6) : value.toFixed(6);
  } catch {
    return `unreadable ${text}`;
  }
}
