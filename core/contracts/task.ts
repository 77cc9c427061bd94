import { z } from 'zod';

/** Where a task stands in its life. */
export const taskStatus = z.enum(['open', 'in_progress', 'waiting', 'done']);
/** Where a task stands in its life. */
export type TaskStatus = z.output<typeof taskStatus>;

/**
 * How a task ended. `paid`, `cleared` (nothing is owed any more without a payment that covers it: a credit, a write-off in the books) and
 * `no_longer_at_risk` are also said by a run; the others by people only.
 */
export const taskOutcome = z.enum([
  'paid',
  'no_longer_at_risk',
  'cleared',
  'written_off',
  'sent_to_agency',
  'legal_action',
  'not_needed',
  'other',
]);
/** How a task ended. */
export type TaskOutcome = z.output<typeof taskOutcome>;

/** Why a customer has not paid, as somebody found out. */
export const recordedCause = z.enum(['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other']);
/** Why a customer has not paid, as somebody found out. */
export type RecordedCause = z.output<typeof recordedCause>;

/** How a customer is reached. */
export const contactChannel = z.enum(['mail', 'phone', 'letter', 'visit']);

const date = z.iso.date();
const amount = z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, 'an amount such as 1200.50');
/** Who did something, and when it was written down. */
const mark = { at: z.string(), by: z.string() };
const withdrawal = z.strictObject({ ...mark, note: z.string().nullable() }).nullable();

/** A customer's word to pay so much by a day. */
const promise = z.strictObject({
  /** `p1`, `p2`, … within the task. */
  id: z.string(),
  amount,
  due_date: date,
  /** The day it was given. */
  made_on: date,
  ...mark,
  cancelled: withdrawal,
});

/** A customer contests what is asked: chasing stops until it is settled; the amount stays in the totals. */
const dispute = z.strictObject({
  id: z.string(),
  opened_on: date,
  reason: z.string(),
  /** How much of the balance; null: all of it. */
  amount: amount.nullable(),
  ...mark,
  settled: z.strictObject({ on: date, result: z.enum(['upheld', 'rejected', 'withdrawn']), ...mark }).nullable(),
});

/** An agreement to pay in instalments. */
const paymentPlan = z.strictObject({
  id: z.string(),
  agreed_on: date,
  /** By due date. */
  instalments: z
    .array(z.strictObject({ due_date: date, amount }))
    .min(1)
    .max(60),
  ...mark,
  cancelled: withdrawal,
});

/** A try to reach the customer. */
const contact = z.strictObject({
  on: date,
  channel: contactChannel,
  /** Stage of the collection plan the message belongs to; null outside the plan. */
  stage: z.string().nullable(),
  result: z.enum(['reached', 'not_reached', 'sent', 'delivered', 'bounced']),
  note: z.string().nullable(),
  ...mark,
});

/** A step that a person must approve before it is taken. */
export const taskApproval = z.strictObject({
  id: z.string(),
  kind: z.enum(['agency', 'legal', 'credit_limit']),
  /** Period of the run that recommended it. */
  period: z.string(),
  /** What was recommended with its arithmetic: what the person saw. */
  proposal: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  requested: z.strictObject(mark),
  decided: z.strictObject({ approved: z.boolean(), note: z.string().nullable(), ...mark }).nullable(),
});

/** What a month's run found of the task in the books. Running the month again replaces its finding. */
export const taskFinding = z.strictObject({
  period: z.string(),
  /** What the customer owes at the month's end; null where it is no longer in the books. */
  balance: z.string().nullable(),
  /** Money received since the task was opened; null where the books do not hold payments. */
  received: z.string().nullable(),
  /** By promise or instalment (`p1`, `l1.2`): kept, broken, or still open at the month's end. */
  words: z.record(z.string(), z.enum(['kept', 'broken', 'open'])),
  /** Whether the reason the task was opened for still holds. */
  at_risk: z.boolean(),
});
/** What a month's run found of the task in the books. */
export type TaskFinding = z.output<typeof taskFinding>;

