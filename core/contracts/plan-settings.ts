import { z } from 'zod';
import { locale, role } from './role.ts';
import { contactChannel } from './task.ts';

/** Stages of the collection plan, in order: before something is due, and by days overdue of the oldest invoice that is not contested. */
export const PLAN_STAGES = ['before_due', '1_30', '31_60', '61_90', 'over_90'] as const;
/** A stage of the collection plan. */
export const planStage = z.enum(PLAN_STAGES);
/** A stage of the collection plan. */
export type PlanStage = z.output<typeof planStage>;

/** What may be done beside writing and calling. */
export const PLAN_MEASURES = [
  'payment_plan',
  'temporary_extension',
  'prepayment',
  'service_limits',
  'credit_freeze',
  'insurance_notice',
] as const;
/** What may be done beside writing and calling. */
export const planMeasure = z.enum(PLAN_MEASURES);
/** What may be done beside writing and calling. */
export type PlanMeasure = z.output<typeof planMeasure>;

/** Letters from kind to firm; their words are in report/letters. */
export const LETTER_TEMPLATES = ['notice', 'friendly', 'reminder', 'demand', 'final'] as const;
/** Letters from kind to firm. */
export const letterTemplate = z.enum(LETTER_TEMPLATES);
/** Letters from kind to firm. */
export type LetterTemplate = z.output<typeof letterTemplate>;

/** Why money is late, as stages may be set by it. */
export const PLAN_CAUSES = [
  'financial_difficulty',
  'forgotten',
  'disputed',
  'account_error',
  'other',
  'unknown',
] as const;

/** Groups that stages may be set by: a customer's strategy, `none` where it is in no tier. */
export const PLAN_GROUPS = ['strategic_retention', 'focused_monitoring', 'active_collection', 'none'] as const;
/** A customer's strategy, `none` where it is in no tier. */
export type PlanGroup = (typeof PLAN_GROUPS)[number];

const step = z.strictObject({
  channel: contactChannel,
  template: letterTemplate,
  /** Days that must lie between this contact and the one before it. */
  min_interval_days: z.int().min(1).max(365),
  /** Days after the period's end by which the step is due. */
  due_in_days: z.int().min(1).max(90),
  owner: role,
  /**
   * Whether the stage's mail leaves by itself: `never`; `reviewed`: where somebody has taken up the customer's task; `always`.
   */
  send: z.enum(['never', 'reviewed', 'always']),
  measures: z.array(planMeasure),
});
const change = step.partial();
const changes = z.partialRecord(planStage, change);

/** The staged collection plan: `plans` of the rules, shipped as config/plans/collection.yaml (docs/collection-plan.md). */
export const planSettings = z.strictObject({
  /** Letters are drafted for so many customers at most, those with the largest overdue amounts. */
  letters_up_to: z.int().min(1).max(50_000),
  /** So many of the drafts are also filed as mails that a mail program opens for editing. */
  drafts_as_mail: z.int().min(0).max(1_000),
  /** So many letters leave by themselves at most, those to the customers with the largest overdue amounts first. */
  send_at_most: z.int().min(0).max(2_000),
  /** What falls due within so many days after the period's end is announced. */
  notice_days: z.int().min(1).max(60),
  /**
   * A plan begins at the stage of the customer's age when its task was opened, but at this one at the latest: what comes after it takes a
   * delivered letter before it.
   */
  begins_at_most_with: z.enum(['1_30', '31_60', '61_90', 'over_90']),
  /** The steps, complete. */
  stages: z.strictObject({ before_due: step, '1_30': step, '31_60': step, '61_90': step, over_90: step }),
  /** Changes of steps by the customer's strategy; measures are added, all else is replaced. */
  by_strategy: z.partialRecord(z.enum(PLAN_GROUPS), changes),
  /** Changes by the cause found or recorded, on top of those by strategy. */
  by_cause: z.partialRecord(z.enum(PLAN_CAUSES), changes),
  /** How a promise is held against what the customer paid a month on average. */
  solvency: z.strictObject({
    /** Months looked back. */
    months: z.int().min(1).max(24),
    /** Up to this multiple of the average a promise is a stretch, beyond it is not believed. */
    stretch_up_to: z.number().min(1).max(10),
  }),
  /** Most months by which a payment may be put off. */
  extension_months_at_most: z.int().min(1).max(36),
  letters: z.strictObject({
    /** The language where nothing below says another. */
    locale,
    by_currency: z.record(z.string().regex(/^[A-Z]{3}$/), locale),
    by_customer: z.record(z.string(), locale),
    /** Where to pay, as it stands in every letter; empty: nothing is said. */
    pay_to: z.string().max(500),
    /** Name, telephone, as letters are signed; empty: the company's name. */
    signed_by: z.string().max(200),
  }),
});

/** The staged collection plan's settings. */
export type PlanSettings = z.output<typeof planSettings>;
/** A stage's step, complete. */
export type PlanStep = z.output<typeof step>;
