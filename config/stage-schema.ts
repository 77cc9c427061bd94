import { z } from 'zod';
import { isTimeZone } from '../core/domain/calendar-zone.ts';

const dayOfMonth = z.int().min(1).max(28);

/** How the workflow is deployed for one company or one purpose. Every field is checked before anything is synthesised. */
export const stageSchema = z.strictObject({
  /** Name of the stage; part of the stack's name. */
  name: z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, 'small letters, digits and dashes, such as prod'),
  /** Account and region; left out, those of the credentials that deploy. */
  account: z
    .string()
    .regex(/^\d{12}$/, 'twelve digits')
    .optional(),
  region: z.string().min(5).optional(),
  schedule: z.strictObject({
    enabled: z.boolean(),
    /** Day of the month on which the review of the month before begins. */
    day: dayOfMonth,
    hour: z.int().min(0).max(23),
    /** IANA zone of day and hour; the month before is reckoned in it too. */
    timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai'),
    /** The start may be this much later, so that not everybody's schedule starts in the same minute. */
    flexibleMinutes: z.int().min(1).max(1440),
    /** Day of the month by whose end the report must have been sent; later, the operators are alarmed. */
    deadlineDay: dayOfMonth,
    /** An export is complete when nothing has been written to it for this long. */
    settleMinutes: z.int().min(0).max(1440),
  }),
  mail: z.strictObject({
    /** The verified sender: a domain (best) or one address. Rules' `people.sender` must belong to it. */
    identity: z.string().min(3),
    /** While SES keeps the account in its sandbox: the recipients, each of whom confirms a mail from AWS once. */
    sandboxRecipients: z.array(z.email()).default([]),
  }),
  desk: z
    .strictObject({
      /**
       * At most so many requests to the desk page are answered at the same time; the others are told to come again. It is taken out of the
       * account's own limit, of which AWS keeps 100 for everything else: a new account has none to give. Left out: no limit of its own.
       */
      atOnce: z.int().min(1).max(1000).optional(),
    })
    .prefault({}),
  /** Who is told of alarms and failed runs. */
  operators: z.array(z.email()),
  /** A single query that would read more than this is stopped by Athena. */
  scanLimitGb: z.int().min(1).max(10_000),
  keep: z.strictObject({
    /** Days after which files that runs hand from state to state are removed. */
    workDays: z.int().min(7),
    /** Days after which an overwritten or deleted version of an object is gone for good. */
    oldVersionsDays: z.int().min(7),
    logDays: z.enum(['30', '90', '365', '731']),
  }),
});

/** How the workflow is deployed, checked. */
export type Stage = z.output<typeof stageSchema>;

/** Checks a stage. Throws an error that names each wrong field, what was met and what is allowed. */
export function checkedStage(stage: unknown): Stage {
  const checked = stageSchema.safeParse(stage);
  if (checked.success) return checked.data;
  throw new RangeError(`config/stages.ts: ${z.prettifyError(checked.error)}`);
}
