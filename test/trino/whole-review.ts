import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type EmbeddedRun, LOCAL_BUCKET, openEmbedded } from '../../cli/run/embedded-ports.ts';
import { localDefinition } from '../../cli/run/local-definition.ts';
import { runWorkflow, type TaskHandler } from '../../cli/run/workflow-runner.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { SampleOptions } from '../../core/sample/sample-options.ts';
import { handlersFor } from '../../lambdas/handlers.ts';
import { createHiveTables } from './hive-tables.ts';
import { TrinoAthena } from './trino-athena.ts';
import { TrinoClient } from './trino-client.ts';

/** A company whose whole month is reviewed on both engines. */
export interface Company {
  readonly name: string;
  readonly options: SampleOptions;
}

/** The bundled sample, a ledger, and a company of 50,000 customers. */
export const COMPANIES: readonly Company[] = [
  { name: 'bundled sample', options: {} },
  { name: 'ledger of 300', options: { profile: 'ledger', customers: 300, seed: 3 } },
  { name: 'company of 50,000', options: { customers: 50_000, seed: 7 } },
];

/** What a review must leave alike, whatever engine its queries ran on. */
const ALIKE = ['figures.json', 'customers.csv'];

/**
 * Runs the state machine's file twice over the same export, its queries answered by the embedded engine and by Trino, and names the
 * artefacts that are not the same byte for byte. `data` is the server's data folder.
 */
export async function artefactDifferences(
  { name, options }: Company,
  server: { url: string; data: string },
): Promise<{ differences: string[]; queries: number }> {
  const folder = `whole-${name.replaceAll(/\W+/g, '-')}`;
  const exports = join(server.data, `${folder}-exports`);
  const { rulesFile } = await writeSample(exports, options);
  const overlays = [{ name: 'rules of the sample', text: await readFile(rulesFile, 'utf8') }];
  const open = (store: string) => openEmbedded({ store: join(server.data, store), exports, overlays, version: 'lane' });
  const laptop = await open(`${folder}-laptop`);
  const there = await open(folder);
  try {
    const trino = new TrinoClient(server.url, folder.replaceAll('-', '_'));
    await createHiveTables(trino, join(server.data, folder), folder);
    const athena = new TrinoAthena(trino, { objects: there.store, bucket: LOCAL_BUCKET, folder });
    const ours = await review(laptop, laptop.engine);
    const theirs = await review(there, athena);
    const differences: string[] = [];
    for (const artefact of ALIKE) {
      const [here, other] = [await laptop.store.read(ours + artefact), await there.store.read(theirs + artefact)];
      if (here === undefined || other === undefined || Buffer.compare(here, other) !== 0)
        differences.push(`${name}: ${artefact} of DuckDB and of Trino is not the same`);
    }
    return { differences, queries: athena.executions };
  } finally {
    laptop.close();
    there.close();
  }
}

const closed = z.object({ prefix: z.string() });
type Json = Awaited<ReturnType<TaskHandler>>;
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

/** A month without effects; where its artefacts lie. */
async function review(
  run: EmbeddedRun,
  engine: { startQueryExecutionSync(parameters: unknown): Promise<unknown> },
): Promise<string> {
  const result = await runWorkflow({
    definition: await localDefinition(),
    input: { dryRun: true },
    execution: `trino-lane:${process.pid}`,
    functions: Object.fromEntries(
      Object.entries(handlersFor(run.ports)).map(([name, handler]): [string, TaskHandler] => [
        name,
        async (event: unknown) => toJson(await handler(event)),
      ]),
    ),
    athena: async (parameters) => toJson(await engine.startQueryExecutionSync(parameters)),
    journal: run.journal,
    listener: () => undefined,
  });
  return closed.parse(result).prefix;
}
