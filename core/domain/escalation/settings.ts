import { z } from 'zod';

const percent = z.number().min(0).max(100);
const money = z
  .union([z.number(), z.string()])
  .transform((value) => String(value))
  .pipe(z.string().regex(/^\d+(\.\d+)?$/, 'an amount such as 15000 or "15000.00"'));

/** Who could be given a receivable to collect: the company's own list, from offers and experience. */
const candidate = z.strictObject({
  name: z.string().trim().min(1).max(200),
  /** Of what it brings in. */
  fee_pct: percent,
  /** Share of the amounts given to it that it brings in. */
  success_rate_pct: percent,
  /** 1 to 5, as the company sees it. */
  reputation: z.number().min(1).max(5),
  /** It takes nothing below. */
  min_amount: money,
});

const gate = {
  amount_from: money,
  /** Days overdue of the oldest invoice. */
  days_overdue_from: z.int().min(0),
  /** Where the books know no due dates: months on the desk instead. */
  months_on_desk_from: z.int().min(1),
  /** Whether a disputed receivable may go there. */
  dispute_free: z.boolean(),
  /** Whether the plan of collection must have come to its end first. */
  stages_exhausted: z.boolean(),
};

/** When receivables go to an agency or to court, and what that is expected to bring. */
export const escalationSettings = z.strictObject({
  agency: z.strictObject({
    ...gate,
    /** Each point of reputation below 5 takes this share off an offer when offers are ranked; equal ranks: the better reputation first. */
    reputation_weight_pct: z.number().min(0).max(25),
    candidates: z
      .array(candidate)
      .max(50)
      .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'each name once'),
  }),
  legal: z.strictObject({
    ...gate,
    /** Years from the due date after which a claim can no longer be enforced: a question for counsel. */
    limitation_years: z.number().min(0.5).max(30),
    /** Days before that from which a claim is marked. */
    limitation_near_days: z.int().min(0).max(3650),
    /** Of winning. */
    odds_pct: percent,
    /** Share of a claim that was won that is in fact paid. */
    recoverable_pct: percent,
    court_pct: percent,
    lawyer_pct: percent,
    fixed_cost: money,
  }),
  /** Tax that is saved where a receivable is given up. */
  write_off: z.strictObject({ tax_shield_pct: percent }),
  /** Months after a refusal before the same step is asked for again. */
  ask_again_after_months: z.int().min(1).max(24),
  /** Days after which a step nobody decided is declined. */
  decide_within_days: z.int().min(1).max(90),
});

/** When receivables go to an agency or to court. */
export type EscalationSettings = z.output<typeof escalationSettings>;
