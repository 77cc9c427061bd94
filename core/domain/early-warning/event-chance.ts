import type { BehaviourFact } from '../../contracts/early-warning.ts';
import { FACT, LATENESS_STEPS } from '../../contracts/early-warning.ts';
import { normalShare } from './normal-share.ts';
import type { PortfolioMonth } from './portfolio.ts';

/** Invoices of the portfolio's kind that a customer's own record is lengthened by, so that a short record says little by itself. */
const RECORD_WEIGHT = { late: 4, spread: 3, mean: 3 };
/** Days by which payments must slow down to be an event. */
const SLOWER_BY = 10;
/** Average length of a month. */
const MONTH_DAYS = 30.4375;
/** Invoices must fall due within so many days to become 30 days overdue within three months. */
const DUE_WITHIN_DAYS = 61;
/** How the year's and the last three months' pace of new invoices are mixed. */
const PACE = { year: 0.6, quarter: 0.4 };
/** Share of the open invoices not due yet that fall due, and are paid, within the three months. */
const SOON_PAID = 0.7;
/**
 * Days late have longer tails than the normal distribution that {@link slowDownChance} reckons with: in ledgers of quite different
 * kinds about half as many customers slow down as it says.
 */
const SLOW_DOWN_SHARE = 0.5;

const of = (facts: Float64Array, name: BehaviourFact) => facts[FACT[name]] ?? Number.NaN;

/**
 * The chance, 0–1, that within three months one of the customer's invoices becomes 30 days overdue or its payments slow down by 10 days,
 * judging by nothing but its own record of a year: 1 − e^(−{@link expectedLate}) × (1 − {@link slowDownChance}).
 */
export function eventChance(facts: Float64Array, portfolio: PortfolioMonth): number {
  return 1 - Math.exp(-expectedLate(facts, portfolio)) * (1 - slowDownChance(facts, portfolio));
}

/**
 * How many invoices will become 30 days overdue within three months: Σ over those open, and those to come, of the share, of the
 * customer's invoices of a year that were as late as this one is, of those that became 30 days late; with {@link RECORD_WEIGHT} invoices
 * of the portfolio added to the record. Those that are 30 days overdue already can't become it again: they count in the record.
 */
export function expectedLate(facts: Float64Array, portfolio: PortfolioMonth): number {
  const open30 = of(facts, 'open_30');
  const reached = of(facts, 'late_30') + open30;
  const chance = (asLate: number, prior: number) =>
    (reached + RECORD_WEIGHT.late * prior) / (asLate + open30 + RECORD_WEIGHT.late);
  const { chances } = portfolio;
  const notDue = of(facts, 'open_soon') + comingInvoices(facts);
  let expected = notDue * chance(of(facts, 'settled_12m'), chances.soon);
  for (let step = 0; step < LATENESS_STEPS.length; step += 1) {
    const days = LATENESS_STEPS[step] ?? 0;
    expected += of(facts, `open_${days}`) * chance(of(facts, `late_${days}`), chances.late[step] ?? 0);
  }
  return expected;
}

/** Invoices yet to be written that will fall due early enough, at the customer's pace and terms. */
function comingInvoices(facts: Float64Array): number {
  const months = knownMonths(facts);
  const pace =
    (PACE.year * of(facts, 'written_12m')) / months + (PACE.quarter * of(facts, 'written_3m')) / Math.min(3, months);
  const written = of(facts, 'written_12m');
  const terms = written === 0 ? MONTH_DAYS : of(facts, 'terms_days_12m') / written;
  return (pace * Math.max(0, DUE_WITHIN_DAYS - terms)) / MONTH_DAYS;
}

/**
 * The chance that the next three months' invoices are paid 10 days later on average than those of the last six, were days late to vary
 * about their usual mean as they did over a year. Open invoices of the six months count as paid at the usual delay, or at the mean age
 * of what is overdue. 0 where there is nothing to compare with.
 */
export function slowDownChance(facts: Float64Array, portfolio: PortfolioMonth): number {
  const settled = of(facts, 'settled_6m');
  const pending = of(facts, 'open_due_6m');
  if (settled + pending === 0) return 0;
  const usual =
    (of(facts, 'late_days_12m') + RECORD_WEIGHT.mean * portfolio.meanLateness) /
    (of(facts, 'settled_12m') + RECORD_WEIGHT.mean);
  const recent =
    (of(facts, 'late_days_3m') + of(facts, 'overdue_days') + RECORD_WEIGHT.mean * usual) /
    (of(facts, 'settled_3m') + of(facts, 'overdue_invoices') + RECORD_WEIGHT.mean);
  const overdue = of(facts, 'overdue_invoices');
  const pendingDays = overdue === 0 ? usual : Math.max(usual, of(facts, 'overdue_days') / overdue);
  const before = (of(facts, 'late_days_6m') + pending * pendingDays) / (settled + pending);
  const coming = Math.max(0.5, SOON_PAID * of(facts, 'open_soon') + comingInvoices(facts));
  const error = latenessSpread(facts, portfolio) * Math.sqrt(1 / coming + 0.5 / Math.max(1, settled));
  const anyPaid = 1 - Math.exp(-1.2 * coming);
  return SLOW_DOWN_SHARE * anyPaid * normalShare(((usual + recent) / 2 - before - SLOWER_BY) / error);
}

/** Standard deviation of days late over a year, at least a day; with {@link RECORD_WEIGHT} invoices of the portfolio's variance. */
function latenessSpread(facts: Float64Array, portfolio: PortfolioMonth): number {
  const count = of(facts, 'settled_12m');
  const days = of(facts, 'late_days_12m');
  const own = count === 0 ? 0 : Math.max(0, of(facts, 'late_square_12m') - (days * days) / count);
  return Math.sqrt(
    Math.max(1, (own + RECORD_WEIGHT.spread * portfolio.latenessVariance) / (count + RECORD_WEIGHT.spread)),
  );
}

/** Months since the customer's first invoice, 1–12. */
function knownMonths(facts: Float64Array): number {
  return Math.min(12, Math.max(1, Math.ceil(of(facts, 'known_days') / MONTH_DAYS)));
}
