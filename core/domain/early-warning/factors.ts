import type { BehaviourFact } from '../../contracts/early-warning.ts';
import { FACT } from '../../contracts/early-warning.ts';
import { eventChance } from './event-chance.ts';
import type { PortfolioMonth } from './portfolio.ts';

/**
 * What the early warning looks at, as of a month end. Each is read so that more is worse:
 *
 * - `event_chance`: the chance, 0–1, of an event, judging by what is open, what is to come and the customer's own record
 * - `waiting_invoice`: days overdue of the oldest open invoice that is not 30 days overdue yet
 * - `part_payments`: share of the open invoices that are partly paid, 0–1
 * - `dues_unpaid`: share of the last six months' dues that is open, 0–1
 * - `unpaid_months`: months in a row with something overdue and nothing paid
 * - `slower_payment`: mean days overdue of the last three months less that of the three before
 * - `lateness_level`: mean days late over a year
 * - `overdue_share`: share of the open amount that is overdue, 0–1
 * - `exposure_growth`: percent by which the open amount grew in three months
 * - `exposure_use`: the open amount as a share of the most of the last 12 month ends, 0–1
 * - `payment_silence`, `invoice_silence`: days since the last payment, the last invoice
 * - `disputes`: share of the invoices settled in a year that had been disputed, 0–1
 * - `against_last_year`: mean days overdue less that of the same three months a year before
 */
export const FACTORS = [
  'event_chance',
  'waiting_invoice',
  'part_payments',
  'dues_unpaid',
  'unpaid_months',
  'slower_payment',
  'lateness_level',
  'overdue_share',
  'exposure_growth',
  'exposure_use',
  'payment_silence',
  'invoice_silence',
  'disputes',
  'against_last_year',
] as const;

/** Something the early warning looks at. */
export type Factor = (typeof FACTORS)[number];

/** What goes into a score: the composite score and the factors. */
export const PARTS = ['composite', ...FACTORS] as const;
/** One part of a score. */
export type Part = (typeof PARTS)[number];

/** The factors of one customer at one month end, in the order of {@link FACTORS}; NaN where the books do not tell. */
export function measureFactors(facts: Float64Array, portfolio: PortfolioMonth, into: Float64Array): void {
  const of = (name: BehaviourFact) => facts[FACT[name]] ?? Number.NaN;
  const lateness = latenessNow(facts);
  const values: Readonly<Record<Factor, number>> = {
    event_chance: eventChance(facts, portfolio),
    waiting_invoice: of('waiting_days'),
    part_payments: of('part_paid') / of('open_invoices'),
    dues_unpaid: of('open_due_6m') / of('due_6m'),
    unpaid_months: of('unpaid_months'),
    slower_payment:
      lateness -
      (of('past_late_days_3m') + of('past_overdue_days')) / (of('past_settled_3m') + of('past_overdue_invoices')),
    lateness_level: of('late_days_12m') / of('settled_12m'),
    overdue_share: overdueShare(facts),
    // Over nothing it would be without end, which is not known.
    exposure_growth: 100 * (of('open_amount') / Math.max(0, of('open_amount_3m')) - 1),
    exposure_use: of('open_amount') / of('open_amount_peak'),
    payment_silence: Number.isNaN(of('payment_silence')) ? of('known_days') : of('payment_silence'),
    invoice_silence: of('invoice_silence'),
    disputes: of('disputed_12m') / of('settled_12m'),
    against_last_year: lateness - of('year_late_days_3m') / of('year_settled_3m'),
  };
  FACTORS.forEach((name, index) => {
    into[index] = Number.isFinite(values[name]) ? values[name] : Number.NaN;
  });
}

/** Mean days late of what was settled in the last three months and of what is overdue now, at its age so far; NaN without either. */
export function latenessNow(facts: Float64Array): number {
  const days = (facts[FACT.late_days_3m] ?? 0) + (facts[FACT.overdue_days] ?? 0);
  return days / ((facts[FACT.settled_3m] ?? 0) + (facts[FACT.overdue_invoices] ?? 0));
}

/** The overdue amount as a share of the open one. Whole thousandths divide to the same number wherever the shares are the same. */
export function overdueShare(facts: Float64Array): number {
  return Math.round((facts[FACT.overdue_amount] ?? 0) * 1000) / Math.round((facts[FACT.open_amount] ?? 0) * 1000);
}
