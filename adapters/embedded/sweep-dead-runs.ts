import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { processIsAlive } from './process-is-alive.ts';

const lockRow = z.object({ period: z.string(), pid: z.int() });
const runRow = z.object({ period: z.string(), run_id: z.string() });

/** Folder of a store for what is being made: one folder a process. */
export const SCRATCH = 'scratch';

/**
 * Clears away what processes that were killed have left in a store: their scratch folders, the work folders of their runs, and runs that are
 * said to be at work though nobody works on them. What another process is at work on stays.
 */
export async function sweepDeadRuns(
  storeFolder: string,
  database: DatabaseSync,
  isAlive: (pid: number) => boolean = processIsAlive,
): Promise<void> {
  for (const name of await folders(join(storeFolder, SCRATCH))) {
    if (!/^\d+$/.test(name) || isAlive(Number(name))) continue;
    await rm(join(storeFolder, SCRATCH, name), { recursive: true, force: true });
  }
  const locks = z.array(lockRow).parse(database.prepare('SELECT period, pid FROM locks').all());
  const locked = new Set(locks.filter(({ pid }) => isAlive(pid)).map(({ period }) => period));
  const running = z
    .array(runRow)
    .parse(database.prepare(`SELECT period, run_id FROM runs WHERE status = 'running'`).all());
  const fail = database.prepare(`UPDATE runs SET status = 'failed' WHERE run_id = ? AND status = 'running'`);
  for (const { run_id } of running.filter(({ period }) => !locked.has(period))) fail.run(run_id);
  for (const run of await folders(join(storeFolder, 'work'))) {
    // A run's id begins with its month.
    if (!locked.has(run.slice(0, 7))) await rm(join(storeFolder, 'work', run), { recursive: true, force: true });
  }
}

async function folders(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder, { withFileTypes: true })).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
