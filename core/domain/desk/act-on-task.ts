import type { CollectionTask, TaskOutcome } from '../../contracts/task.ts';
import { addDays } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { afterDecision } from './decided-step.ts';
import { movedIn, settleTask, standingOf } from './settle-task.ts';
import type { ActionResult, Refusal, TaskAction } from './task-action.ts';
import { isFull } from './task-size.ts';

/** Who acts, and when. */
export interface Actor {
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  /** Calendar day in the company's zone. */
  readonly today: string;
  /** The row of a spreadsheet by which the person acts. */
  readonly row?: string;
}

/** A promise for later than this is a plan, or none. */
const PROMISE_DAYS = 92;

type Result = ActionResult<CollectionTask>;
type Of<D extends TaskAction['do']> = Extract<TaskAction, { do: D }>;

/**
 * The task after a person acted on it, one version on and with a line of history, or why not. A paid task takes notes only; a done one
 * takes nothing but notes and being opened again. A task that is full can only be closed.
 */
export function actOnTask(task: CollectionTask, action: TaskAction, actor: Actor): Result {
  const refused = refusalOf(task, action, actor);
  if (refused !== null) return { done: false, refused };
  const changed = settleTask(noted(applied(task, action, actor), action));
  const row = actor.row === undefined ? {} : { row: actor.row };
  const line = { at: actor.at, by: actor.by, change: describe(task, changed, action), ...row };
  const after = { ...changed, version: task.version + 1, history: [...task.history, line] };
  if (action.do !== 'close' && isFull(after)) return { done: false, refused: 'task_full' };
  return { done: true, task: after };
}

function refusalOf(task: CollectionTask, action: TaskAction, { today }: Actor): Refusal | null {
  if (action.do === 'note') return null;
  if (task.status === 'done' && action.do !== 'reopen')
    return task.outcome === 'paid' ? 'already_paid' : 'already_done';
  if ('on' in action && action.on !== undefined && action.on > today) return 'in_the_future';
  switch (action.do) {
    case 'promise':
      return promiseRefusal(task, action, today);
    case 'plan':
      return planRefusal(task, action, today);
    case 'cancel_promise':
      return task.promises.some(({ id, cancelled }) => id === action.promise && cancelled === null)
        ? null
        : 'promise_unknown';
    case 'cancel_plan':
      return task.plans.some(({ id, cancelled }) => id === action.plan && cancelled === null) ? null : 'plan_unknown';
    case 'dispute':
      if (standingOf(task).disputed) return 'dispute_running';
      return action.amount === undefined ? null : amountRefusal(task, action.amount);
    case 'settle_dispute':
      return standingOf(task).disputed ? null : 'no_dispute';
    case 'postpone':
      return action.due_date < today ? 'in_the_past' : null;
    case 'decide': {
      const found = task.approvals.find(({ id }) => id === action.approval);
      if (found === undefined) return 'approval_unknown';
      return found.decided === null ? null : 'approval_decided';
    }
    case 'reopen':
      if (task.status !== 'done') return 'not_done';
      // What the books closed only the books open again: a new episode is a new task.
      return task.closed === null ? (task.outcome === 'paid' ? 'already_paid' : 'already_done') : null;
    case 'close':
      return openByTheBooks(task, action.outcome) ? 'balance_open' : null;
    default:
      return null;
  }
}

/**
 * Whether the books of the last review say otherwise of an outcome that they alone can say: paid before they know of the money, or cleared
 * while something is owed. Paid stands where what was owed when the task was opened has come in, and what is open now is newer.
 */
function openByTheBooks(task: CollectionTask, outcome: TaskOutcome): boolean {
  if (outcome !== 'paid' && outcome !== 'cleared') return false;
  if (new Decimal(task.outstanding_balance).lte(0)) return false;
  const received = task.findings.at(-1)?.received ?? null;
  return outcome === 'cleared' || received === null || new Decimal(received).lt(task.opened_balance);
}

function amountRefusal(task: CollectionTask, amount: string): Refusal | null {
  if (new Decimal(amount).lte(0)) return 'amount_zero';
  return new Decimal(amount).gt(task.outstanding_balance) ? 'more_than_owed' : null;
}

function promiseRefusal(task: CollectionTask, action: Of<'promise'>, today: string): Refusal | null {
  const on = action.on ?? today;
  if (action.due_date < on) return 'in_the_past';
  if (action.due_date > addDays(on, PROMISE_DAYS)) return 'too_far_ahead';
  if (planRuns(task)) return 'plan_running';
  return amountRefusal(task, action.amount);
}

function planRuns(task: CollectionTask): boolean {
  return standingOf(task).openWords.some(isInstalment);
}

function planRefusal(task: CollectionTask, action: Of<'plan'>, today: string): Refusal | null {
  if (planRuns(task)) return 'plan_running';
  const dates = action.instalments.map(({ due_date }) => due_date);
  if (dates.some((date) => date < (action.on ?? today))) return 'in_the_past';
  if (dates.some((date, at) => date <= (dates[at - 1] ?? ''))) return 'instalments_not_in_order';
  if (action.instalments.some(({ amount }) => new Decimal(amount).lte(0))) return 'amount_zero';
  const total = action.instalments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
  return total.eq(task.outstanding_balance) ? null : 'instalments_not_the_balance';
}

