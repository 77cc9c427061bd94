import type { CollectionTask, TaskStatus } from '../../contracts/task.ts';
import { compareIds } from '../customer-order.ts';
import { Decimal } from '../decimal.ts';
import { handedOverOn, isToBeHandedOver } from './handed-over.ts';
import { standingOf } from './settle-task.ts';

/** The groups of the worklist, in the order in which they are worked. */
export const WORK_GROUPS = ['at_risk', 'quick_win', 'hold', 'done'] as const;
/** A group of the worklist. */
export type WorkGroup = (typeof WORK_GROUPS)[number];

/** Why a task stands in its group, the most pressing first within each. */
export const WORK_REASONS = {
  at_risk: ['promise_broken', 'approval_waiting', 'over_threshold', 'still_at_risk'],
  quick_win: ['promise_due', 'cause_account_error', 'cause_forgotten', 'small', 'young'],
  hold: ['handed_over', 'disputed', 'plan_open', 'promise_open'],
  done: ['done'],
} as const;
/** Why a task stands in its group. */
export type WorkReason = (typeof WORK_REASONS)[WorkGroup][number];

/** What tasks are grouped by. */
export interface WorklistRules {
  /** Calendar day in the company's zone. */
  readonly today: string;
  /** Composite score from which a customer is on alert (rules key `warning.score_threshold`). */
  readonly scoreThreshold: number;
  /** Balances up to this, in the task's currency, are quickly settled (rules key `desk.small_amount`). */
  readonly smallAmount: string;
}

/** After every month: a debt that is being handed over now. */
const LATER = '9999-12-31';

/** A task where it stands in the worklist. */
export interface WorkItem {
  readonly task: CollectionTask;
  readonly group: WorkGroup;
  readonly why: WorkReason;
}

/** What a reader narrows the worklist by; what is left out narrows nothing. */
export interface WorklistFilter {
  /** Name of an owner. */
  readonly owner?: string | undefined;
  /** A role, such as `credit_controller`. */
  readonly role?: string | undefined;
  readonly status?: TaskStatus | undefined;
  /** Part of the customer's name or number, in any case. */
  readonly text?: string | undefined;
}

/**
 * Where a task stands, by the first that holds: done; approved for an agency or the court with nothing left to decide (hold); a broken promise
 * or a step that waits for approval (at risk); a dispute (hold); a
 * promise or instalment that is due today or was (quick win: one call says whether it was paid) or later (hold); a cause that one call
 * mends (quick win); a score at or over the threshold (at risk); a small balance, or the first month of an episode in the mildest band
 * (quick win); else at risk.
 */
export function placeOf(task: CollectionTask, rules: WorklistRules): WorkItem {
  const why = reasonOf(task, rules);
  return { task, group: groupOf(why), why };
}

/**
 * The worklist: grouped, the most pressing reason first, then the largest balance, then by task id. A customer has one standing, whatever the
 * number of its tasks. What rests one rests the others: nobody is to chase on an alert a customer who keeps to a plan agreed on another
 * task, or whose debt was given to an agency, taken to court or written off there. And nobody is a quick win on one task who broke a promise
 * or is over the threshold on another.
 */
export function worklistOf(tasks: readonly CollectionTask[], rules: WorklistRules): readonly WorkItem[] {
  return restTogether(tasks.map((task) => placeOf(task, rules)))
    .map((item) => ({ ...item, balance: new Decimal(item.task.outstanding_balance) }))
    .sort(
      (a, b) =>
        rankOf(a.why) - rankOf(b.why) ||
        // Amounts in different currencies can't be compared: they stand side by side.
        compareIds(a.task.currency, b.task.currency) ||
        b.balance.comparedTo(a.balance) ||
        compareIds(a.task.task_id, b.task.task_id),
    )
    .map(({ task, group, why }) => ({ task, group, why }));
}

/** Reasons that come from what people agreed with the customer, and so hold for every task of it. */
const AGREED: ReadonlySet<WorkReason> = new Set(['disputed', 'promise_due', 'plan_open', 'promise_open']);
/** Reasons that a task has of itself, and that give way to what was agreed. */
const OF_ITSELF: ReadonlySet<WorkReason> = new Set([
  'over_threshold',
  'still_at_risk',
  'cause_account_error',
  'cause_forgotten',
  'small',
  'young',
]);

/** Reasons that stay on their task though the customer's debt is with others: nothing is left to do, or a person has to decide. */
const NEVER_HANDED_OVER: ReadonlySet<WorkReason> = new Set(['done', 'approval_waiting']);
/** Reasons by which a customer is no quick win on any of its tasks. */
const PRESSING: ReadonlySet<WorkReason> = new Set(['promise_broken', 'over_threshold']);
/** Reasons that give way to them. */
const MILD: ReadonlySet<WorkReason> = new Set(['small', 'young']);

