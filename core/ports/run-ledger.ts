/** Where a run stands. 'rehearsed' is a dry run: its artefacts stand, nothing was sent, opened or published. */
export type RunStatus = 'running' | 'done' | 'flagged' | 'rehearsed' | 'refused' | 'failed';

/** What the runs table keeps of a run; the whole story is in its run.json. */
export interface RunRecord {
  readonly period: string;
  readonly runId: string;
  readonly revision: number;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Folder of the run's artefacts in the store. */
  readonly prefix: string;
  readonly version: string;
}

/** Who holds a period's lock. */
export interface LockHolder {
  readonly period: string;
  readonly owner: string;
  readonly acquiredAt: string;
}

/** Runs and their locks: one run of a period at a time. */
export interface RunLedger {
  /**
   * Takes the lock of a period for `owner`, or takes it again for the same owner. A lock whose holder is gone is taken over.
   * Returns the present holder when somebody else has it, else `undefined`.
   */
  acquire(period: string, owner: string, at: string): Promise<LockHolder | undefined>;
  /** Gives the lock back; nothing happens when `owner` does not hold it. */
  release(period: string, owner: string): Promise<void>;
  /** Writes the record of a run, over what stood there. */
  put(record: RunRecord): Promise<void>;
  /** All runs of a period, oldest revision first. */
  listPeriod(period: string): Promise<readonly RunRecord[]>;
  /** The newest finished run of each period before `period`, newest period first. */
  listPublishedBefore(period: string): Promise<readonly RunRecord[]>;
  /** The run that finished last, whatever its period. */
  latest(): Promise<RunRecord | undefined>;
}
