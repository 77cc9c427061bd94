import type { CollectionTask } from '../contracts/task.ts';

/** The collection desk's tasks. */
export interface TaskStore {
  /** Stores those whose `task_id` is new; returns the ids that were. Runs over any number, in batches. */
  openMany(tasks: readonly CollectionTask[]): Promise<readonly string[]>;
  /** One task, or `undefined`. */
  get(taskId: string): Promise<CollectionTask | undefined>;
  /** All tasks, by due date, then id. */
  list(): Promise<readonly CollectionTask[]>;
  /** Replaces each task whose stored version is the expected one, in batches; returns the ids of those that somebody changed meanwhile. */
  replaceMany(changes: readonly { task: CollectionTask; expectedVersion: number }[]): Promise<readonly string[]>;
  /**
   * Replaces a task whose stored version is `expectedVersion`; returns false when somebody changed it meanwhile.
   */
  replace(task: CollectionTask, expectedVersion: number): Promise<boolean>;
}
