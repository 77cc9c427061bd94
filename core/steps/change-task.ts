import { collectionPart } from '../contracts/collection-plan.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { taskEventOf } from '../contracts/task-event.ts';
import { actInOrder } from '../domain/desk/act-in-order.ts';
import type { Actor } from '../domain/desk/act-on-task.ts';
import { needsStage, withStages } from '../domain/desk/contact-stage.ts';
import type { Refusal, TaskAction } from '../domain/desk/task-action.ts';
import type { DomainEvent, EventBus } from '../ports/event-bus.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readSheet } from './customer-sheets.ts';

/** What a change is made with. */
export interface ChangePorts {
  readonly tasks: TaskStore;
  readonly events: EventBus;
  /** Where the customers' sheets are: from them a contact learns which stage of the plan it is. Left out where no contact is written. */
  readonly store?: Pick<ObjectStore, 'list' | 'read'>;
}

/** What a person wants to do at a task. */
export interface TaskChange {
  readonly taskId: string;
  /** One thing, or several that stand or fall together. */
  readonly action: TaskAction | readonly TaskAction[];
  readonly actor: Actor;
  /** The version the person saw; left out where nobody looked at it first, as on the command line. */
  readonly seenVersion?: number;
}

/** The task after the change, or why nothing was written and the task as it stands now. */
export type ChangeResult =
  | { readonly done: true; readonly task: CollectionTask }
  | { readonly done: false; readonly refused: Refusal; readonly task: CollectionTask | null };

/**
 * The one way in which a person changes a task: load, act, replace over the version that was read, announce. Of two at one task the second
 * is refused with `changed_meanwhile` and the task as the first left it. A listener that meets the announcement twice drops it by its id;
 * one that missed a version finds everything in the next.
 */
export async function changeTask(
  ports: ChangePorts,
  { taskId, action, actor, seenVersion }: TaskChange,
): Promise<ChangeResult> {
  const task = await ports.tasks.get(taskId);
  if (task === undefined) return { done: false, refused: 'unknown_task', task: null };
  if (seenVersion !== undefined && seenVersion !== task.version) {
    return { done: false, refused: 'changed_meanwhile', task };
  }
  const result = actInOrder(task, await staged(ports, task, [action].flat()), actor);
  if (!result.done) return { done: false, refused: result.refused, task };
  if (!(await ports.tasks.replace(result.task, task.version))) {
    return { done: false, refused: 'changed_meanwhile', task: (await ports.tasks.get(taskId)) ?? null };
  }
  await announceChange(ports.events, result.task, result.task.version - task.version);
  return { done: true, task: result.task };
}

/** The actions, each contact with the stage that the newest review's plan asks for of the customer. */
async function staged(
  { store }: ChangePorts,
  task: CollectionTask,
  actions: readonly TaskAction[],
): Promise<readonly TaskAction[]> {
  if (store === undefined || !needsStage(actions)) return actions;
  const sheet = await readSheet(store, task.customer_id, task.scope);
  const plan = collectionPart.safeParse(sheet?.parts['collection']);
  return withStages(actions, plan.data?.next_step ?? null);
}

/** Tells the outside world of a changed task: what it is now, and what was done (docs/events.md). */
export async function announceChange(events: EventBus, task: CollectionTask, lines = 1): Promise<void> {
  await events.publish([changedEvent(task, lines)]);
}

/** The same for many tasks that changed by one line each. */
export async function announceChanges(events: EventBus, tasks: readonly CollectionTask[]): Promise<void> {
  await events.publish(tasks.map((task) => changedEvent(task, 1)));
}

function changedEvent(task: CollectionTask, lines: number): DomainEvent {
  return {
    type: 'CollectionTaskChanged',
    id: `changed/${task.task_id}/${task.version}`,
    detail: taskEventOf(task, lines),
  };
}
