import type { BehaviourFact } from '../../contracts/early-warning.ts';
import { FACT } from '../../contracts/early-warning.ts';
import { normalShare } from './normal-share.ts';
import type { PortfolioMonth } from './portfolio.ts';

/**
 * What the early warning looks at, as of a month end. Each is read so that more is worse:
 *
 * - `late_30_expected`: how many of the open invoices will become 30 days overdue, judging by the customer's own record
 * - `slow_down_chance`: the chance, 0–1, of paying 10 days later than in the last six months
 * - `invoices_at_risk`: open invoices that can become 30 days overdue within three months
 * - `lateness_spread`: standard deviation of days late over a year
 * - `oldest_overdue`: days overdue of the oldest open invoice
 * - `lateness_level`: mean days late over a year
 * - `unpaid_months`: months in a row with something overdue and nothing paid
 * - `slower_payment`: mean days overdue of the last three months less that of the three before
 * - `dues_unpaid`: share of the last six months' dues that is open, 0–1
 * - `part_payments`: share of the open invoices that are partly paid, 0–1
 * - `exposure_growth`: percent by which the open amount grew in three months
 * - `exposure_use`: the open amount as a share of the most of the last 12 month ends, 0–1
 * - `payment_silence`, `invoice_silence`: days since the last payment, the last invoice
 * - `disputes`: share of the invoices settled in a year that had been disputed, 0–1
 * - `against_last_year`: mean days overdue less that of the same three months a year before
 */
export const FACTORS = [
  'late_30_expected',
  'slow_down_chance',
  'invoices_at_risk',
  'lateness_spread',
  'oldest_overdue',
  'lateness_level',
  'unpaid_months',
  'slower_payment',
  'dues_unpaid',
  'part_payments',
  'exposure_growth',
  'exposure_use',
  'payment_silence',
  'invoice_silence',
  'disputes',
  'against_last_year',
] as const;

/** Something the early warning looks at. */
export type Factor = (typeof FACTORS)[number];

/** Invoices of the portfolio's kind that a customer's own record is lengthened by, so that a short record says little by itself. */
const RECORD_WEIGHT = { late: 4, spread: 3, mean: 3 };
/** Days by which payments must slow down to be an event. */
const SLOWER_BY = 10;
/** Average length of a month. */
const MONTH_DAYS = 30.4375;

/** The factors of one customer at one month end, in the order of {@link FACTORS}; NaN where the books do not tell. */
export function measureFactors(facts: Float64Array, portfolio: PortfolioMonth, into: Float64Array): void {
  const of = (name: BehaviourFact) => facts[FACT[name]] ?? Number.NaN;
  const lateness = latenessNow(facts);
  const level = of('late_days_12m') / of('settled_12m');
  const spread = spreadOf(facts, portfolio);
  const values: Readonly<Record<Factor, number>> = {
    late_30_expected: expectedLate(facts, portfolio),
    slow_down_chance: slowDownChance(facts, portfolio, spread),
    invoices_at_risk: of('open_soon') + of('open_0') + of('open_10') + of('open_20'),
    lateness_spread: spread,
    oldest_overdue: of('oldest_days'),
    lateness_level: level,
    unpaid_months: of('unpaid_months'),
    slower_payment:
      lateness -
      (of('past_late_days_3m') + of('past_overdue_days')) / (of('past_settled_3m') + of('past_overdue_invoices')),
    dues_unpaid: of('open_due_6m') / of('due_6m'),
    part_payments: of('part_paid') / of('open_invoices'),
    exposure_growth: of('open_amount_3m') > 0 ? 100 * (of('open_amount') / of('open_amount_3m') - 1) : Number.NaN,
    exposure_use: of('open_amount') / of('open_amount_peak'),
    payment_silence: Number.isNaN(of('payment_silence')) ? of('known_days') : of('payment_silence'),
    invoice_silence: of('invoice_silence'),
    disputes: of('disputed_12m') / of('settled_12m'),
    against_last_year: lateness - of('year_late_days_3m') / of('year_settled_3m'),
  };
  for (let index = 0; index < FACTORS.length; index += 1) {
    const name = FACTORS[index];
    const value = name === undefined ? Number.NaN : values[name];
    into[index] = Number.isFinite(value) ? value : Number.NaN;
  }
}

