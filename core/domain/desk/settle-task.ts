import type { CollectionTask, TaskApproval, TaskFinding, TaskOutcome } from '../../contracts/task.ts';
import { compareIds } from '../customer-order.ts';
import { Decimal } from '../decimal.ts';
import { ASKED_BY } from './approval-request.ts';

/** What is still waited for on a task, and where the last run found words broken. */
export interface Standing {
  /** Promises and instalments that are neither kept, broken nor cancelled. */
  readonly openWords: readonly Word[];
  /** Broken since, and not made good by a later word. */
  readonly brokenWords: readonly Word[];
  readonly disputed: boolean;
}

/** Something a customer said it would pay: a promise, or an instalment of a plan. */
export interface Word {
  /** `p1`, or `l1.2` for the second instalment of the first plan. */
  readonly id: string;
  readonly amount: string;
  readonly due_date: string;
  /** The day it was given. */
  readonly made_on: string;
}

/** Everything the customer has said it would pay and has not been let off, by due date. */
export function wordsOf(task: Pick<CollectionTask, 'promises' | 'plans'>): readonly Word[] {
  const promises = task.promises.filter(({ cancelled }) => cancelled === null);
  const instalments = task.plans
    .filter(({ cancelled }) => cancelled === null)
    .flatMap((plan) =>
      plan.instalments.map((part, at) => ({ ...part, id: `${plan.id}.${at + 1}`, made_on: plan.agreed_on })),
    );
  return [...promises, ...instalments]
    .map(({ id, amount, due_date, made_on }) => ({ id, amount, due_date, made_on }))
    .sort((a, b) => compareIds(a.due_date, b.due_date) || compareIds(a.id, b.id));
}

/** What is waited for and what was broken, by the last run that looked. A word given after a broken one takes its place. */
export function standingOf(task: CollectionTask): Standing {
  const found = task.findings.at(-1)?.words ?? {};
  const words = wordsOf(task);
  const openWords = words.filter(({ id }) => (found[id] ?? 'open') === 'open');
  const renewed = openWords
    .map(({ made_on }) => made_on)
    .sort()
    .at(-1);
  const brokenWords = words.filter(
    ({ id, due_date }) => found[id] === 'broken' && (renewed === undefined || renewed < due_date),
  );
  return { openWords, brokenWords, disputed: task.disputes.some(({ settled }) => settled === null) };
}

/**
 * The task with status and outcome as they follow from what people wrote and what the last run found:
 * done where a person closed it, where nothing is owed any more, or where the reason no longer holds and nothing is waited for; waiting
 * for a promise, an instalment or the end of a dispute; in progress once somebody took it up or a word was broken; else open.
 */
export function settleTask(task: CollectionTask): CollectionTask {
  const outcome = outcomeOf(task);
  if (outcome !== null) return { ...task, status: 'done', outcome };
  const { openWords, brokenWords, disputed } = standingOf(task);
  const waiting = disputed || (openWords.length > 0 && brokenWords.length === 0);
  const touched = task.started !== null || task.contacts.length > 0 || brokenWords.length > 0;
  return { ...task, status: waiting ? 'waiting' : touched ? 'in_progress' : 'open', outcome: null };
}

/** Where a change moved the task, as the end of its line of history; nothing where it stands as it stood. */
export function movedIn(before: CollectionTask, after: CollectionTask): string {
  return before.status === after.status ? '' : `; status ${before.status} → ${after.status}`;
}

function outcomeOf(task: CollectionTask): TaskOutcome | null {
  if (task.closed !== null) return task.closed.outcome;
  const last = task.findings.at(-1);
  if (last === undefined) return null;
  if (last.balance !== null && new Decimal(last.balance).lte(0)) return isPaid(task, last) ? 'paid' : 'cleared';
  const { openWords, disputed } = standingOf(task);
  return !last.at_risk && openWords.length === 0 && !disputed ? 'no_longer_at_risk' : null;
}

/** Nothing is owed any more: paid where money covers what was owed, or where the books don't tell; else a credit or a write-off took it away. */
function isPaid(task: CollectionTask, { received }: TaskFinding): boolean {
  return received === null || new Decimal(received).gte(task.opened_balance);
}

/** The task as a run of `period` may see it: without what that month's run, or a later one, found. */
export function taskBefore(task: CollectionTask, period: string): CollectionTask {
  const findings = task.findings.filter((finding) => finding.period < period);
  const contacts = task.contacts.filter(({ by }) => !isLetterSince(by, period));
  const balance = findings.at(-1)?.balance ?? task.opened_balance;
  const approvals = task.approvals.filter((approval) => approval.period < period).map(withoutTimeout);
  return settleTask({ ...task, findings, contacts, approvals, outstanding_balance: balance });
}

/** That a step was decided in time or not follows from when it was asked: each run finds it anew. */
function withoutTimeout(approval: TaskApproval): TaskApproval {
  return approval.decided?.by === ASKED_BY ? { ...approval, decided: null } : approval;
}

/** Under which name a month's run writes on a task that a letter has left. */
export function letterWriter(period: string): string {
  return `duewatch ${period}`;
}

/** A letter of that month's run, or of a later one. */
function isLetterSince(by: string, period: string): boolean {
  return /^duewatch \d{4}-\d{2}$/.test(by) && by >= letterWriter(period);
}

/** The task with a month's finding; an earlier one of the same month is replaced, the balance is the newest known. */
export function withFinding(task: CollectionTask, finding: TaskFinding): CollectionTask {
  const others = task.findings.filter(({ period }) => period !== finding.period);
  const findings = [...others, finding].sort((a, b) => compareIds(a.period, b.period));
  const balance = findings.at(-1)?.balance ?? task.outstanding_balance;
  return settleTask({ ...task, findings, outstanding_balance: balance });
}
