import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LandingProblem, TablePlan } from '../../../core/contracts/landing.ts';
import { recogniseDelimiter } from '../../../core/landing/recognise-delimiter.ts';
import { splitRecord } from '../../../core/landing/split-record.ts';
import { fileProblem } from '../../../core/landing/structural-problem.ts';
import type { SqlSession } from '../sql-session.ts';
import { parquetReadable } from './parquet-readable.ts';
import { unpackGzip } from './unpack-gzip.ts';

const HEAD_BYTES = 1 << 20;

/** A file of the export as it lies on this machine. */
export interface ExportFile {
  /** Its path inside the export, for reports. */
  readonly name: string;
  /** Where it can be read. */
  readonly path: string;
}

/** A CSV file whose header has been read. */
export interface CsvFile {
  readonly format: 'csv';
  readonly name: string;
  /** Unpacked and readable. */
  readonly path: string;
  readonly delimiter: string;
  /** Cells of the header, or the manifest's names where the file has none. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  /** Byte and physical line at which the records begin. */
  readonly offset: number;
  readonly line: number;
  /** The line end after the header; the common one where there is no header line, or nothing after it. */
  readonly newline: '\n' | '\r\n' | '\r';
  /** The header stands alone on the first line: engines that skip one line skip the header. */
  readonly plainHead: boolean;
}

/** A Parquet file; its columns are read by the engine. */
export interface ParquetFile {
  readonly format: 'parquet';
  readonly name: string;
  readonly path: string;
}

/** What a file turned out to be. */
export type InspectedFile = CsvFile | ParquetFile | { readonly format: 'refused'; readonly problem: LandingProblem };

/** What inspecting needs to know. */
export interface InspectOptions {
  readonly plan: TablePlan;
  /** Names the header is likely to hold. */
  readonly expected: readonly string[];
  readonly workDir: string;
  /** Number of the file, for names in `workDir`. */
  readonly index: number;
  readonly maxUnpackedBytes: number;
  readonly session: SqlSession;
}

/** Finds out by its bytes what a file is, unpacks it where needed, and reads its header. */
export async function inspectFile(file: ExportFile, options: InspectOptions): Promise<InspectedFile> {
  const { plan } = options;
  const refuse = (problem: Parameters<typeof fileProblem>[0]): InspectedFile => ({
    format: 'refused',
    problem: fileProblem(problem, plan.table, file.name),
  });
  let path = file.path;
  let head = await readHead(path);
  if (head === undefined) return refuse('file_missing');
  if (head[0] === 0x1f && head[1] === 0x8b) {
    path = join(options.workDir, `unpacked-${options.index}`);
    const fault = await unpackGzip(file.path, path, options.maxUnpackedBytes);
    if (fault !== undefined) return refuse(fault);
    head = (await readHead(path)) ?? Buffer.alloc(0);
  }
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') {
    return (await parquetReadable(options.session, path))
      ? { format: 'parquet', name: file.name, path }
      : refuse('broken_parquet');
  }
  if (isForeign(head)) return refuse('unsupported_format');
  if (isUtf16(head)) return refuse('not_utf8');
  const read = readHeader(head, path, file.name, options);
  if (read === undefined) return refuse('empty_file');
  return readsBack(head, read.offset) ? read : refuse('not_utf8');
}

function readHeader(bytes: Buffer, path: string, name: string, options: InspectOptions): CsvFile | undefined {
  const { plan } = options;
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.subarray(mark).toString('utf8');
  const from = /^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text)?.[0].length ?? 0;
  const blankLines = text.slice(0, from).match(/\r\n|\n|\r/g)?.length ?? 0;
  if (text.slice(from).trim() === '') return undefined;
  const delimiter = plan.delimiter ?? recogniseDelimiter(text, options.expected, from);
  const shape = { format: 'csv', name, path, delimiter } as const;
  if (plan.header !== undefined) {
    const offset = mark + Buffer.byteLength(text.slice(0, from));
    const { end } = splitRecord(text, delimiter, from);
    const place = { offset, line: blankLines + 1, newline: lineEndBefore(text, end), plainHead: from === 0 };
    return { ...shape, header: plan.header, hasHeader: false, ...place };
  }
  const record = splitRecord(text, delimiter, from);
  const offset = mark + Buffer.byteLength(text.slice(0, record.end));
  const line = blankLines + record.lines + 1;
  const place = { offset, line, newline: lineEndBefore(text, record.end), plainHead: from === 0 && record.lines === 1 };
  return { ...shape, header: record.cells, hasHeader: true, ...place };
}

function lineEndBefore(text: string, end: number): CsvFile['newline'] {
  if (text[end - 1] === '\r') return '\r';
  return text[end - 2] === '\r' && text[end - 1] === '\n' ? '\r\n' : '\n';
}

async function readHead(path: string): Promise<Buffer | undefined> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path, 'r');
  } catch {
    return undefined;
  }
  try {
    const bytes = Buffer.alloc(HEAD_BYTES);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, HEAD_BYTES - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === HEAD_BYTES) return bytes.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

/** Archives and workbooks (zip), old workbooks (OLE), PDF. */
function isForeign(head: Buffer): boolean {
  const magic = head.subarray(0, 4).toString('latin1');
  return magic === 'PK\u0003\u0004' || magic === '\u00d0\u00cf\u0011\u00e0' || magic === '%PDF';
}

function isUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

/** Whether the bytes before the records are UTF-8: a reader that replaces what it can't decode would also lose its place. */
function readsBack(head: Buffer, offset: number): boolean {
  const bytes = head.subarray(0, offset);
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}
