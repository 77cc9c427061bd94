import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { LockHolder, RunLedger, RunRecord } from '../../core/ports/run-ledger.ts';
import { type LockOwner, ownerIsAlive } from './session-mark.ts';
import { inTransaction } from './sqlite-tables.ts';

const lockRow = z.object({ owner: z.string(), pid: z.int(), session: z.string().nullable(), acquired_at: z.string() });
const runRow = z
  .object({
    period: z.string(),
    run_id: z.string(),
    revision: z.int(),
    status: z.enum(['running', 'done', 'flagged', 'rehearsed', 'refused', 'failed']),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    prefix: z.string(),
    version: z.string(),
  })
  .transform(
    (row): RunRecord => ({
      period: row.period,
      runId: row.run_id,
      revision: row.revision,
      status: row.status,
      startedAt: row.started_at,
      endedAt: row.ended_at,
      prefix: row.prefix,
      version: row.version,
    }),
  );

/** On the laptop a lock belongs to a session; one whose process has ended was left by a killed run and is taken over. */
export class SqliteRunLedger implements RunLedger {
  readonly #database: DatabaseSync;
  readonly #holder: LockOwner;
  readonly #isAlive: (owner: LockOwner) => boolean;

  constructor(
    database: DatabaseSync,
    holder: LockOwner,
    isAlive: (owner: LockOwner) => boolean = (owner) => ownerIsAlive(dirname(database.location() ?? ''), owner),
  ) {
    this.#database = database;
    this.#holder = holder;
    this.#isAlive = isAlive;
  }

  async acquire(period: string, owner: string, at: string): Promise<LockHolder | undefined> {
    return inTransaction(this.#database, () => {
      const found = this.#database
        .prepare('SELECT owner, pid, session, acquired_at FROM locks WHERE period = ?')
        .get(period);
      if (found !== undefined) {
        const lock = lockRow.parse(found);
        if (lock.owner !== owner && this.#isAlive(lock))
          return { period, owner: lock.owner, acquiredAt: lock.acquired_at };
      }
      this.#database
        .prepare('INSERT OR REPLACE INTO locks (period, owner, pid, session, acquired_at) VALUES (?, ?, ?, ?, ?)')
        .run(period, owner, this.#holder.pid, this.#holder.session, at);
      return undefined;
    });
  }

  async release(period: string, owner: string): Promise<void> {
    this.#database.prepare('DELETE FROM locks WHERE period = ? AND owner = ?').run(period, owner);
  }

  async put(record: RunRecord): Promise<void> {
    this.#database
      .prepare(
        'INSERT OR REPLACE INTO runs (period, run_id, revision, status, started_at, ended_at, prefix, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        record.period,
        record.runId,
        record.revision,
        record.status,
        record.startedAt,
        record.endedAt,
        record.prefix,
        record.version,
      );
  }

  async listPeriod(period: string): Promise<readonly RunRecord[]> {
    return this.#runs('WHERE period = ? ORDER BY revision, run_id', period);
  }

  async listPublishedBefore(period: string): Promise<readonly RunRecord[]> {
    const runs = this.#runs(
      `WHERE period < ? AND status IN ('done', 'flagged') ORDER BY period DESC, revision DESC, ended_at DESC`,
      period,
    );
    return runs.filter((run, index) => runs[index - 1]?.period !== run.period);
  }

  async latest(): Promise<RunRecord | undefined> {
    return this.#runs(`WHERE status IN ('done', 'flagged') ORDER BY ended_at DESC, period DESC LIMIT 1`)[0];
  }

  #runs(clause: string, ...values: string[]): RunRecord[] {
    return z.array(runRow).parse(this.#database.prepare(`SELECT * FROM runs ${clause}`).all(...values));
  }
}
