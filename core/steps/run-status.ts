import type { RunRef } from '../contracts/states.ts';
import type { RunLedger, RunStatus } from '../ports/run-ledger.ts';

/** Whether people have been given the results of a run that stands so. */
function isPublished(status: RunStatus | undefined): boolean {
  return status === 'done' || status === 'flagged';
}

/** Whether the ledger has the run as published. */
export async function isPublishedRun(runs: RunLedger, run: RunRef): Promise<boolean> {
  const known = (await runs.listPeriod(run.period)).find((record) => record.runId === run.id);
  return isPublished(known?.status);
}

/**
 * Writes down where a run stands. A published run stays published, whatever becomes of running it again: a rehearsal, a resend that fails,
 * an execution that is stopped while its last function still works.
 */
export async function putRun(runs: RunLedger, run: RunRef, status: RunStatus, endedAt: string | null): Promise<void> {
  if (!isPublished(status) && (await isPublishedRun(runs, run))) return;
  await runs.put({
    period: run.period,
    runId: run.id,
    revision: run.revision,
    status,
    startedAt: run.startedAt,
    endedAt,
    prefix: run.prefix,
    version: run.version,
  });
}
