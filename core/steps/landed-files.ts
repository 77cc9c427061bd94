import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Key of something LandTable leaves for CheckLanding. */
export function landedFile(run: RunRef, table: string, file: 'quarantine.csv' | 'left-out.parquet'): string {
  return `${run.work}landed/${table}.${file}`;
}

/** A local copy of an object of the store, where there is one. */
export async function fileIfThere(store: ObjectStore, key: string): Promise<string | undefined> {
  const there = (await store.list(key)).includes(key);
  return there ? store.localFile(key) : undefined;
}
