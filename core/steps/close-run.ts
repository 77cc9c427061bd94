import { z } from 'zod';
import type { ReviewPublishedDetail } from '../contracts/review-event.ts';
import type { RunRef } from '../contracts/states.ts';
import type { Clock } from '../ports/clock.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RunLedger } from '../ports/run-ledger.ts';
import type { SendLedger } from '../ports/send-ledger.ts';
import type { StateJournal } from '../ports/state-journal.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readInputs, writeRunRecord } from './run-record.ts';
import { putRun } from './run-status.ts';
import { isSynthetic, publishHistory } from './score-history.ts';
import { recordLetters } from './send-letters.ts';
import { markStore } from './store-form.ts';

/** Ports of the states that end a run. */
export interface ClosingPorts {
  readonly store: ObjectStore;
  readonly runs: RunLedger;
  readonly journal: StateJournal;
  readonly clock: Clock;
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Ends a run that went well: letters that left are written on the tasks, the history is published by one pointer, run.json is written, the run is recorded and announced, the period's lock given
 * back. A flagged run is one whose figures are marked unreliable.
 */
export async function closeRun(
  ports: ClosingPorts & { readonly sends: SendLedger; readonly tasks: TaskStore; readonly events: EventBus },
  input: { run: RunRef; effects?: unknown },
): Promise<{ status: 'done' | 'flagged'; prefix: string }> {
  const { run } = input;
  const before = await closedBefore(ports.store, run);
  if (before !== undefined) return finish(ports, run, before.status, before.ended_at);
  const landing = await readLanding(ports.store, run);
  const status = landing.verdict === 'flagged' ? 'flagged' : 'done';
  await recordLetters(ports, run);
  const endedAt = ports.clock.now();
  if (!run.dryRun) {
    await markStore(ports.store, run.version);
    await publishHistory(ports.store, run);
  }
  await writeRunRecord(ports.store, {
    run,
    status,
    endedAt,
    profile: landing.profile,
    inputs: await readInputs(ports.store, run),
    states: await ports.journal.states(),
    versions: ports.versions,
    effects: input.effects,
  });
  return finish(ports, run, status, endedAt);
}

/** What is left when everything is written down; safe to do again. */
async function finish(
  ports: ClosingPorts & { readonly events: EventBus },
  run: RunRef,
  status: 'done' | 'flagged',
  endedAt: string,
) {
  await putRun(ports.runs, run, run.dryRun ? 'rehearsed' : status, endedAt);
  if (!run.dryRun) await announce(ports, run, { status, at: endedAt });
  await removeAll(ports.store, run.work);
  await ports.runs.release(run.period, run.owner);
  return { status, prefix: run.prefix };
}

/** Tells other systems that the month is published: mails have left, tasks are open, the artefacts are complete. */
async function announce(
  { store, events }: { readonly store: ObjectStore; readonly events: EventBus },
  run: RunRef,
  ended: Pick<ReviewPublishedDetail, 'status' | 'at'>,
): Promise<void> {
  const { period, revision, prefix, version } = run;
  const synthetic = await isSynthetic(store, run);
  const detail: ReviewPublishedDetail = {
    schema: 1,
    run: run.id,
    period,
    revision,
    synthetic,
    prefix,
    version,
    ...ended,
  };
  await events.publish([{ type: 'MonthlyReviewPublished', id: `published/${run.id}/${revision}`, detail }]);
}

const closedRecord = z.object({ status: z.enum(['done', 'flagged']), ended_at: z.string() });

/** How the run was closed, where a stopped attempt got so far as to clear its work folder. */
async function closedBefore(store: ObjectStore, run: RunRef) {
  if ((await store.read(`${run.work}inputs.json`)) !== undefined) return undefined;
  const closed = closedRecord.safeParse(await readJson(store, `${run.prefix}run.json`));
  return closed.success ? closed.data : undefined;
}

const landingVerdict = z.object({ verdict: z.enum(['ok', 'flagged']), profile: z.string() });

/** From the artefact, which outlives the work folder. */
async function readLanding(store: ObjectStore, run: RunRef) {
  return landingVerdict.parse(await readJson(store, `${run.prefix}landing.json`));
}

async function readJson(store: ObjectStore, key: string): Promise<unknown> {
  const bytes = await store.read(key);
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}

/** Removes every object under a prefix. */
export async function removeAll(store: ObjectStore, prefix: string): Promise<void> {
  for (const key of await store.list(prefix)) await store.remove(key);
}
