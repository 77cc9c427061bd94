import type { RunRef } from '../contracts/states.ts';
import type { EventBus } from '../ports/event-bus.ts';
import { plainCause } from '../workflow/plain-cause.ts';
import { type ClosingPorts, removeAll } from './close-run.ts';
import { readInputs, writeRunRecord } from './run-record.ts';
import { isPublishedRun, putRun } from './run-status.ts';

/** What a refused run leaves behind, inside its folder. */
const KEPT_OF_A_REFUSED_RUN = [/^landing\.json$/, /^quarantine\//, /^run\.json$/];

/**
 * Ends a run that broke or whose input was refused: tells the operators, writes run.json, gives the lock back. A refused run leaves
 * landing.json, quarantine/ and run.json and nothing else; what a broken one has landed stays, so that it can be resumed. What is published
 * stays as it was recorded: then only the running of it again has failed.
 */
export async function failRun(
  ports: ClosingPorts & { readonly events: EventBus },
  input: { run?: RunRef | undefined; error: { Error: string; Cause: string } },
): Promise<{ error: string; cause: string }> {
  const error = input.error.Error;
  const cause = plainCause(input.error.Cause);
  const { run } = input;
  if (run === undefined) return { error, cause };
  if (!(await isPublishedRun(ports.runs, run))) await writeDown(ports, run, { error, cause });
  await ports.events.publish([
    { type: 'MonthlyReviewFailed', id: `failed/${run.id}/${run.startedAt}`, detail: { run: run.id, error, cause } },
  ]);
  await ports.runs.release(run.period, run.owner);
  return { error, cause };
}

async function writeDown(ports: ClosingPorts, run: RunRef, { error, cause }: { error: string; cause: string }) {
  const refused = error === 'InputRefused';
  const status = refused ? 'refused' : 'failed';
  const endedAt = ports.clock.now();
  const inputs = await readInputs(ports.store, run);
  if (refused) await removeTraces(ports, run);
  await writeRunRecord(ports.store, {
    run,
    status,
    endedAt,
    profile: null,
    inputs,
    states: await ports.journal.states(),
    versions: ports.versions,
    error: { name: error, message: cause },
  });
  await putRun(ports.runs, run, status, endedAt);
  // Last, because what is written down is read from there: when this is tried again it is either still there or written down.
  if (refused) await removeAll(ports.store, run.work);
}

async function removeTraces(ports: ClosingPorts, run: RunRef): Promise<void> {
  for (const key of await ports.store.list(run.prefix)) {
    if (!KEPT_OF_A_REFUSED_RUN.some((kept) => kept.test(key.slice(run.prefix.length)))) await ports.store.remove(key);
  }
  for (const root of ['landed/', 'derived/', 'history/']) {
    for (const key of await ports.store.list(root)) if (key.includes(`/run=${run.id}/`)) await ports.store.remove(key);
  }
}