const current = z.object({
  /** Customer, reason and episode in one: a second run opens none twice. */
  task_id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  reason: z.string(),
  /** The month in which the customer came into the group: as long as it stays, it is the same episode. */
  episode: z.string(),
  /** The period of the run that opened it. */
  opened_period: z.string(),
  /** '*' for the home currency, else the currency of the amounts. */
  scope: z.string().default('*'),
  strategy: z.enum(['strategic_retention', 'focused_monitoring', 'active_collection']).nullable(),
  band: z.enum(['ge70', '60_70', '50_60', 'lt50']).nullable(),
  owner_role: z.string(),
  owner: z.string(),
  /** What the customer owes as of the last run. */
  outstanding_balance: z.string(),
  /** What it owed when the task was opened. */
  opened_balance: z.string(),
  currency: z.string(),
  score: z.number().nullable(),
  /** Codes of the first steps, in order; the words are in report/messages. */
  actions: z.array(z.string()),
  due_date: z.string(),
  /** Follows from what is recorded below (core/domain/desk/settle-task.ts). */
  status: taskStatus,
  outcome: taskOutcome.nullable(),
  cause: recordedCause.nullable(),
  note: z.string().nullable(),
  started: z.strictObject(mark).nullable().default(null),
  promises: z.array(promise).default([]),
  disputes: z.array(dispute).default([]),
  plans: z.array(paymentPlan).default([]),
  contacts: z.array(contact).default([]),
  approvals: z.array(taskApproval).default([]),
  /** A person's word that the task is done; a task opened again has none. */
  closed: z
    .strictObject({ outcome: taskOutcome, on: date, ...mark })
    .nullable()
    .default(null),
  /** One a run's period, oldest first. */
  findings: z.array(taskFinding).default([]),
  /** Grows by one with every change: two people at one task, the second is told. */
  version: z.int(),
  history: z.array(
    z.object({
      at: z.string(),
      by: z.string(),
      change: z.string(),
      /** Of a spreadsheet's row that was read in: which one it was, so that it is not read in twice. */
      row: z.string().optional(),
    }),
  ),
});

/** A collection task: one customer, one reason, one episode. Money is a decimal string. A task of an older store is read as one of today. */
export const collectionTask = z.preprocess(fromOlderStore, current);

/** A task as it is stored and shown. */
export type CollectionTask = z.output<typeof current>;
/** A try to reach the customer. */
export type TaskContact = z.output<typeof contact>;
/** A step that a person must approve before it is taken. */
export type TaskApproval = z.output<typeof taskApproval>;

/** What nobody has written anything on yet. */
export const UNTOUCHED_TASK: Omit<
  CollectionTask,
  | 'task_id'
  | 'customer_id'
  | 'customer_name'
  | 'reason'
  | 'episode'
  | 'opened_period'
  | 'scope'
  | 'strategy'
  | 'band'
  | 'owner_role'
  | 'owner'
  | 'outstanding_balance'
  | 'opened_balance'
  | 'currency'
  | 'score'
  | 'actions'
  | 'due_date'
> = {
  status: 'open',
  outcome: null,
  cause: null,
  note: null,
  started: null,
  promises: [],
  disputes: [],
  plans: [],
  contacts: [],
  approvals: [],
  closed: null,
  findings: [],
  version: 1,
  history: [],
};

/**
 * Stores of version 0.1.0 held status, outcome and cause as people typed them. What is no outcome or cause of today goes to the note, so
 * that nothing written is lost; a status becomes the record it follows from.
 */
function fromOlderStore(stored: unknown): unknown {
  if (stored === null || typeof stored !== 'object' || 'opened_balance' in stored) return stored;
  const task = stored as Record<string, unknown>;
  const history = Array.isArray(task['history']) ? task['history'] : [];
  const last = (history.at(-1) ?? { at: `${String(task['opened_period'])}-01T00:00:00.000Z`, by: 'duewatch' }) as {
    at: string;
    by: string;
  };
  const by = { at: last.at, by: last.by };
  const outcome = taskOutcome.safeParse(task['outcome']);
  const cause = recordedCause.safeParse(task['cause']);
  const said = [
    task['note'],
    outcome.success || task['outcome'] === null ? null : task['outcome'],
    cause.success || task['cause'] === null ? null : task['cause'],
  ].filter((text) => typeof text === 'string' && text !== '');
  const done = task['status'] === 'done';
  return {
    ...task,
    opened_balance: task['outstanding_balance'],
    outcome: done ? (outcome.data ?? 'other') : null,
    cause: cause.data ?? null,
    note: said.length === 0 ? null : said.join(' · '),
    started: task['status'] === 'in_progress' || task['status'] === 'waiting' ? by : null,
    status: task['status'] === 'waiting' ? 'in_progress' : task['status'],
    closed: done ? { outcome: outcome.data ?? 'other', on: last.at.slice(0, 10), ...by } : null,
  };
}
