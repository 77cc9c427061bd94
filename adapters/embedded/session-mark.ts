import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { processIsAlive } from './process-is-alive.ts';
import { inTransaction } from './sqlite-tables.ts';

/** Folder of a store for what is being made: one folder a session. */
export const SCRATCH = 'scratch';

/** The file of a session's folder that its process keeps locked. */
const ALIVE = 'alive';

/** Who holds a lock. Locks of version 0.1.0 name a process only. */
export interface LockOwner {
  readonly pid: number;
  readonly session: string | null;
}

/**
 * A process at work on a store: a folder for what it makes, and in it a file that the operating system keeps locked until the process has
 * ended, however it ended. The number of a process says less: the next one may be given the same, and in a container usually is.
 */
export class SessionMark {
  readonly id: string;
  readonly folder: string;
  readonly #held: DatabaseSync;

  private constructor(id: string, folder: string, held: DatabaseSync) {
    this.id = id;
    this.folder = folder;
    this.#held = held;
  }

  /** Marks a session. Nobody sweeps (sweepDeadRuns) between the folder's being there and its being held. */
  static take(storeFolder: string, tables: DatabaseSync): SessionMark {
    const id = `${process.pid}-${randomUUID().slice(0, 8)}`;
    const folder = join(storeFolder, SCRATCH, id);
    return inTransaction(tables, () => {
      mkdirSync(folder, { recursive: true });
      const held = new DatabaseSync(join(folder, ALIVE), { timeout: 0 });
      held.exec('BEGIN EXCLUSIVE');
      return new SessionMark(id, folder, held);
    });
  }

  /** Ends the session and takes its folder away. */
  release(): void {
    this.#held.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Whether the owner of a lock, or of a folder below {@link SCRATCH}, is still at work. */
export function ownerIsAlive(storeFolder: string, { pid, session }: LockOwner): boolean {
  if (session === null) return processIsAlive(pid);
  const file = join(storeFolder, SCRATCH, session, ALIVE);
  if (!existsSync(file)) return false;
  const asked = new DatabaseSync(file, { timeout: 0 });
  try {
    asked.exec('BEGIN IMMEDIATE');
    return false;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return true;
    throw error;
  } finally {
    asked.close();
  }
}

const SQLITE_BUSY = 5;
