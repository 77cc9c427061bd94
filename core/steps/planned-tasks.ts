import { z } from 'zod';
import type { RunRef } from '../contracts/states.ts';
import { type CollectionTask, collectionTask } from '../contracts/task.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readWork, writeWork } from './work-files.ts';

/** Leaves the tasks that this run wants on the desks for the state that opens them, and files them with the run as tasks.json. */
export async function writePlannedTasks(
  store: ObjectStore,
  run: RunRef,
  tasks: readonly CollectionTask[],
): Promise<void> {
  await writeWork(store, run, 'tasks.json', tasks);
  await store.write(`${run.prefix}tasks.json`, new TextEncoder().encode(`${JSON.stringify(tasks, null, 2)}\n`));
}

/** The tasks that this run wants on the desks. */
export async function readPlannedTasks(store: ObjectStore, run: RunRef): Promise<readonly CollectionTask[]> {
  return readWork(store, run, 'tasks.json', z.array(collectionTask));
}
