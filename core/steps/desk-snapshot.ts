import { z } from 'zod';
import type { RunRef } from '../contracts/states.ts';
import { type CollectionTask, collectionTask, type RecordedCause } from '../contracts/task.ts';
import { compareIds } from '../domain/customer-order.ts';
import { ASKED_BY } from '../domain/desk/approval-request.ts';
import { taskBefore } from '../domain/desk/settle-task.ts';
import { canonicalJson } from '../domain/run-id.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readWork, writeWork } from './work-files.ts';

/** The desk as a run sees it. */
interface DeskSnapshot {
  /** Tasks of earlier months, as they stood before this month's findings. */
  readonly tasks: readonly CollectionTask[];
  /** What people have written on them, as canonical JSON; null where nobody has written anything. It is an input of the run. */
  readonly written: string | null;
}

/** The tasks of earlier months. Those the month itself opened are results of the run, not inputs of it. */
export async function readDesk(store: TaskStore, period: string): Promise<DeskSnapshot> {
  // By id: the store's own order goes by due dates, which change no figure.
  const earlier = (await store.list())
    .filter((task) => task.opened_period < period)
    .sort((a, b) => compareIds(a.task_id, b.task_id));
  const tasks = earlier.map((task) => taskBefore(task, period));
  const written = tasks.flatMap((task) => (isTouched(task) ? [writtenOn(task)] : []));
  return { tasks, written: written.length === 0 ? null : canonicalJson(written) };
}

/** Keeps the desk for the run's states, and names its customers to the queries. */
export async function writeDesk(store: ObjectStore, run: RunRef, tasks: readonly CollectionTask[]): Promise<void> {
  await writeWork(store, run, 'desk-tasks.json', tasks);
  const customers = new Set(
    tasks
      .filter((task) => isLookedAt(task, run.period))
      .map(({ scope, customer_id }) => JSON.stringify({ scope, customer_id })),
  );
  if (customers.size === 0) return;
  const text = [...customers].sort().join('\n');
  await store.write(`derived/desk_customer/run=${run.id}/customers.json`, new TextEncoder().encode(`${text}\n`));
}

/** The tasks of earlier months as the run was opened on them. */
export async function readDeskTasks(store: ObjectStore, run: RunRef): Promise<readonly CollectionTask[]> {
  return readWork(store, run, 'desk-tasks.json', z.array(collectionTask));
}

/** The cause that people wrote on a customer's standing tasks; the newest task's, where several say one. */
export function causesOf(tasks: readonly CollectionTask[]): ReadonlyMap<string, RecordedCause> {
  const told = tasks
    .filter(({ status, cause }) => status !== 'done' && cause !== null)
    .toSorted((a, b) => compareIds(a.opened_period, b.opened_period) || compareIds(a.task_id, b.task_id));
  return new Map(told.flatMap(({ customer_id, cause }) => (cause === null ? [] : [[customer_id, cause] as const])));
}

/** Tasks that a month holds against its books: those that stand, and those that a person closed in it. */
export function isLookedAt(task: CollectionTask, period: string): boolean {
  return task.status !== 'done' || task.closed?.on.startsWith(period) === true;
}

function isTouched(task: CollectionTask): boolean {
  return (
    task.started !== null ||
    task.closed !== null ||
    task.cause !== null ||
    task.promises.length + task.disputes.length + task.plans.length + task.contacts.length > 0 ||
    task.approvals.some(({ decided }) => decided !== null && decided.by !== ASKED_BY)
  );
}

/** What changes the figures of a later month; notes, owners and due dates do not. */
function writtenOn(task: CollectionTask): Readonly<Record<string, unknown>> {
  const { task_id, started, closed, cause, promises, disputes, plans, contacts, approvals } = task;
  const decided = approvals.filter((approval) => approval.decided !== null && approval.decided.by !== ASKED_BY);
  return { task_id, started, closed, cause, promises, disputes, plans, contacts, approvals: decided };
}
