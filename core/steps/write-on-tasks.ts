import type { CollectionTask } from '../contracts/task.ts';
import { fits } from '../domain/desk/task-size.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { announceChanges } from './change-task.ts';

/** How often a task that somebody changes at the same moment is read again. */
const TRIES = 5;

/** What the product itself writes on a task. */
export interface OwnChange {
  /** The task with it, one version on and with a line of history; the same task where there is nothing to write. */
  readonly after: (task: CollectionTask) => CollectionTask;
  /** Whether the newest line is this change's own: an attempt that was killed has written it and may not have announced it. */
  readonly isNewest: (task: CollectionTask) => boolean;
}

/** What became of changes. */
export interface OwnChanges {
  /** Tasks written. */
  readonly written: number;
  /** Tasks that are so full that no store takes more: they stay as they are. */
  readonly full: readonly string[];
  /** Tasks that others changed every time. */
  readonly busy: readonly string[];
}

/**
 * Writes the product's own changes on tasks and announces them, also those that an earlier attempt has written. A task that a person changes
 * meanwhile is read again: both stand. What is left undone is returned, and keeps no other task from being written.
 */
export async function writeOnTasks(
  ports: {
    readonly tasks: Pick<TaskStore, 'replaceMany'>;
    readonly events: EventBus;
    /** The tasks of these ids, those that there are. */
    readonly read: (ids: readonly string[]) => Promise<readonly CollectionTask[]>;
  },
  changes: ReadonlyMap<string, OwnChange>,
): Promise<OwnChanges> {
  const left = new Map(changes);
  const full: string[] = [];
  let written = 0;
  for (let tries = 0; left.size > 0 && tries < TRIES; tries += 1) {
    const before: CollectionTask[] = [];
    const changed: CollectionTask[] = [];
    for (const task of await ports.read([...left.keys()])) {
      const change = left.get(task.task_id);
      if (change === undefined) continue;
      const after = change.after(task);
      if (after === task && change.isNewest(task)) before.push(task);
      else if (after !== task && fits(after)) changed.push(after);
      else if (after !== task) full.push(task.task_id);
    }
    const refused = new Set(
      await ports.tasks.replaceMany(changed.map((task) => ({ task, expectedVersion: task.version - 1 }))),
    );
    const done = changed.filter(({ task_id }) => !refused.has(task_id));
    await announceChanges(ports.events, [...before, ...done]);
    written += done.length;
    for (const id of [...left.keys()]) if (!refused.has(id)) left.delete(id);
  }
  return { written, full, busy: [...left.keys()] };
}

/** Reads tasks one by one, for the few that a letter stands on. */
export function oneByOne(tasks: Pick<TaskStore, 'get'>) {
  return async (ids: readonly string[]): Promise<readonly CollectionTask[]> => {
    const found: CollectionTask[] = [];
    for (const id of ids) {
      const task = await tasks.get(id);
      if (task !== undefined) found.push(task);
    }
    return found;
  };
}
