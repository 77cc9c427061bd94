import { z } from 'zod';

/** What later months compare with: one line a high-risk customer of a published run. */
export const historyLine = z.object({
  /** '*' for the home currency, else the currency of the amounts. */
  scope: z.string(),
  customer_id: z.string(),
  name: z.string(),
  score: z.number().nullable(),
  band: z.enum(['ge70', '60_70', '50_60', 'lt50']).nullable(),
  strategy: z.enum(['strategic_retention', 'focused_monitoring', 'active_collection']),
  outstanding_balance: z.string(),
  /** Month in which the present stay in the group began. */
  episode: z.string(),
});

/** A line of the score history. */
export type HistoryLine = z.output<typeof historyLine>;

/** The pointer that publishes a period's history. */
export const historyPointer = z.object({
  run: z.string(),
  revision: z.int(),
  prefix: z.string(),
  /** Whether the review was of data that was made up: whatever shows it says so. */
  synthetic: z.boolean().default(false),
});
/** The pointer that publishes a period's history. */
export type HistoryPointer = z.output<typeof historyPointer>;
