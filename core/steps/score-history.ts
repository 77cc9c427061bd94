import { z } from 'zod';
import { type HistoryLine, type HistoryPointer, historyLine, historyPointer } from '../contracts/history.ts';
import type { RunRef } from '../contracts/states.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** A period's published history. */
export interface PublishedHistory {
  readonly period: string;
  readonly runId: string;
  readonly prefix: string;
  readonly lines: readonly HistoryLine[];
}

const ROOT = 'history/scores/';

/** Key of the lines of one run, one JSON document a line. */
export function historyKey(period: string, runId: string): string {
  return `${ROOT}period=${period}/run=${runId}/scores.json`;
}

/** Writes the run's lines; nobody reads them before the pointer names the run. */
export async function writeHistory(store: ObjectStore, run: RunRef, lines: readonly HistoryLine[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await store.write(historyKey(run.period, run.id), new TextEncoder().encode(text));
}

/** Publishes the run's lines as the period's history: one write, so later months see all of it or none. */
export async function publishHistory(store: ObjectStore, run: RunRef): Promise<void> {
  const pointer = JSON.stringify({
    run: run.id,
    revision: run.revision,
    prefix: run.prefix,
    synthetic: await isSynthetic(store, run),
  });
  await store.write(pointerKey(run.period), new TextEncoder().encode(`${pointer}\n`));
}

const marked = z.object({ run: z.object({ synthetic: z.boolean() }) });

/** Whether the run is of data that was made up, from the artefact, which outlives the work folder. */
export async function isSynthetic(store: ObjectStore, run: RunRef): Promise<boolean> {
  const bytes = await store.read(`${run.prefix}figures.json`);
  return bytes !== undefined && marked.parse(JSON.parse(new TextDecoder().decode(bytes))).run.synthetic;
}

/** The newest published review; nothing where none was published. */
export async function newestPublished(store: Pick<ObjectStore, 'list' | 'read'>): Promise<HistoryPointer | undefined> {
  const newest = (await store.list(`${ROOT}current/`)).at(-1);
  const bytes = newest === undefined ? undefined : await store.read(newest);
  return bytes === undefined ? undefined : historyPointer.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** The published periods before `period`, newest first, at most `count` of them. */
export async function readPublished(
  store: ObjectStore,
  period: string,
  count: number,
): Promise<readonly PublishedHistory[]> {
  const keys = await store.list(`${ROOT}current/`);
  const periods = keys
    .map((key) => key.slice(`${ROOT}current/`.length, -'.json'.length))
    .filter((found) => found < period);
  const newest = periods.sort().reverse().slice(0, count);
  return Promise.all(newest.map((found) => readPeriod(store, found)));
}

async function readPeriod(store: ObjectStore, period: string): Promise<PublishedHistory> {
  const pointer = historyPointer.parse(JSON.parse(await readText(store, pointerKey(period))));
  const text = await readText(store, historyKey(period, pointer.run));
  const lines = text.split('\n').filter((line) => line !== '');
  return {
    period,
    runId: pointer.run,
    prefix: pointer.prefix,
    lines: z.array(historyLine).parse(lines.map((line) => JSON.parse(line))),
  };
}

async function readText(store: ObjectStore, key: string): Promise<string> {
  return new TextDecoder().decode((await store.read(key)) ?? new Uint8Array());
}

function pointerKey(period: string): string {
  return `${ROOT}current/${period}.json`;
}
