import { z } from 'zod';

const money = z.string();

/** One condition of a gate: what was met, what is needed. `met` is null where the books do not say. */
const gateCheck = z.object({
  check: z.enum(['amount', 'age', 'dispute_free', 'stages_exhausted']),
  met: z.boolean().nullable(),
  /** Amount as text, days or months as a number, true or false; null where it is not known. */
  value: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  needed: z.union([z.string(), z.number(), z.boolean()]),
  unit: z.enum(['money', 'days', 'months', 'flag']),
});

/** An agency compared: expected net recovery = amount × success × (1 − fee), and its rank weighed by reputation. */
const agencyOffer = z.object({
  name: z.string(),
  fee_pct: z.number(),
  success_rate_pct: z.number(),
  reputation: z.number(),
  /** What it is expected to bring in. */
  gross: money,
  fee: money,
  /** gross − fee. */
  net: money,
  /** (amount − gross) × tax shield; null in sheets of earlier versions. */
  tax_saved: money.nullable().default(null),
  /** net + tax saved: what is compared with the other ways. */
  worth: money.nullable().default(null),
  /** net × (1 − weight × (5 − reputation)): what offers are ranked by. */
  ranked_by: money,
});

/** What suing is expected to come to. */
const legalCase = z.object({
  claim: money,
  odds_pct: z.number(),
  recoverable_pct: z.number(),
  /** claim × odds × recoverable. */
  recovered: money,
  court: money,
  lawyer: money,
  fixed: money,
  /** recovered − court − lawyer − fixed; null where the claim is time-barred. */
  expected: money.nullable(),
  /** (claim − recovered) × tax shield; null in sheets of earlier versions. */
  tax_saved: money.nullable().default(null),
  /** expected + tax saved: what is compared with the other ways. */
  worth: money.nullable().default(null),
  /** Due date of the oldest + limitation period; null without due dates. */
  limitation_date: z.string().nullable(),
  /** At the period's end; negative once it has run out. */
  limitation_days_left: z.int().nullable(),
  limitation: z.enum(['unknown', 'far', 'near', 'over']),
});

/** Why this way and no other; the words are in the catalogues (`escalation_reasons`). */
export const ESCALATION_REASONS = [
  'gates_closed',
  'agency_best',
  'legal_best',
  'write_off_best',
  'no_candidates',
  'time_barred',
  'already_decided',
  'not_decided_in_time',
  'waiting_for_decision',
] as const;

/** Part `escalation` of a customer's sheet: whether an agency or the court is to be called in, with its arithmetic. */
export const escalationPart = z.object({
  /** What is claimed: overdue where the books know due dates, else the balance. */
  claim: money,
  claim_is: z.enum(['overdue', 'balance']),
  /** Days overdue of the oldest invoice; null without due dates. */
  oldest_days: z.int().nullable(),
  /** Months since the task's episode began, this one included. */
  months_on_desk: z.int(),
  agency: z.object({
    open: z.boolean(),
    checks: z.array(gateCheck),
    /** Best first; empty where the settings name none for this amount. */
    offers: z.array(agencyOffer),
    /** Candidates in the settings, whatever their smallest amount. */
    candidates: z.int(),
  }),
  legal: z.object({ open: z.boolean(), checks: z.array(gateCheck), case: legalCase }),
  /** claim × tax shield: what giving it up is worth. */
  write_off: money,
  recommendation: z.enum(['none', 'agency', 'legal', 'write_off']),
  reason: z.enum(ESCALATION_REASONS),
  /** Name of the agency recommended. */
  agency_name: z.string().nullable(),
  /** Expected value of what is recommended. */
  expected: money.nullable(),
});

/** Part `escalation` of a customer's sheet. */
export type EscalationPart = z.output<typeof escalationPart>;
/** One condition of a gate. */
export type GateCheck = z.output<typeof gateCheck>;
/** Why this way and no other. */
export type EscalationReason = (typeof ESCALATION_REASONS)[number];
