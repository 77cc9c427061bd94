import { z } from 'zod';
import { contactChannel, recordedCause, taskOutcome } from '../../contracts/task.ts';

/** Longest text a person may write on a task. */
const TEXT = 2_000;
const words = z.string().trim().min(1).max(TEXT);
const date = z.iso.date();
const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'an amount such as 1200.50');

/**
 * Everything a person may do at a task. `on` is the day it happened, today where it is left out; amounts are decimal text in the task's
 * currency.
 */
export const taskAction = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('start') }),
  z.strictObject({ do: z.literal('note'), note: words }),
  z.strictObject({ do: z.literal('cause'), cause: recordedCause, note: words.optional() }),
  z.strictObject({
    do: z.literal('contact'),
    channel: contactChannel,
    result: z.enum(['reached', 'not_reached', 'delivered', 'bounced']),
    stage: z.string().max(40).optional(),
    on: date.optional(),
    note: words.optional(),
  }),
  z.strictObject({ do: z.literal('promise'), amount, due_date: date, on: date.optional(), note: words.optional() }),
  z.strictObject({ do: z.literal('cancel_promise'), promise: z.string(), note: words.optional() }),
  z.strictObject({ do: z.literal('dispute'), reason: words, amount: amount.optional(), on: date.optional() }),
  z.strictObject({
    do: z.literal('settle_dispute'),
    result: z.enum(['upheld', 'rejected', 'withdrawn']),
    on: date.optional(),
    note: words.optional(),
  }),
  z.strictObject({
    do: z.literal('plan'),
    instalments: z
      .array(z.strictObject({ due_date: date, amount }))
      .min(1)
      .max(60),
    on: date.optional(),
    note: words.optional(),
  }),
  z.strictObject({ do: z.literal('cancel_plan'), plan: z.string(), note: words.optional() }),
  z.strictObject({ do: z.literal('assign'), owner: z.string().trim().min(1).max(200) }),
  z.strictObject({ do: z.literal('postpone'), due_date: date, note: words.optional() }),
  z.strictObject({ do: z.literal('decide'), approval: z.string(), approved: z.boolean(), note: words.optional() }),
  z.strictObject({ do: z.literal('close'), outcome: taskOutcome, on: date.optional(), note: words.optional() }),
  z.strictObject({ do: z.literal('reopen'), note: words.optional() }),
]);

/** Something a person does at a task. */
export type TaskAction = z.output<typeof taskAction>;

/** Why an action was refused; the words are in report/messages (`desk.refused.<code>`). */
export type Refusal =
  | 'already_paid'
  | 'already_done'
  | 'not_done'
  | 'in_the_future'
  | 'in_the_past'
  | 'too_far_ahead'
  | 'amount_zero'
  | 'more_than_owed'
  | 'instalments_not_in_order'
  | 'instalments_not_the_balance'
  | 'promise_unknown'
  | 'plan_unknown'
  | 'plan_running'
  | 'dispute_running'
  | 'no_dispute'
  | 'approval_unknown'
  | 'approval_decided'
  | 'balance_open'
  | 'task_full'
  | 'changed_meanwhile'
  | 'unknown_task';

/** Refusals that another day would not have met with. */
export const DAY_REFUSALS: ReadonlySet<Refusal> = new Set(['in_the_future', 'in_the_past', 'too_far_ahead']);

/** What an action came to. */
export type ActionResult<Task> =
  | { readonly done: true; readonly task: Task }
  | { readonly done: false; readonly refused: Refusal };
