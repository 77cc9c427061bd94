import { z } from 'zod';

/** Where a task stands in its life. */
export const taskStatus = z.enum(['open', 'in_progress', 'waiting', 'done']);

/** A collection task: one customer, one reason, one episode. Money is a decimal string. */
export const collectionTask = z.object({
  /** Customer, reason and episode in one: a second run opens none twice. */
  task_id: z.string(),
  customer_id: z.string(),
  customer_name: z.string(),
  reason: z.string(),
  /** The month in which the customer came into the group: as long as it stays, it is the same episode. */
  episode: z.string(),
  /** The period of the run that opened it. */
  opened_period: z.string(),
  strategy: z.enum(['strategic_retention', 'focused_monitoring', 'active_collection']).nullable(),
  band: z.enum(['ge70', '60_70', '50_60', 'lt50']).nullable(),
  owner_role: z.string(),
  owner: z.string(),
  outstanding_balance: z.string(),
  currency: z.string(),
  score: z.number().nullable(),
  /** Codes of the first steps, in order; the words are in report/messages. */
  actions: z.array(z.string()),
  due_date: z.string(),
  status: taskStatus,
  outcome: z.string().nullable(),
  cause: z.string().nullable(),
  note: z.string().nullable(),
  /** Grows by one with every change: two people at one task, the second is told. */
  version: z.int(),
  history: z.array(z.object({ at: z.string(), by: z.string(), change: z.string() })),
});

/** A task as it is stored and shown. */
export type CollectionTask = z.output<typeof collectionTask>;
