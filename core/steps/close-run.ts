import { z } from 'zod';
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
  const before = await closedBefore(ports.store, run);
  if (before !== undefined) return finish(ports, run, before.status, before.ended_at);
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
  return finish(ports, run, status, endedAt);
}

/** What is left when everything is written down; safe to do again. */
async function finish(ports: ClosingPorts, run: RunRef, status: 'done' | 'flagged', endedAt: string) {
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

const closedRecord = z.object({ status: z.enum(['done', 'flagged']), ended_at: z.string() });

/** How the run was closed, where a stopped attempt got so far as to clear its work folder. */
async function closedBefore(store: ObjectStore, run: RunRef) {
  if ((await store.read(`${run.work}landing-summary.json`)) !== undefined) return undefined;
  const record = await store.read(`${run.prefix}run.json`);
  if (record === undefined) return undefined;
  const closed = closedRecord.safeParse(JSON.parse(new TextDecoder().decode(record)));
  return closed.success ? closed.data : undefined;
}

/** Removes every object under a prefix. */
export async function removeAll(store: ObjectStore, prefix: string): Promise<void> {
  for (const key of await store.list(prefix)) await store.remove(key);
}
