import { z } from 'zod';
import { type CollectionTask, recordedCause, taskOutcome, taskStatus } from './task.ts';

const amount = z.string().describe('a decimal amount in the currency of the task, such as 1200.50');
const day = z.string().describe('a day, such as 2025-11-30');

/**
 * What the bus tells of a task that was opened or changed: the whole of it that another system needs, in the version of the event. Names of
 * customers, notes, and who wrote them stay in the task.
 */
export const taskEventDetail = z
  .strictObject({
    schema: z.literal(1).describe('grows when a field changes its meaning or goes; new fields come without'),
    task_id: z.string().describe('customer, reason and episode in one'),
    version: z.int().describe('grows by one with every change; an event of a lower version than one seen is late'),
    customer_id: z.string().describe('as in the books'),
    reason: z.string().describe('high_risk or early_warning, with the currency behind a point where there are several'),
    episode: z.string().describe('month in which the customer came into the group'),
    opened_period: z.string().describe('period of the review that opened it'),
    scope: z.string().describe('* for the home currency, else the currency'),
    currency: z.string(),
    outstanding_balance: amount,
    opened_balance: amount,
    strategy: z.string().nullable(),
    band: z.string().nullable(),
    score: z.number().nullable(),
    owner_role: z.string(),
    owner: z.string().describe('the desk, or the account manager that the books name'),
    actions: z.array(z.string()).describe('codes of the first steps'),
    due_date: day,
    status: taskStatus,
    outcome: taskOutcome.nullable(),
    cause: recordedCause.nullable(),
    disputed: z.boolean(),
    promises: z.array(
      z.strictObject({
        id: z.string(),
        amount,
        due_date: day,
        state: z.enum(['open', 'kept', 'broken', 'cancelled']),
      }),
    ),
    plans: z.array(
      z.strictObject({
        id: z.string(),
        cancelled: z.boolean(),
        instalments: z.array(
          z.strictObject({ amount, due_date: day, state: z.enum(['open', 'kept', 'broken', 'cancelled']) }),
        ),
      }),
    ),
    approvals: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(['agency', 'legal', 'credit_limit']),
        period: z.string(),
        decide_within_days: z.number().nullable(),
        decided: z.strictObject({ approved: z.boolean(), by: z.string(), at: z.string() }).nullable(),
      }),
    ),
    changed_at: z.string().nullable().describe('when the last change was written down'),
    changes: z.array(z.string()).describe('codes of what was done in this version, such as promise or close'),
  })
  .describe('Detail of CollectionTaskOpened and CollectionTaskChanged; event_id stands beside it on the bus');

/** What the bus tells of a task. */
export type TaskEventDetail = z.output<typeof taskEventDetail>;

/** The detail of a task's event; `lines` of its history belong to the change. */
export function taskEventOf(task: CollectionTask, lines: number): TaskEventDetail {
  const found = task.findings.at(-1)?.words ?? {};
  const stateOf = (id: string, cancelled: boolean) => (cancelled ? ('cancelled' as const) : (found[id] ?? 'open'));
  const last = lines === 0 ? [] : task.history.slice(-lines);
  return {
    schema: 1,
    task_id: task.task_id,
    version: task.version,
    customer_id: task.customer_id,
    reason: task.reason,
    episode: task.episode,
    opened_period: task.opened_period,
    scope: task.scope,
    currency: task.currency,
    outstanding_balance: task.outstanding_balance,
    opened_balance: task.opened_balance,
    strategy: task.strategy,
    band: task.band,
    score: task.score,
    owner_role: task.owner_role,
    owner: task.owner,
    actions: task.actions,
    due_date: task.due_date,
    status: task.status,
    outcome: task.outcome,
    cause: task.cause,
    disputed: task.disputes.some(({ settled }) => settled === null),
    promises: task.promises.map(({ id, amount: promised, due_date, cancelled }) => ({
      id,
      amount: promised,
      due_date,
      state: stateOf(id, cancelled !== null),
    })),
    plans: task.plans.map(({ id, cancelled, instalments }) => ({
      id,
      cancelled: cancelled !== null,
      instalments: instalments.map((part, at) => ({ ...part, state: stateOf(`${id}.${at + 1}`, cancelled !== null) })),
    })),
    approvals: task.approvals.map(({ id, kind, period, proposal, decided }) => ({
      id,
      kind,
      period,
      decide_within_days: typeof proposal['decide_within_days'] === 'number' ? proposal['decide_within_days'] : null,
      decided: decided === null ? null : { approved: decided.approved, by: decided.by, at: decided.at },
    })),
    changed_at: last.at(-1)?.at ?? null,
    changes: last.map(({ change }) => change.split(/[; ]/, 1)[0] ?? ''),
  };
}
