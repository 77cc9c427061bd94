import { z } from 'zod';
import { letterTemplate, PLAN_CAUSES, PLAN_GROUPS, planMeasure, planStage } from './plan-settings.ts';
import { locale, role } from './role.ts';
import { contactChannel } from './task.ts';

/** Why nobody writes or calls now. */
export const PLAN_PAUSES = [
  /** A dispute is open on a task, or all that is overdue is contested in the books. */
  'disputed',
  /** A promise has not fallen due. */
  'promise_open',
  /** Instalments are being paid as agreed. */
  'plan_running',
  /** Money on account covers what is overdue: it is ours to apply, not theirs to pay. */
  'money_on_account',
  /** With an agency, in court, or written off, or an agency or the court is approved: no longer the desk's. */
  'handed_over',
] as const;
/** Why nobody writes or calls now. */
export const planPause = z.enum(PLAN_PAUSES);
/** Why nobody writes or calls now. */
export type PlanPause = z.output<typeof planPause>;

/** Why no letter was drafted. */
export const NOT_DRAFTED = ['paused', 'beyond_limit', 'nothing_due'] as const;

/** How a promise, or an instalment, compares with what the customer pays. `unknown`: the books do not hold payments. */
export const SOLVENCY_READINGS = ['within', 'stretch', 'beyond', 'pays_nothing', 'unknown'] as const;
/** How a promise compares with what the customer pays. */
export type SolvencyReading = (typeof SOLVENCY_READINGS)[number];

const money = z.string();

const measure = z.object({
  kind: planMeasure,
  /** Which settings ask for it: the stage's, the strategy's, the cause's. */
  because: z.array(z.enum(['stage', 'strategy', 'cause'])),
  /** For a temporary extension or a payment plan: so many months … */
  months: z.int().nullable(),
  /** … of so much each, from what the customer paid a month; null where that is not known or would take too long. */
  instalment: money.nullable(),
});

/** Part `collection` of a customer's sheet: where it stands in the plan, what comes next, the letter to send. */
export const collectionPart = z.object({
  /** Stage to act at; null where nothing is overdue or about to be due. */
  stage: planStage.nullable(),
  /** Stage by age alone: later than `stage` where an earlier step has not been delivered. */
  age_stage: planStage.nullable(),
  /** Contested amounts are not in it. */
  overdue_amount: money,
  disputed_amount: money,
  due_soon_amount: money,
  /** Days overdue of the oldest invoice that is not contested. */
  oldest_days: z.int().nullable(),
  group: z.enum(PLAN_GROUPS),
  cause: z.enum(PLAN_CAUSES),
  paused: planPause.nullable(),
  /** Day up to which; null where it depends on people. */
  paused_until: z.string().nullable(),
  /** A promise or instalment was broken and not renewed: first in the list. */
  broken_word: z.boolean(),
  /** What is to be done next; null while paused or with nothing to ask for. */
  next_step: z
    .object({
      stage: planStage,
      channel: contactChannel,
      template: letterTemplate,
      owner_role: role,
      owner: z.string(),
      due_date: z.string(),
      send: z.enum(['never', 'reviewed', 'always']),
      /** The stage was tried before and is not known to have arrived. */
      again: z.boolean(),
    })
    .nullable(),
  /** Stages that reached the customer, in order, with the day. */
  delivered: z.array(z.object({ stage: planStage, on: z.string() })),
  /** All stages are through and the last interval has passed: an agency or the court is next. */
  exhausted: z.boolean(),
  measures: z.array(measure),
  /** Paid a month on average; null where the books do not hold payments. */
  paid_per_month: money.nullable(),
  /** Promises and instalments not yet due, against what the customer pays. */
  promises: z.array(
    z.object({
      id: z.string(),
      amount: money,
      due_date: z.string(),
      /** What it takes a month until then. */
      per_month: money,
      /** per_month ÷ paid_per_month. */
      ratio: z.number().nullable(),
      reading: z.enum(SOLVENCY_READINGS),
    }),
  ),
  /** The letter of the next step. */
  letter: z
    .object({
      /** The customer's language; the others are there to choose from. */
      locale,
      /** Address as in the books; null where there is none a mail could go to. */
      to: z.string().nullable(),
      invoices: z.int(),
      drafts: z.array(z.object({ locale, subject: z.string(), text: z.string() })),
    })
    .nullable(),
  not_drafted: z.enum(NOT_DRAFTED).nullable(),
  /** Path of the draft in the run's folder as a mail; null where it is in letters.ndjson alone. */
  file: z.string().nullable(),
});

/** Part `collection` of a customer's sheet. */
export type CollectionPart = z.output<typeof collectionPart>;
/** A measure proposed, with the settings that ask for it and its arithmetic. */
export type PlannedMeasure = z.output<typeof measure>;
