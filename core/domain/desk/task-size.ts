import type { CollectionTask } from '../../contracts/task.ts';

/** Bytes of JSON that people may fill. What is left up to what a store takes is kept for what reviews find and for closing. */
const PEOPLE_MAY_FILL = 300_000;
/**
 * Bytes of JSON that every store takes: an item of DynamoDB has 400 KB, with its key and what people filter by. Closing with the longest note
 * still fits above it.
 */
const STORES_TAKE = 380_000;

/** Whether people can't write any more on a task than that it is closed: thousands of notes, calls and promises. */
export function isFull(task: CollectionTask): boolean {
  return bytesOf(task) > PEOPLE_MAY_FILL;
}

/** Whether every store takes the task. */
export function fits(task: CollectionTask): boolean {
  return bytesOf(task) <= STORES_TAKE;
}

function bytesOf(task: CollectionTask): number {
  return Buffer.byteLength(JSON.stringify(task));
}
