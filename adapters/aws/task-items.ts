import { type CollectionTask, collectionTask, taskStatus } from '../../core/contracts/task.ts';
import { HANDED_OVER } from '../../core/contracts/worklist-index.ts';
import { concernsWorklist } from '../../core/domain/desk/handed-over.ts';
import { type Item, text } from './dynamo-items.ts';

/** Sort key of every task. */
export const TASK = 'task';
/** Longer keys no table takes: nothing is stored under them. */
const LONGEST_KEY = 2048;

/** Shelves of the index that a worklist is made of. */
export const WORKLIST_SHELVES: readonly string[] = [
  ...taskStatus.options.filter((status) => status !== 'done'),
  HANDED_OVER,
];

/** The key of a task. */
export function taskKey(taskId: string): Item {
  return { pk: { S: taskId }, sk: { S: TASK } };
}

/** Whether anything can be stored under an id; what people type, or write into addresses, may be anything. */
export function isStorable(taskId: string): boolean {
  return taskId !== '' && taskId.isWellFormed() && Buffer.byteLength(taskId) <= LONGEST_KEY;
}

/** A task as it is stored: the task itself as JSON, beside it what the index and people in the console find it by. */
export function itemOf(task: CollectionTask): Item {
  return {
    ...taskKey(task.task_id),
    version: { N: String(task.version) },
    status: { S: shelfOf(task) },
    owner_role: { S: task.owner_role },
    due_date: { S: task.due_date },
    body: { S: JSON.stringify(task) },
  };
}

/** The stored task. */
export function taskOf(item: Item): CollectionTask {
  return collectionTask.parse(JSON.parse(text(item, 'body') ?? 'null'));
}

/** Under which status the index keeps a task. */
export function shelfOf(task: CollectionTask): string {
  return task.status === 'done' && concernsWorklist(task) ? HANDED_OVER : task.status;
}
