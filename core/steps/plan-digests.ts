import type { Rules } from '../contracts/config.ts';
import type { Digest, TaskNotice } from '../contracts/digest.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { compareIds } from '../domain/customer-order.ts';
import { Decimal } from '../domain/decimal.ts';
import type { FoundTask } from '../domain/desk/find-tasks.ts';
import { standingOf } from '../domain/desk/settle-task.ts';
import { ALERT_TASK } from '../domain/early-warning/alert-task.ts';
import { POLICY_OWNER } from '../domain/policy.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readDigests } from './plan-alerts.ts';
import { writeWork } from './work-files.ts';

/** Tasks of a kind that a digest shows; it says how many there are, and the desk page has them all. */
const SHOWN = 30;

/**
 * Puts the desk's own news into the digests, one a person: tasks whose promise was broken, the tasks of the high-risk group that the
 * run opens, and for credit control the customers of the worst band ({@link policyNotices}). Alerts are in them already. Safe to do again.
 */
export async function completeDigests(
  store: ObjectStore,
  run: RunRef,
  news: {
    readonly rules: Rules;
    readonly opened: readonly CollectionTask[];
    readonly found: readonly FoundTask[];
    readonly policy: readonly TaskNotice[];
  },
): Promise<void> {
  const { rules, opened, found, policy } = news;
  const byAddress = new Map((await readDigests(store, run)).map((of) => [of.recipient.email.toLowerCase(), of]));
  const fresh = opened.filter(({ reason, status }) => reason !== ALERT_TASK && status !== 'done');
  const broken = found
    .map(({ after }) => after)
    .filter((task) => task.status !== 'done' && standingOf(task).brokenWords.length > 0);
  for (const [kind, tasks] of [['broken', broken] as const, ['opened', fresh] as const]) {
    for (const [email, own] of Map.groupBy(tasks, (task) => addressOf(task.owner_role, rules)?.email.toLowerCase())) {
      const [first] = own;
      const recipient = first === undefined ? undefined : addressOf(first.owner_role, rules);
      if (email === undefined || recipient === undefined) continue;
      const of = byAddress.get(email) ?? emptyDigest(recipient);
      byAddress.set(email, { ...of, [kind]: { total: own.length, shown: largest(own).map(noticeOf) } });
    }
  }
  const controller = addressOf(POLICY_OWNER, rules);
  if (controller !== undefined && policy.length > 0) {
    const email = controller.email.toLowerCase();
    const of = byAddress.get(email) ?? emptyDigest(controller);
    byAddress.set(email, { ...of, policy: { total: policy.length, shown: policy.slice(0, SHOWN) } });
  }
  const digests = [...byAddress.values()].sort((a, b) => compareIds(a.recipient.email, b.recipient.email));
  await writeWork(store, run, 'digests.json', digests);
}

/** The desk of a role, where somebody can be written to. */
function addressOf(wanted: string, { people }: Rules): Digest['recipient'] | undefined {
  const desk = Object.entries(people.desks).find(([role]) => role === wanted)?.[1];
  if (desk?.email === undefined) return undefined;
  return { name: desk.name, email: desk.email, ...(desk.locale === undefined ? {} : { locale: desk.locale }) };
}

function emptyDigest(recipient: Digest['recipient']): Digest {
  const none = { total: 0, shown: [] };
  return { recipient, total: 0, alerts: [], broken: none, opened: none, policy: none };
}

function largest(tasks: readonly CollectionTask[]): readonly CollectionTask[] {
  return tasks
    .map((task) => ({ task, balance: new Decimal(task.outstanding_balance) }))
    .sort((a, b) => b.balance.comparedTo(a.balance) || compareIds(a.task.task_id, b.task.task_id))
    .slice(0, SHOWN)
    .map(({ task }) => task);
}

function noticeOf(task: CollectionTask): TaskNotice {
  return {
    task_id: task.task_id,
    customer_id: task.customer_id,
    name: task.customer_name,
    owner: task.owner,
    score: task.score,
    open_amount: task.outstanding_balance,
    currency: task.currency,
    first_step: task.actions[0] ?? '',
    due_date: task.due_date,
    broken: standingOf(task).brokenWords.map(({ amount, due_date }) => ({ amount, due_date })),
  };
}
