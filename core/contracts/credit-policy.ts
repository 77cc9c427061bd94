import { z } from 'zod';

const money = z.string();

/** Why a limit is proposed as it is; the words are in the catalogues (`credit_reasons`). */
export const CREDIT_REASONS = [
  'risk_score_good',
  'risk_score_bad',
  'pays_well',
  'pays_badly',
  'capped_up',
  'capped_down',
  'overdue_no_rise',
  'little_used_no_rise',
  'nothing_known',
  'first_limit',
  'steady',
] as const;
/** Why a limit is proposed as it is. */
export type CreditReason = (typeof CREDIT_REASONS)[number];

/** A limit as the policy would have it. Money is decimal text in the sheet's currency. */
const proposedLimit = z.object({
  /** What stands now; null where neither the books nor a person gave a limit. */
  current: money.nullable(),
  /** `books`: the books' own; `approved`: approved at a desk after the books were written; `none`. */
  source: z.enum(['books', 'approved', 'none']),
  proposed: money,
  /** Of the present limit; null without one. */
  change_pct: z.number().nullable(),
  /** What score and payment would ask for before the caps, as percent of the present limit; null without one. */
  wished_pct: z.number().nullable(),
  reasons: z.array(z.enum(CREDIT_REASONS)),
  /** First day from which it holds once approved. */
  from: z.string(),
});

/** Part `credit` of a customer's sheet: what may be supplied on credit, and what the policy asks for. */
export const creditPart = z.object({
  /** Credit terms of the score band (rules key `policy`); null without a score. */
  policy: z.enum(['freeze', 'part_prepayment', 'lower_limit', 'reminders']).nullable(),
  /** `freeze`: nothing is supplied on credit; `prepay`: part is paid before delivery; `over_limit`: no further credit until below the limit. */
  hold: z.enum(['none', 'freeze', 'prepay', 'over_limit']),
  /** Share of an order to be paid before delivery; null where none is asked for. */
  prepayment_pct: z.number().nullable(),
  /** What the customer owes. */
  exposure: money,
  limit: money.nullable(),
  /** Limit less exposure, negative above the limit; null without a limit. */
  headroom: money.nullable(),
  use_pct: z.number().nullable(),
  /** The quarter's proposal; null in the months between. */
  proposal: proposedLimit.nullable(),
  /** When the limit is looked at again, by tier. */
  next_review: z.string(),
  /** True where the tier says keep supplying and the band says cash only: the freeze holds first, until the owner lifts it. */
  freeze_against_retention: z.boolean(),
  /** Who last decided a proposal differently from, or as, the policy had it. */
  decided: z
    .object({
      approved: z.boolean(),
      by: z.string(),
      at: z.string(),
      note: z.string().nullable(),
      proposed: money.nullable(),
    })
    .nullable(),
});

/** Part `credit` of a customer's sheet. */
export type CreditPart = z.output<typeof creditPart>;
