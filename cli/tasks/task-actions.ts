import { WrongUsage } from '../../core/contracts/errors.ts';
import { type CollectionTask, taskOutcome } from '../../core/contracts/task.ts';
import { type TaskAction, taskAction } from '../../core/domain/desk/task-action.ts';
import { realDate } from './real-date.ts';

/** What `duewatch tasks update` was told. */
export interface UpdateOptions {
  readonly start?: boolean;
  readonly note?: string;
  readonly cause?: string;
  readonly contact?: string;
  readonly result?: string;
  readonly promise?: string;
  readonly due?: string;
  readonly cancelPromise?: string;
  readonly dispute?: string;
  readonly amount?: string;
  readonly settleDispute?: string;
  readonly plan?: string;
  readonly cancelPlan?: string;
  readonly assign?: string;
  readonly postpone?: string;
  readonly approve?: string;
  readonly decline?: string;
  readonly close?: string;
  readonly reopen?: boolean;
  readonly status?: string;
  readonly outcome?: string;
  readonly on?: string;
}

type Draft = { readonly do: TaskAction['do'] } & Readonly<Record<string, unknown>>;

/**
 * The options as actions, in the order in which a person would write them down. A note goes with the first action that takes one.
 *
 * @throws {WrongUsage} naming the option and what it takes.
 */
export function actionsFrom(options: UpdateOptions, task: CollectionTask): readonly TaskAction[] {
  const drafts = [...lifeDrafts(options, task), ...wordDrafts(options), ...deskDrafts(options), ...endDrafts(options)];
  return withNote(drafts, options.note).map(parsed);
}

function lifeDrafts({ start, status, reopen, cause, on }: UpdateOptions, task: CollectionTask): Draft[] {
  const again = reopen === true || (status === 'open' && task.status === 'done');
  // Waiting follows from what is waited for; without a promise, dispute or plan it is work in progress.
  const taken = start === true || status === 'in_progress' || status === 'waiting';
  return [
    ...(again ? [{ do: 'reopen' as const }] : []),
    ...(taken ? [{ do: 'start' as const }] : []),
    ...(cause === undefined ? [] : [{ do: 'cause' as const, cause }]),
    ...(on === undefined ? [] : checkedDay(on)),
  ];
}

function checkedDay(on: string): [] {
  realDate(on, '--on');
  return [];
}

function wordDrafts(options: UpdateOptions): Draft[] {
  const { contact, result, promise, due, cancelPromise, dispute, amount, settleDispute, plan, cancelPlan } = options;
  together('--contact', contact, '--result', result);
  together('--promise', promise, '--due', due);
  if (amount !== undefined && dispute === undefined)
    throw new WrongUsage('--amount says how much is disputed: it goes with --dispute');
  const on = options.on === undefined ? {} : { on: options.on };
  return [
    ...(contact === undefined ? [] : [{ do: 'contact' as const, channel: contact, result, ...on }]),
    ...(cancelPromise === undefined ? [] : [{ do: 'cancel_promise' as const, promise: cancelPromise }]),
    ...(promise === undefined ? [] : [{ do: 'promise' as const, amount: promise, due_date: due, ...on }]),
    ...(cancelPlan === undefined ? [] : [{ do: 'cancel_plan' as const, plan: cancelPlan }]),
    ...(plan === undefined ? [] : [{ do: 'plan' as const, instalments: instalmentsOf(plan), ...on }]),
    ...(dispute === undefined
      ? []
      : [{ do: 'dispute' as const, reason: dispute, ...(amount === undefined ? {} : { amount }), ...on }]),
    ...(settleDispute === undefined ? [] : [{ do: 'settle_dispute' as const, result: settleDispute, ...on }]),
  ];
}

function deskDrafts({ assign, postpone, approve, decline }: UpdateOptions): Draft[] {
  const decide = (approval: string, approved: boolean) => ({ do: 'decide' as const, approval, approved });
  return [
    ...(assign === undefined ? [] : [{ do: 'assign' as const, owner: assign }]),
    ...(postpone === undefined ? [] : [{ do: 'postpone' as const, due_date: realDate(postpone, '--postpone') }]),
    ...(approve === undefined ? [] : [decide(approve, true)]),
    ...(decline === undefined ? [] : [decide(decline, false)]),
  ];
}

function endDrafts({ close, status, outcome, on, note }: UpdateOptions): Draft[] {
  const said = close ?? outcome;
  if (said === undefined && status !== 'done') return [];
  const known = taskOutcome.safeParse(said?.trim().toLowerCase().replace(/[ -]/g, '_'));
  const day = on === undefined ? {} : { on };
  if (said === undefined || known.success) return [{ do: 'close', outcome: known.data ?? 'other', ...day }];
  // An outcome in somebody's own words is kept as the note.
  return [{ do: 'close', outcome: 'other', ...day, note: note === undefined ? said : `${said} · ${note}` }];
}

function together(left: string, leftValue: unknown, right: string, rightValue: unknown): void {
  if ((leftValue === undefined) === (rightValue === undefined)) return;
  const [missing, given] = leftValue === undefined ? [left, right] : [right, left];
  throw new WrongUsage(`${given} needs ${missing} beside it`);
}

function instalmentsOf(plan: string): { due_date: string; amount: string }[] {
  return plan.split(',').map((part) => {
    const [due_date = '', amount, ...rest] = part.split('=').map((text) => text.trim());
    if (amount === undefined || rest.length > 0)
      throw new WrongUsage(
        `--plan takes dates with amounts, as in "2025-11-30=5000,2025-12-31=5000", not ${JSON.stringify(part)}`,
      );
    return { due_date: realDate(due_date, '--plan'), amount };
  });
}

const TAKES_NOTE: ReadonlySet<string> = new Set([
  'cause',
  'contact',
  'promise',
  'cancel_promise',
  'settle_dispute',
  'plan',
  'cancel_plan',
  'postpone',
  'decide',
  'close',
  'reopen',
]);

function withNote(drafts: readonly Draft[], note: string | undefined): readonly Draft[] {
  if (note === undefined || drafts.some((draft) => draft['note'] !== undefined)) return drafts;
  const place = drafts.findIndex((draft) => TAKES_NOTE.has(draft.do));
  if (place === -1) return [...drafts, { do: 'note', note }];
  return drafts.map((draft, at) => (at === place ? { ...draft, note } : draft));
}

const OPTION_OF: Readonly<Record<string, string>> = {
  'contact.channel': '--contact',
  'contact.result': '--result',
  'promise.amount': '--promise',
  'promise.due_date': '--due',
  'dispute.reason': '--dispute',
  'dispute.amount': '--amount',
  'settle_dispute.result': '--settle-dispute',
  'assign.owner': '--assign',
  'cause.cause': '--cause',
};

function parsed(draft: Draft): TaskAction {
  const read = taskAction.safeParse(draft);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const field = String(issue?.path[0] ?? '');
  const option =
    OPTION_OF[`${draft.do}.${field}`] ?? (field === 'note' ? '--note' : `--${draft.do.replaceAll('_', '-')}`);
  throw new WrongUsage(`${option}: ${expected(field, issue?.message ?? '')}`);
}

function expected(field: string, message: string): string {
  if (field === 'due_date') return 'a date such as 2025-11-30';
  if (field === 'amount' || field === 'instalments')
    return 'amounts are written as 1200 or 1200.50, dates as 2025-11-30';
  return message;
}
