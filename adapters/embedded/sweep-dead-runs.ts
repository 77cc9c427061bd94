import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type LockOwner, ownerIsAlive, SCRATCH } from './session-mark.ts';
import { inTransaction } from './sqlite-tables.ts';

const lockRow = z.object({ period: z.string(), pid: z.int(), session: z.string().nullable() });
const runRow = z.object({ period: z.string(), run_id: z.string() });

/** Folders of sessions, and of processes of version 0.1.0 or of commands that hold no lock. */
const SESSION = /^(\d+)(-[0-9a-f]{8})?$/;

/**
 * Clears away what processes that were killed have left in a store: their scratch folders, the work folders of their runs, and runs that are
 * said to be at work though nobody works on them. What another process is at work on stays.
 */
export async function sweepDeadRuns(
  storeFolder: string,
  database: DatabaseSync,
  isAlive: (owner: LockOwner) => boolean = (owner) => ownerIsAlive(storeFolder, owner),
): Promise<void> {
  const locks = z.array(lockRow).parse(database.prepare('SELECT period, pid, session FROM locks').all());
  const locked = new Set(locks.filter(isAlive).map(({ period }) => period));
  for (const name of inTransaction(database, () => deadSessions(join(storeFolder, SCRATCH), isAlive)))
    await rm(join(storeFolder, SCRATCH, name), { recursive: true, force: true });
  const running = z
    .array(runRow)
    .parse(database.prepare(`SELECT period, run_id FROM runs WHERE status = 'running'`).all());
  const fail = database.prepare(`UPDATE runs SET status = 'failed' WHERE run_id = ? AND status = 'running'`);
  for (const { run_id } of running.filter(({ period }) => !locked.has(period))) fail.run(run_id);
  for (const run of folders(join(storeFolder, 'work'))) {
    // A run's id begins with its month.
    if (!locked.has(run.slice(0, 7))) await rm(join(storeFolder, 'work', run), { recursive: true, force: true });
  }
}

function deadSessions(scratch: string, isAlive: (owner: LockOwner) => boolean): readonly string[] {
  return folders(scratch).filter((name) => {
    const [, pid, session] = SESSION.exec(name) ?? [];
    return pid !== undefined && !isAlive({ pid: Number(pid), session: session === undefined ? null : name });
  });
}

function folders(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
