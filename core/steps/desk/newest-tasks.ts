import type { CollectionTask } from '../../contracts/task.ts';
import { compareIds } from '../../domain/customer-order.ts';

/** The standing high-risk tasks of one debt: a step is asked for on the newest, the others stand beside it. */
export interface DebtTasks {
  readonly newest: CollectionTask;
  /** Newest first. */
  readonly older: readonly CollectionTask[];
  /** Standing tasks of the same customer for other reasons: what is contested there is contested here. */
  readonly beside: readonly CollectionTask[];
}

/** Standing high-risk tasks by scope and customer, as the newest of each stands: a customer owes once, whatever the number of its tasks. */
export function tasksByDebt(tasks: readonly CollectionTask[]): readonly DebtTasks[] {
  const open = tasks.filter(({ status }) => status !== 'done');
  const standing = open.filter(isHighRisk);
  const groups = Map.groupBy(standing, customerOf);
  const others = Map.groupBy(
    open.filter((task) => !isHighRisk(task)),
    customerOf,
  );
  const debts = new Map<string, DebtTasks>();
  for (const group of groups.values()) {
    const [newest, ...older] = group.toSorted(newestFirst);
    if (newest !== undefined)
      debts.set(newest.task_id, { newest, older, beside: others.get(customerOf(newest)) ?? [] });
  }
  return standing.flatMap(({ task_id }) => debts.get(task_id) ?? []);
}

function isHighRisk({ reason }: CollectionTask): boolean {
  return reason === 'high_risk';
}

function customerOf({ scope, customer_id }: CollectionTask): string {
  return JSON.stringify([scope, customer_id]);
}

function newestFirst(a: CollectionTask, b: CollectionTask): number {
  return compareIds(b.opened_period, a.opened_period) || compareIds(b.task_id, a.task_id);
}
