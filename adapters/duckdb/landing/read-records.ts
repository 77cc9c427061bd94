import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { FLAG, MAX_RECORD_BYTES, RecordScanner } from './record-scanner.ts';

const BUFFER_BYTES = 4 * MAX_RECORD_BYTES;
const READ_BYTES = 2 * 1024 * 1024;

/** Where records are read from: after the header, `line` being the physical line there. */
export interface RecordSource {
  readonly path: string;
  readonly delimiter: string;
  readonly offset: number;
  readonly line: number;
}

/** Takes one record; `false` ends the reading. */
export type TakeRecord = (bytes: Buffer, record: RecordScanner, line: number) => boolean;

/** The bytes are not UTF-8; `line` is the physical line of the first that is not. */
export class NotUtf8 extends Error {
  override name = 'NotUtf8';
  readonly line: number;

  constructor(line: number) {
    super(`bytes that are not UTF-8 on line ${line}`);
    this.line = line;
  }
}

/**
 * Reads a CSV file record by record in constant memory. Blank lines are no records. `afterChunk` runs between reads, for what
 * the taker has gathered. Throws {@link NotUtf8}.
 */
export async function readRecords(
  source: RecordSource,
  take: TakeRecord,
  afterChunk?: () => Promise<void>,
): Promise<void> {
  const file = await open(source.path, 'r');
  try {
    const scanner = new RecordScanner(source.delimiter);
    const bytes = Buffer.allocUnsafe(BUFFER_BYTES);
    const state = { from: 0, limit: 0, checked: 0, line: source.line, position: source.offset, skipping: false };
    for (;;) {
      const { bytesRead } = await file.read(
        bytes,
        state.limit,
        Math.min(READ_BYTES, bytes.length - state.limit),
        state.position,
      );
      const final = bytesRead === 0;
      state.position += bytesRead;
      state.limit += bytesRead;
      checkUtf8(bytes, state, final);
      const goOn = scanChunk(scanner, bytes, state, final, take);
      await afterChunk?.();
      if (!goOn || final) return;
      bytes.copyWithin(0, state.from, state.limit);
      state.limit -= state.from;
      state.checked -= state.from;
      state.from = 0;
    }
  } finally {
    await file.close();
  }
}

interface ReadState {
  from: number;
  limit: number;
  /** Bytes before are known to be UTF-8. */
  checked: number;
  line: number;
  position: number;
  /** Inside a line that is too long and already reported. */
  skipping: boolean;
}

function scanChunk(scanner: RecordScanner, bytes: Buffer, state: ReadState, final: boolean, take: TakeRecord): boolean {
  while (state.from < state.limit) {
    if (!nextRecord(scanner, bytes, state, final)) break;
    const line = state.line;
    const skipped = state.skipping;
    // A line of which only the beginning is here: the rest is skipped as it comes.
    state.skipping = (scanner.flags & FLAG.tooLong) !== 0 && scanner.next === scanner.end;
    state.from = scanner.next;
    if (!state.skipping) state.line += scanner.lines;
    if (skipped || scanner.isBlank(bytes)) continue;
    if (!take(bytes, scanner, line)) return false;
  }
  return true;
}

function nextRecord(scanner: RecordScanner, bytes: Buffer, state: ReadState, final: boolean): boolean {
  const { from, limit } = state;
  if (!state.skipping) {
    const found = scanner.scan(bytes, from, limit, final);
    if (found && scanner.end - from <= MAX_RECORD_BYTES) return true;
    if (!found && limit - from <= MAX_RECORD_BYTES) return false;
  }
  const whole = scanner.firstLine(bytes, from, limit, final, FLAG.tooLong);
  // Short lines inside quotes that close too late or never: the quotes are what is wrong.
  if (whole && !state.skipping && scanner.end - from <= MAX_RECORD_BYTES) scanner.flags = FLAG.broken;
  return whole || scanner.firstLine(bytes, from, limit, true, FLAG.tooLong);
}

function checkUtf8(bytes: Buffer, state: ReadState, final: boolean): void {
  const end = final ? state.limit : wholeCharacters(bytes, state.checked, state.limit);
  if (!isUtf8(bytes.subarray(state.checked, end))) throw new NotUtf8(state.line + linesBefore(bytes, state, end));
  state.checked = end;
}

/** The last position up to which no character is cut. */
function wholeCharacters(bytes: Buffer, from: number, limit: number): number {
  for (let back = 1; back <= 3 && limit - back >= from; back++) {
    const byte = bytes[limit - back] ?? 0;
    if (byte < 0x80) return limit;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? limit - back : limit;
  }
  return limit;
}

function linesBefore(bytes: Buffer, state: ReadState, end: number): number {
  let low = state.checked;
  let high = end;
  while (high - low > 1) {
    const middle = wholeCharacters(bytes, low, (low + high) >> 1);
    if (middle <= low) break;
    if (isUtf8(bytes.subarray(low, middle))) low = middle;
    else high = middle;
  }
  let lines = 0;
  for (let at = state.from; at < low; at++) if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) lines++;
  return lines;
}
