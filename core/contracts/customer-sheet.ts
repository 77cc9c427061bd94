import { z } from 'zod';

/** One open invoice as the desk shows it. */
const sheetInvoice = z.object({
  invoice_id: z.string(),
  invoice_date: z.string(),
  due_date: z.string(),
  /** Its own, in which total and open amount are. */
  currency: z.string(),
  total_amount: z.string(),
  open_amount: z.string(),
  /** Negative before it is due. */
  days_overdue: z.int(),
  disputed: z.boolean(),
});

/**
 * All the desk knows of a customer as of a run: what a person needs before picking up the phone. Amounts are decimal text in
 * `currency`; a part the books say nothing of is null.
 */
export const customerSheet = z.object({
  period: z.string(),
  scope: z.string(),
  currency: z.string(),
  customer_id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  account_manager: z.string().nullable(),
  balance: z.string().nullable(),
  credit_on_account: z.string().nullable(),
  payment_rate_pct: z.number().nullable(),
  score: z.number().nullable(),
  band: z.enum(['ge70', '60_70', '50_60', 'lt50']).nullable(),
  strategy: z.enum(['strategic_retention', 'focused_monitoring', 'active_collection']).nullable(),
  /** What the composite score is made of, largest first. */
  reasons: z.array(z.object({ code: z.string(), value: z.number(), points: z.number() })),
  /** The early warning of a ledger: its score, why it is on alert, what raises it. */
  warning: z
    .object({
      score: z.number(),
      since: z.string(),
      reasons: z.array(z.string()),
      factors: z.array(z.object({ part: z.string(), value: z.number().nullable(), points: z.number() })),
    })
    .nullable(),
  /** Composite score and balance at the published reviews, oldest first, this one last. */
  history: z.array(z.object({ period: z.string(), score: z.number().nullable(), balance: z.string() })),
  /** Open amounts by days overdue; null without due dates. */
  ageing: z.record(z.string(), z.string()).nullable(),
  /** Open invoices, the oldest due first, so many at most; null without due dates. */
  invoices: z.array(sheetInvoice).nullable(),
  /** How many open invoices there are. */
  invoices_total: z.int().nullable(),
  /** Parts that the plan of collection and the credit policy add (core/steps/desk/). */
  parts: z.record(z.string(), z.json()),
});

/** All the desk knows of a customer as of a run. */
export type CustomerSheet = z.output<typeof customerSheet>;
