import { DuewatchError } from '../../core/contracts/errors.ts';

/** There is no room left on the disk that holds the store. What was written before stands; nothing is half there. */
export class StoreFull extends DuewatchError {
  override name = 'StoreFull';
}

/** Another process has held the store's tables for too long, or the machine has no handles left: trying again is safe. */
class StoreBusy extends DuewatchError {
  // The name that the workflow's Retry matches on.
  override name = 'StoreUnavailable';
}

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const PASSING = new Set(['EAGAIN', 'EMFILE', 'ENFILE', 'EBUSY', 'ETIMEDOUT', 'EIO']);
/** SQLite's own codes. */
const SQLITE = { busy: 5, locked: 6, full: 13 } as const;
/** DuckDB tells of a full disk in words. */
const DUCKDB_FULL = /No space left on device|Could not write all bytes to file/;

/** Runs work on this machine's disk and gives what it threw one of the product's names, with what to do. */
export async function namedFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error);
  }
}

function named(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DuewatchError) return error;
  const code = 'code' in error ? error.code : undefined;
  const sqlite = 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
  if ((typeof code === 'string' && FULL.has(code)) || sqlite === SQLITE.full || DUCKDB_FULL.test(error.message)) {
    return new StoreFull(
      `there is no room left on the disk that holds the store (${error.message}): make room and run the same command again`,
      { cause: error },
    );
  }
  const busy = sqlite === SQLITE.busy || sqlite === SQLITE.locked;
  if (busy || (typeof code === 'string' && PASSING.has(code))) return new StoreBusy(error.message, { cause: error });
  return error;
}
