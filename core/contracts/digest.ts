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

/** All a person is told of in one mail. */
export const digest = z.object({
  recipient: z.object({ name: z.string(), email: z.string(), locale: z.enum(['zh-CN', 'en']).optional() }),
  /** Alerts of this person, shown or not. */
  total: z.int(),
  /** The most alarming first. */
  alerts: z.array(alertNotice),
});

/** All a person is told of in one mail. */
export type Digest = z.output<typeof digest>;
