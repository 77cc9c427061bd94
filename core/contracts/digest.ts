import { z } from 'zod';

/** What raises a customer's score: a part of the early warning, its value, the points it adds. */
const scorePart = z.object({ part: z.string(), value: z.number().nullable(), points: z.number() });

/** One alert as the person in charge is told of it. Money is a decimal string. */
const alertNotice = z.object({
  task_id: z.string(),
  customer_id: z.string(),
  name: z.string(),
  owner: z.string(),
  strategy: z.enum(['strategic_retention', 'focused_monitoring', 'active_collection']).nullable(),
  score: z.number(),
  open_amount: z.string(),
  currency: z.string(),
  reasons: z.array(z.string()),
  /** Month in which the alert opened. */
  since: z.string(),
  /** What raises the score most, four at most. */
  factors: z.array(scorePart),
  /** Code of the first step; the words are in report/messages. */
  first_step: z.string(),
  due_date: z.string(),
});

/** One alert as the person in charge is told of it. */
export type AlertNotice = z.output<typeof alertNotice>;

/** A task as its owner is told of it: one that is new, or one whose promise was broken. Money is a decimal string. */
const taskNotice = z.object({
  task_id: z.string(),
  customer_id: z.string(),
  name: z.string(),
  owner: z.string(),
  score: z.number().nullable(),
  open_amount: z.string(),
  currency: z.string(),
  /** Code of the first step; the words are in report/messages. */
  first_step: z.string(),
  due_date: z.string(),
  /** Promises and instalments that were not kept, by due date; none for a new task. */
  broken: z.array(z.object({ amount: z.string(), due_date: z.string() })),
});

/** A task as its owner is told of it. */
export type TaskNotice = z.output<typeof taskNotice>;

/** Tasks of one kind that a person is told of: how many there are, and those that are shown. */
const taskNews = z.object({ total: z.int(), shown: z.array(taskNotice) }).default({ total: 0, shown: [] });

/** All a person is told of in one mail. */
export const digest = z.object({
  recipient: z.object({ name: z.string(), email: z.string(), locale: z.enum(['zh-CN', 'en']).optional() }),
  /** Alerts of this person, shown or not. */
  total: z.int(),
  /** The most alarming first. */
  alerts: z.array(alertNotice),
  /** Tasks of which a promise was broken, the largest balance first. */
  broken: taskNews,
  /** Tasks of the high-risk group that the run opens, the largest balance first. */
  opened: taskNews,
  /** Customers of the worst score band, to whom the person applies the credit policy: each by its newest task, the largest balance first. */
  policy: taskNews,
});

/** All a person is told of in one mail. */
export type Digest = z.output<typeof digest>;

/** Signed links of one person's digest: whoever has one may read, and write on what it reaches, until that day. */
export interface DigestLinks {
  readonly worklist: string;
  /** By task id. */
  readonly tasks: ReadonlyMap<string, string>;
  /** The last day. */
  readonly until: string;
}