function restTogether(items: readonly WorkItem[]): readonly WorkItem[] {
  return withAgreed(notQuickWhilePressing(withoutHandedOver(items)));
}

/** Tasks of customers whose debt was handed over on another task, in the month they were opened for or later. */
function withoutHandedOver(items: readonly WorkItem[]): readonly WorkItem[] {
  const since = new Map<string, string>();
  for (const { task, why } of items) {
    const on = why === 'handed_over' ? LATER : handedOverOn(task);
    const customer = customerOf(task);
    if (on !== null && on > (since.get(customer) ?? '')) since.set(customer, on);
  }
  return items.map((item) =>
    NEVER_HANDED_OVER.has(item.why) || item.task.opened_period > (since.get(customerOf(item.task)) ?? '').slice(0, 7)
      ? item
      : moved(item, 'handed_over'),
  );
}

function notQuickWhilePressing(items: readonly WorkItem[]): readonly WorkItem[] {
  const pressed = new Set(items.filter(({ why }) => PRESSING.has(why)).map(({ task }) => customerOf(task)));
  return items.map((item) =>
    MILD.has(item.why) && pressed.has(customerOf(item.task)) ? moved(item, 'still_at_risk') : item,
  );
}

function withAgreed(items: readonly WorkItem[]): readonly WorkItem[] {
  const agreed = new Map<string, WorkReason>();
  for (const { task, why } of items) {
    const known = agreed.get(customerOf(task));
    if (AGREED.has(why) && (known === undefined || rankOf(why) < rankOf(known))) agreed.set(customerOf(task), why);
  }
  return items.map((item) => {
    const why = agreed.get(customerOf(item.task));
    return why !== undefined && OF_ITSELF.has(item.why) ? moved(item, why) : item;
  });
}

function moved(item: WorkItem, why: WorkReason): WorkItem {
  return { ...item, why, group: groupOf(why) };
}

function customerOf({ scope, customer_id }: CollectionTask): string {
  return JSON.stringify([scope, customer_id]);
}

/** The items that a filter leaves, in their order. */
export function filtered(items: readonly WorkItem[], filter: WorklistFilter): readonly WorkItem[] {
  const text = fold(filter.text ?? '');
  return items.filter(
    ({ task }) =>
      (filter.owner === undefined || task.owner === filter.owner) &&
      (filter.role === undefined || task.owner_role === filter.role) &&
      (filter.status === undefined || task.status === filter.status) &&
      fold(`${task.customer_name} ${task.customer_id}`).includes(text),
  );
}

const GROUP_OF: ReadonlyMap<WorkReason, WorkGroup> = new Map(
  WORK_GROUPS.flatMap((group) => WORK_REASONS[group].map((why) => [why, group] as const)),
);
const RANK: ReadonlyMap<WorkReason, number> = new Map([...GROUP_OF.keys()].map((why, at) => [why, at]));

function groupOf(why: WorkReason): WorkGroup {
  return GROUP_OF.get(why) ?? 'at_risk';
}

function rankOf(why: WorkReason): number {
  return RANK.get(why) ?? RANK.size;
}

function reasonOf(task: CollectionTask, { today, scoreThreshold, smallAmount }: WorklistRules): WorkReason {
  if (task.status === 'done') return 'done';
  const undecided = task.approvals.some(({ decided }) => decided === null);
  if (!undecided && isToBeHandedOver(task)) return 'handed_over';
  const { openWords, brokenWords, disputed } = standingOf(task);
  if (brokenWords.length > 0) return 'promise_broken';
  if (undecided) return 'approval_waiting';
  if (disputed) return 'disputed';
  const [next] = openWords;
  if (next !== undefined && next.due_date <= today) return 'promise_due';
  if (next !== undefined) return next.id.startsWith('l') ? 'plan_open' : 'promise_open';
  if (task.cause === 'account_error') return 'cause_account_error';
  if (task.cause === 'forgotten') return 'cause_forgotten';
  if (task.score !== null && task.score >= scoreThreshold) return 'over_threshold';
  if (new Decimal(task.outstanding_balance).lte(smallAmount)) return 'small';
  // The first month of the episode: no run has seen a later one yet.
  const newest = task.findings.at(-1)?.period ?? task.opened_period;
  return task.band === 'lt50' && task.episode >= newest ? 'young' : 'still_at_risk';
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
