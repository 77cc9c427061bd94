import type { CollectionTask } from '../contracts/task.ts';

/** The collection desk's tasks. */
export interface TaskStore {
  /** Stores those whose `task_id` is new; returns the ids that were. Runs over any number, in batches. */
  openMany(tasks: readonly CollectionTask[]): Promise<readonly string[]>;
  /** One task, or `undefined`. */
  get(taskId: string): Promise<CollectionTask | undefined>;
  /** The tasks of these ids as they are now, those that there are, each once, in no order. */
  getMany(taskIds: readonly string[]): Promise<readonly CollectionTask[]>;
  /** All tasks, by due date, then id. */
  list(): Promise<readonly CollectionTask[]>;
  /**
   * What a worklist is made of, by due date, then id: the tasks that stand, and of those that are done the ones on which a debt was handed over
   * (`concernsWorklist`). However many others are done, they are not read. To show, not to decide by: in the cloud a change of a moment ago may
   * be missing.
   */
  listForWorklist(): Promise<readonly CollectionTask[]>;
  /** Replaces each task whose stored version is the expected one, in batches; returns the ids of those that somebody changed meanwhile. */
  replaceMany(changes: readonly { task: CollectionTask; expectedVersion: number }[]): Promise<readonly string[]>;
  /**
   * Replaces a task whose stored version is `expectedVersion`; returns false when somebody changed it meanwhile.
   */
  replace(task: CollectionTask, expectedVersion: number): Promise<boolean>;
}