/** Mean days late of what was settled in the last three months and of what is overdue now, at its age so far; NaN without either. */
export function latenessNow(facts: Float64Array): number {
  const days = (facts[FACT.late_days_3m] ?? 0) + (facts[FACT.overdue_days] ?? 0);
  return days / ((facts[FACT.settled_3m] ?? 0) + (facts[FACT.overdue_invoices] ?? 0));
}

/**
 * Σ over the open invoices of the chance that each becomes 30 days overdue: the share, of the customer's invoices of a year that were
 * as late as this one is, of those that became 30 days late; with {@link RECORD_WEIGHT} invoices of the portfolio added to the record.
 */
function expectedLate(facts: Float64Array, portfolio: PortfolioMonth): number {
  const open30 = facts[FACT.open_30] ?? 0;
  const reached = (facts[FACT.late_30] ?? 0) + open30;
  const chance = (asLate: number, prior: number) =>
    (reached + RECORD_WEIGHT.late * prior) / (asLate + open30 + RECORD_WEIGHT.late);
  const { chances } = portfolio;
  return (
    (facts[FACT.open_soon] ?? 0) * chance(facts[FACT.settled_12m] ?? 0, chances.soon) +
    (facts[FACT.open_0] ?? 0) * chance(facts[FACT.late_0] ?? 0, chances.late0) +
    (facts[FACT.open_10] ?? 0) * chance(facts[FACT.late_10] ?? 0, chances.late10) +
    (facts[FACT.open_20] ?? 0) * chance(facts[FACT.late_20] ?? 0, chances.late20)
  );
}

/** Standard deviation of days late over a year, at least a day; with {@link RECORD_WEIGHT} invoices of the portfolio's variance. */
function spreadOf(facts: Float64Array, portfolio: PortfolioMonth): number {
  const count = facts[FACT.settled_12m] ?? 0;
  const days = facts[FACT.late_days_12m] ?? 0;
  const own = count === 0 ? 0 : Math.max(0, (facts[FACT.late_square_12m] ?? 0) - (days * days) / count);
  return Math.sqrt(
    Math.max(1, (own + RECORD_WEIGHT.spread * portfolio.latenessVariance) / (count + RECORD_WEIGHT.spread)),
  );
}

/**
 * The chance that the next three months' invoices are paid 10 days later on average than those of the last six, were days late to vary
 * about their recent mean as they did over a year. NaN where nothing was settled in six months.
 */
function slowDownChance(facts: Float64Array, portfolio: PortfolioMonth, spread: number): number {
  const before = facts[FACT.settled_6m] ?? 0;
  const yearly = facts[FACT.settled_12m] ?? 0;
  const usual =
    ((facts[FACT.late_days_12m] ?? 0) + RECORD_WEIGHT.mean * portfolio.meanLateness) / (yearly + RECORD_WEIGHT.mean);
  const recent =
    ((facts[FACT.late_days_3m] ?? 0) + (facts[FACT.overdue_days] ?? 0) + RECORD_WEIGHT.mean * usual) /
    ((facts[FACT.settled_3m] ?? 0) + (facts[FACT.overdue_invoices] ?? 0) + RECORD_WEIGHT.mean);
  const months = Math.min(12, Math.max(1, Math.ceil((facts[FACT.known_days] ?? 0) / MONTH_DAYS)));
  const coming = Math.max(1, (3 * yearly) / months);
  const error = spread * Math.sqrt(1 / coming + 1 / Math.max(1, before));
  return normalShare((recent - (facts[FACT.late_days_6m] ?? 0) / before - SLOWER_BY) / error);
}
