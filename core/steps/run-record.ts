import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RunStatus } from '../ports/run-ledger.ts';
import type { StateTimes } from '../ports/state-journal.ts';
import { WorkFileMissing } from './work-files.ts';

const inputFile = z.object({ file: z.string(), bytes: z.int(), sha256: z.string() });

const inputsFile = z.array(inputFile);
const earlierRecord = z.object({ inputs: inputsFile });

/**
 * The files of the export that this run read, with their digests: `work/<run>/inputs.json`, or the earlier record of a run whose work
 * folder is cleared. A function that a stopped execution had called goes on to its end, so either may be there.
 */
export async function readInputs(store: ObjectStore, run: RunRef): Promise<z.output<typeof inputsFile>> {
  const text = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes));
  const left = await store.read(`${run.work}inputs.json`);
  if (left !== undefined) return inputsFile.parse(text(left));
  const record = await store.read(`${run.prefix}run.json`);
  if (record !== undefined) return earlierRecord.parse(text(record)).inputs;
  throw new WorkFileMissing(`${run.work}inputs.json is not there: start the run again from OpenRun`);
}

/** What run.json holds besides the artefacts' digests. */
export interface RunStory {
  readonly run: RunRef;
  readonly status: RunStatus;
  readonly endedAt: string;
  readonly inputs: readonly z.output<typeof inputFile>[];
  readonly profile: string | null;
  readonly states: readonly StateTimes[];
  readonly versions: Readonly<Record<string, string>>;
  readonly effects?: unknown;
  readonly error?: { readonly name: string; readonly message: string };
}

/**
 * Writes run.json: input, states with times and attempts, versions, SHA-256 of every input and artefact. `opened_by` is the version that is
 * part of the run's id; `versions` is what ended it, another where one was deployed while the run was at work.
 */
export async function writeRunRecord(store: ObjectStore, story: RunStory): Promise<void> {
  const { run, ...rest } = story;
  const record = {
    run: { id: run.id, period: run.period, revision: run.revision, opened_by: run.version },
    status: rest.status,
    started_at: run.startedAt,
    ended_at: rest.endedAt,
    input: { period: run.period, exports: run.exports, dry_run: run.dryRun, resend: run.resend },
    profile: rest.profile,
    versions: rest.versions,
    error: rest.error ?? null,
    effects: rest.effects ?? null,
    states: rest.states.map((state) => ({
      name: state.name,
      started_at: state.startedAt,
      ended_at: state.endedAt,
      runs: state.runs,
      attempts: state.attempts,
    })),
    inputs: rest.inputs,
    artefacts: await digests(store, run.prefix),
  };
  await store.write(`${run.prefix}run.json`, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
}

async function digests(store: ObjectStore, prefix: string): Promise<{ path: string; bytes: number; sha256: string }[]> {
  const keys = (await store.list(prefix)).filter((key) => key !== `${prefix}run.json`);
  const found = [];
  for (const key of keys) {
    const bytes = (await store.read(key)) ?? new Uint8Array();
    found.push({
      path: key.slice(prefix.length),
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  return found;
}
