import { z } from 'zod';
import { isTimeZone } from '../domain/calendar-zone.ts';
import { creditSettings } from '../domain/credit/settings.ts';
import { earlyWarningSettings } from '../domain/early-warning/settings.ts';
import { escalationSettings } from '../domain/escalation/settings.ts';
import { loanSettings } from '../domain/scorecard/settings.ts';
import { chatSettings } from './chat-settings.ts';
import { planSettings } from './plan-settings.ts';
import { locale, role } from './role.ts';

const percent = z.number().min(0).max(100);
const money = z
  .union([z.number(), z.string()])
  .transform((value) => String(value))
  .pipe(z.string().regex(/^-?\d+(\.\d+)?$/, 'an amount such as 15000 or "15000.00"'));
/** A mail's link must not travel in the clear, but to this machine itself. */
const deskUrl = z
  .url({ protocol: /^https?$/ })
  .refine(
    (url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(url) && !/[?#]/.test(url),
    'an https address, or http://127.0.0.1:8787, without ? and #',
  );
const fraction = z.number().min(0).max(1);

/** A person the report or a task goes to. */
const person = z.strictObject({ name: z.string().min(1), email: z.email(), locale: locale.optional() });

/**
 * Where tasks of a role land; without an address nobody is written to. Its language is that of its digests and of the desk page behind their
 * links, whatever the report is written in; left out: the report's first.
 */
const desk = z.strictObject({ name: z.string().min(1), email: z.email().optional(), locale: locale.optional() });

/**
 * The rules a finance person may change: `config/rules.yaml`, overlaid key by key by `--config FILE` (YAML or JSON).
 * An unknown key is refused by name.
 */
export const rulesSchema = z.strictObject({
  /** Shown on the report and in mail. */
  company: z.strictObject({ name: z.string().min(1).max(200), synthetic: z.boolean() }),
  /** IANA zone in which months begin and end. */
  time_zone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai'),
  /** ISO 4217 code used where the export names none. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Languages the report is written in. */
  locales: z.array(locale).min(1),
  /** A customer is high-risk when both hold, strictly. */
  selection: z.strictObject({
    payment_rate_below_pct: percent,
    outstanding_above: money,
    /** The small grid around the rule that shows how much the group depends on it. */
    sensitivity: z.strictObject({
      payment_rate_below_pct: z.array(percent).min(1).max(9),
      outstanding_above: z.array(money).min(1).max(9),
    }),
  }),
  /** score = (100 − payment rate)·w1 + (850 − credit score)/850·100·w2 + (100 − stability)·w3 */
  score: z.strictObject({
    weights: z.strictObject({ payment_rate: fraction, credit_score: fraction, stability: fraction }),
  }),
  /** Text of the books' profitability tier → level. What is not listed is low, and the report names it. */
  profitability_levels: z.record(z.string(), z.enum(['high', 'medium', 'low'])),
  tiers: z.strictObject({
    /** Where one level holds more than this share of the group, the second axis becomes relative margin. */
    single_level_above_pct: percent,
    /** Who acts on each strategy. */
    owners: z.strictObject({ strategic_retention: role, focused_monitoring: role, active_collection: role }),
    /** Days after the period's end by which a task of this strategy is due. */
    due_in_days: z.strictObject({
      strategic_retention: z.int().min(1),
      focused_monitoring: z.int().min(1),
      active_collection: z.int().min(1),
    }),
  }),
  /** Credit policy by score band; words for each policy live in report/messages. */
  policy: z.strictObject({
    ge70: z.enum(['freeze', 'part_prepayment', 'lower_limit', 'reminders']),
    '60_70': z.enum(['freeze', 'part_prepayment', 'lower_limit', 'reminders']),
    '50_60': z.enum(['freeze', 'part_prepayment', 'lower_limit', 'reminders']),
    lt50: z.enum(['freeze', 'part_prepayment', 'lower_limit', 'reminders']),
  }),
  /** Edges of the bins the two groups are compared over; from inclusive, to exclusive. */
  profile_bins: z.strictObject({
    lifespan_days: z.array(z.number()),
    total_invoices: z.array(z.number()),
    avg_invoice_amount: z.array(z.number()),
  }),
  /** Indicators to move, with who answers for them and when. `target` is absolute, or `change` is relative to now in the indicator's own unit. */
  monitor: z.array(
    z.strictObject({
      indicator: z.enum([
        'high_risk_share_of_outstanding_pct',
        'collection_rate_pct',
        'top_decile_outstanding',
        'consecutive_falls',
      ]),
      target: z.number().optional(),
      change: z.number().optional(),
      change_pct: z.number().optional(),
      in_months: z.int().min(1).max(24),
      owner: role,
    }),
  ),
  warning: z.strictObject({
    /** Composite score at or above which a customer is alerted. */
    score_threshold: z.number().min(0).max(100),
    /** Consecutive months of a rising score. */
    rising_months: z.int().min(2).max(12),
    unpaid_months: z.int().min(1).max(12),
    /** Days by which the mean days overdue of the last 3 months exceed those of the 3 before. */
    slower_days: z.number().min(0),
    /** Growth of the open amount over three months. */
    exposure_growth_pct: z.number().min(0),
    /** Who is told of a customer on alert who is in no tier, and in how many days after the period's end the first step is due. */
    owner: role,
    due_in_days: z.int().min(1),
  }),
  /** The score behind the early warning, for books with invoices and payments (docs/early-warning.md). */
  early_warning: earlyWarningSettings,
  /** The collection desk (docs/desk.md). */
  desk: z
    .strictObject({
      /** Days after a promise's or an instalment's due date on which its payment still counts as kept. */
      grace_days: z.int().min(0).max(30).default(3),
      /** Balances up to this, in the task's own currency, stand among the quick wins of the worklist. */
      small_amount: money.default('20000'),
      /** Days after which a link of a mail opens nothing any more. */
      link_days: z.int().min(1).max(90).default(14),
      /** Address of the desk page, for the links in mails; without it mails carry none. The cloud knows its own. */
      url: deskUrl.optional(),
    })
    .prefault({}),
  /** The staged collection plan (docs/collection-plan.md). */
  plans: planSettings,
  /** Limits, holds, prepayment, reviews, new customers and clauses (docs/credit-policy.md). */
  credit: creditSettings,
  /** When an agency or the court is called in, and what that is expected to bring (docs/escalation.md). */
  escalation: escalationSettings,
  /** Rooms of a chat that are told of each review. */
  chat: chatSettings,
  landing: z.strictObject({
    /** A table with more than this share of rows, or of its readable amount, in quarantine is refused. */
    max_quarantined_pct: percent,
    /** Above this share of misdated rows the figures are marked unreliable. */
    max_misdated_pct: percent,
  }),
  /** The books against themselves (docs/ledger.md): balances against documents, lines against totals. */
  reconciliation: z.strictObject({
    /** A difference up to this amount is none. */
    tolerance: money,
    /** Above this share of what the books say, figures are marked unreliable, or the run is held. */
    max_difference_pct: percent,
    /** `mark`: exit status 4 and notes on the figures. `hold`: refused, exit status 3. */
    beyond: z.enum(['mark', 'hold']),
    /** An invoice's total may exceed its lines by this much for tax and shipping. */
    tax_up_to_pct: percent,
  }),
  /** Loans: binning, selection, scaling and cut-off of the scorecard (docs/scorecard.md). */
  loans: loanSettings.prefault({}),
  people: z.strictObject({
    sender: person,
    /** One mail each, in their language. */
    recipients: z.array(person),
    /** Where tasks of a role land when a customer names nobody. */
    desks: z.strictObject({
      account_manager: desk,
      collection_specialist: desk,
      credit_controller: desk,
      finance_director: desk,
      legal: desk,
    }),
  }),
});

/** The rules of a run, complete. */
export type Rules = z.output<typeof rulesSchema>;
/** Who acts. */
export type Role = z.output<typeof role>;
/** A language the report is written in. */
export type Locale = z.output<typeof locale>;
