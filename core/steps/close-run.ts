import type { RunRef } from '../contracts/states.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RunLedger } from '../ports/run-ledger.ts';
import type { StateJournal } from '../ports/state-journal.ts';
import { landingSummary } from './analysis-plan.ts';
import { inputsFile, writeRunRecord } from './run-record.ts';
import { publishHistory } from './score-history.ts';
import { readWork } from './work-files.ts';

/** Ports of the states that end a run. */
export interface ClosingPorts {
  readonly store: ObjectStore;
  readonly runs: RunLedger;
  readonly journal: StateJournal;
  readonly clock: Clock;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Ends a run that went well: the history is published by one pointer, run.json is written, the run is recorded, the period's lock given
 * back. A flagged run is one whose figures are marked unreliable.
 */
export async function closeRun(
  ports: ClosingPorts,
  input: { run: RunRef; effects?: unknown },
): Promise<{ status: 'done' | 'flagged'; prefix: string }> {
  const { run } = input;
  const landing = await readWork(ports.store, run, 'landing-summary.json', landingSummary);
  const status = landing.verdict === 'flagged' ? 'flagged' : 'done';
  const endedAt = ports.clock.now();
  if (!run.dryRun) await publishHistory(ports.store, run);
  await writeRunRecord(ports.store, {
    run,
    status,
    endedAt,
    profile: landing.profile,
    inputs: await readWork(ports.store, run, 'inputs.json', inputsFile),
    states: await ports.journal.states(),
    versions: ports.versions,
    effects: input.effects,
  });
  await ports.runs.put({
    period: run.period,
    runId: run.id,
    revision: run.revision,
    status: run.dryRun ? 'rehearsed' : status,
    startedAt: run.startedAt,
    endedAt,
    prefix: run.prefix,
    version: run.version,
  });
  await removeAll(ports.store, run.work);
  await ports.runs.release(run.period, run.owner);
  return { status, prefix: run.prefix };
}

/** Removes every object under a prefix. */
export async function removeAll(store: ObjectStore, prefix: string): Promise<void> {
  for (const key of await store.list(prefix)) await store.remove(key);
}
