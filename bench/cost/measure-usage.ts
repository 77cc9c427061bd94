import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { athenaTaskSchema } from '../../adapters/duckdb/athena-task.ts';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { StreamedFingerprints } from '../../adapters/embedded/local-ports.ts';
import { type EmbeddedRun, LOCAL_BUCKET, openEmbedded } from '../../cli/run/embedded-ports.ts';
import { localDefinition } from '../../cli/run/local-definition.ts';
import { runWorkflow, type TaskHandler } from '../../cli/run/workflow-runner.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { SampleProfile } from '../../core/sample/sample-options.ts';
import { handlersFor } from '../../lambdas/handlers.ts';
import { sizeBelow } from './size-below.ts';
import type { Usage } from './usage.ts';

const PERIOD = '2025-09';
const closed = z.object({ prefix: z.string() });
const outcome = z.object({ opened: z.int() });

type Json = Awaited<ReturnType<TaskHandler>>;
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** Requests to a store, as they are counted. */
interface Counts {
  reads: number;
  writes: number;
  lists: number;
}

/** Runs one review of a sample below `work` and counts what it uses. */
export async function measureUsage(profile: SampleProfile, customers: number, work: string): Promise<Usage> {
  const exports = join(work, 'export');
  await rm(work, { recursive: true, force: true });
  const { rulesFile } = await writeSample(exports, { profile, customers, seed: 1, lastMonth: PERIOD });
  const overlays = [{ name: 'rules of the sample', text: await readFile(rulesFile, 'utf8') }];
  const run = await openEmbedded({ store: join(work, 'store'), exports, overlays, version: 'cost' });
  try {
    return { profile, customers, ...(await review(run, join(work, 'store'), exports)) };
  } finally {
    run.close();
    await rm(work, { recursive: true, force: true });
  }
}

async function review(
  run: EmbeddedRun,
  folder: string,
  exports: string,
): Promise<Omit<Usage, 'profile' | 'customers'>> {
  const counts: Counts = { reads: 0, writes: 0, lists: 0 };
  const functions: Record<string, { calls: number; seconds: number }> = {};
  const queryBytes: number[] = [];
  const seen = { transitions: 0, tasksOpened: 0 };
  const timed = async (name: string, work: () => Promise<unknown>): Promise<Json> => {
    const began = performance.now();
    const result = toJson(await work());
    const use = functions[name] ?? { calls: 0, seconds: 0 };
    functions[name] = { calls: use.calls + 1, seconds: use.seconds + (performance.now() - began) / 1000 };
    const opened = outcome.safeParse(result);
    if (opened.success) seen.tasksOpened += opened.data.opened;
    return result;
  };
  const result = await runWorkflow({
    definition: await localDefinition(),
    input: { period: PERIOD },
    execution: `cost:${process.pid}`,
    functions: Object.fromEntries(
      Object.entries(handlersFor(countedPorts(run, counts))).map(([name, handler]): [string, TaskHandler] => [
        name,
        (event: unknown) => timed(name, async () => handler(event)),
      ]),
    ),
    athena: async (parameters) => {
      queryBytes.push(await bytesNamed(folder, parameters));
      return toJson(await run.engine.startQueryExecutionSync(parameters));
    },
    journal: run.journal,
    listener: ({ phase }) => {
      if (phase === 'entered') seen.transitions += 1;
    },
  });
  const outbox = join(folder, closed.parse(result).prefix, 'outbox');
  const mails = await sizeBelow(outbox);
  const stored = await Promise.all(
    ['landed', 'derived', 'history', 'runs'].map((area) => sizeBelow(join(folder, area))),
  );
  return {
    functions,
    ...seen,
    queryBytes,
    storeReads: counts.reads,
    storeWrites: counts.writes,
    storeLists: counts.lists,
    storedBytes: (await sizeBelow(exports)).bytes + stored.reduce((all, { bytes }) => all + bytes, 0),
    mails: mails.files,
    mailBytes: mails.bytes,
  };
}

function countedPorts(run: EmbeddedRun, counts: Counts): EmbeddedRun['ports'] {
  const store = counted(run.ports.store, counts);
  const exports = counted(run.ports.exports, counts);
  return {
    ...run.ports,
    store,
    exports,
    fingerprints: new StreamedFingerprints(exports),
    results: new StoredQueryResults(store, LOCAL_BUCKET),
  };
}

/** The store with its requests counted. */
function counted(store: ObjectStore, counts: Counts): ObjectStore {
  const count = <T>(kind: keyof Counts, work: () => Promise<T>): Promise<T> => {
    counts[kind] += 1;
    return work();
  };
  return {
    read: (key) => count('reads', () => store.read(key)),
    localFile: (key) => count('reads', () => store.localFile(key)),
    write: (key, bytes) => count('writes', () => store.write(key, bytes)),
    adopt: (path, key) => count('writes', () => store.adopt(path, key)),
    list: (prefix) => count('lists', () => store.list(prefix)),
    // Deleting is free.
    remove: (key) => store.remove(key),
  };
}

/** Size of the files of every table that a query names: more than it reads, for it reads columns. */
async function bytesNamed(folder: string, parameters: unknown): Promise<number> {
  const words = new Set(athenaTaskSchema.parse(parameters).QueryString.match(/\w+/g));
  const named = Object.entries(STORE_CATALOG).filter(([table]) => words.has(table));
  const sizes = await Promise.all(named.map(([, { prefix }]) => sizeBelow(join(folder, prefix))));
  return sizes.reduce((all, { bytes }) => all + bytes, 0);
}