function isInstalment({ id }: { id: string }): boolean {
  return id.startsWith('l');
}

function applied(task: CollectionTask, action: TaskAction, actor: Actor): CollectionTask {
  const mark = { at: actor.at, by: actor.by };
  const on = ('on' in action ? action.on : undefined) ?? actor.today;
  const note = ('note' in action ? action.note : undefined) ?? null;
  const started = task.started ?? mark;
  switch (action.do) {
    case 'note':
      return task;
    case 'start':
      return { ...task, started };
    case 'cause':
      return { ...task, started, cause: action.cause };
    case 'contact': {
      const { channel, result, stage = null } = action;
      return { ...task, started, contacts: [...task.contacts, { on, channel, stage, result, note, ...mark }] };
    }
    case 'promise': {
      const { amount, due_date } = action;
      const id = `p${task.promises.length + 1}`;
      const made = { id, amount, due_date, made_on: on, ...mark, cancelled: null };
      const kept = replaced(task, { id, amount, today: actor.today, mark });
      return { ...task, started, promises: [...kept, made] };
    }
    case 'cancel_promise':
      return { ...task, promises: cancelledIn(task.promises, action.promise, { ...mark, note }) };
    case 'plan': {
      const id = `l${task.plans.length + 1}`;
      const agreed = { id, agreed_on: on, instalments: action.instalments, ...mark, cancelled: null };
      return { ...task, started, plans: [...task.plans, agreed] };
    }
    case 'cancel_plan':
      return { ...task, plans: cancelledIn(task.plans, action.plan, { ...mark, note }) };
    case 'dispute': {
      const id = `d${task.disputes.length + 1}`;
      const raised = {
        id,
        opened_on: on,
        reason: action.reason,
        amount: action.amount ?? null,
        ...mark,
        settled: null,
      };
      return { ...task, started, cause: task.cause ?? 'disputed', disputes: [...task.disputes, raised] };
    }
    case 'settle_dispute':
      return {
        ...task,
        disputes: task.disputes.map((each) =>
          each.settled === null ? { ...each, settled: { on, result: action.result, ...mark } } : each,
        ),
      };
    case 'assign':
      return { ...task, owner: action.owner };
    case 'postpone':
      return { ...task, due_date: action.due_date };
    case 'decide': {
      const { approved } = action;
      const asked = task.approvals.find(({ id }) => id === action.approval);
      const approvals = task.approvals.map((each) =>
        each === asked ? { ...each, decided: { approved, note, ...mark } } : each,
      );
      const decided = { ...task, approvals };
      return asked === undefined ? decided : afterDecision(decided, asked, { approved, today: actor.today });
    }
    case 'close':
      return { ...task, started, closed: { outcome: action.outcome, on, ...mark } };
    case 'reopen':
      return { ...task, closed: null };
  }
}

/**
 * The promises beside a new one. Where together they are more than is owed, the new one takes the place of those not yet due: a customer
 * who first said a week and then two owes once. One whose day has passed stays to be judged.
 */
function replaced(
  task: CollectionTask,
  given: { id: string; amount: string; today: string; mark: { at: string; by: string } },
): CollectionTask['promises'] {
  const open = new Set(standingOf(task).openWords.map(({ id }) => id));
  const ahead = task.promises.filter(({ id, due_date }) => open.has(id) && due_date >= given.today);
  const sum = ahead.reduce((total, { amount }) => total.plus(amount), new Decimal(given.amount));
  if (sum.lte(task.outstanding_balance)) return task.promises;
  const cancelled = { ...given.mark, note: `replaced by ${given.id}` };
  return ahead.reduce((promises, { id }) => cancelledIn(promises, id, cancelled), task.promises);
}

function cancelledIn<T extends { readonly id: string; readonly cancelled: unknown }>(
  all: readonly T[],
  id: string,
  cancelled: NonNullable<CollectionTask['promises'][number]['cancelled']>,
): T[] {
  return all.map((each) => (each.id === id ? { ...each, cancelled } : each));
}

/** The last note stands on the task; the earlier ones are in its history. */
function noted(task: CollectionTask, action: TaskAction): CollectionTask {
  const note = 'note' in action ? action.note : undefined;
  return note === undefined ? task : { ...task, note };
}

/** One line of history: the action with what was said, and where the task stands by it. Codes and data, no sentences. */
function describe(before: CollectionTask, after: CollectionTask, action: TaskAction): string {
  const { do: verb, ...said } = action;
  const elsewhere = KEPT_ELSEWHERE.get(verb);
  const details = Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (name === elsewhere ? name : `${name}=${textOf(value)}`));
  return [verb, ...details].join('; ') + movedIn(before, after);
}

function textOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Texts for which the record has a place of its own, so that they are not stored twice: its line of history only names them. */
const KEPT_ELSEWHERE: ReadonlyMap<TaskAction['do'], string> = new Map([
  ['contact', 'note'],
  ['dispute', 'reason'],
  ['decide', 'note'],
  ['cancel_promise', 'note'],
  ['cancel_plan', 'note'],
]);
