import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderObjectStore } from '../adapters/embedded/folder-object-store.ts';
import { SqliteRunLedger } from '../adapters/embedded/sqlite-run-ledger.ts';
import { openTables } from '../adapters/embedded/sqlite-tables.ts';
import { WrongUsage } from '../core/contracts/errors.ts';
import type { RunRecord } from '../core/ports/run-ledger.ts';

/** The last finished run of a store, with the store's objects. */
export interface LastRun {
  readonly record: RunRecord;
  readonly objects: FolderObjectStore;
}

/** Throws {@link WrongUsage} where the folder is no store, or no run of it has finished. */
export async function lastRunOf(folder: string): Promise<LastRun> {
  if (!existsSync(join(folder, 'duewatch.sqlite'))) {
    throw new WrongUsage(
      `${folder} is not a store: no run has been made there; name one with --store, or type npx duewatch run first`,
    );
  }
  const record = await new SqliteRunLedger(openTables(folder), { pid: process.pid, session: null }).latest();
  if (record === undefined) throw new WrongUsage(`no run of ${folder} has finished yet; type npx duewatch run`);
  return { record, objects: new FolderObjectStore(folder) };
}
