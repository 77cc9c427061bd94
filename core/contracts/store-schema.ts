import { DuewatchError } from './errors.ts';

/** A store that a newer version of duewatch has written: this one would read it wrongly, so it touches nothing. */
export class StoreNewer extends DuewatchError {
  override name = 'StoreNewer';
}

/**
 * Number of the form in which this version writes a store. Grows when an earlier version could not read what is written. Stores of version
 * 0.1.0 carry no number.
 */
export const STORE_SCHEMA = 2;

/** Throws {@link StoreNewer} for a store of a later form than this version writes. `writtenBy` is the version that says so of itself. */
export function refuseNewer(found: number, writtenBy: string | null): void {
  if (found <= STORE_SCHEMA) return;
  const writer = writtenBy === null ? 'a newer duewatch' : `duewatch ${writtenBy}`;
  throw new StoreNewer(
    `the store was written by ${writer} (form ${found}); this version knows forms up to ${STORE_SCHEMA} and has changed nothing: install the newer version, or name another store`,
  );
}
