import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { Decimal } from '../decimal.ts';
import { known, missing, type Quantity } from '../quantity.ts';
import { quantileOf } from '../quartiles.ts';
import { eachState, pooled, ROLL_STATES, type RollState, type RollTable, rollShare, rollTotal } from './roll-rates.ts';

/** Months the loss looks ahead. */
const HORIZON_MONTHS = 6;
/** Months within which every receivable is paid or lost, for the provision: its whole life. */
const LIFETIME_MONTHS = 24;
/** Months within which what is 90 days overdue must come in, or counts as lost. */
const WORKOUT_MONTHS = 12;
/** Month-to-month rolls below which the books say too little about themselves. */
export const MIN_ROLL_MONTHS = 6;
/** Paths that the spread is read from; the seed is fixed, so the same books give the same spread. */
const PATHS = 2_000;
const SEED = 20_240_229;

type PerState<T> = Readonly<Record<RollState, T>>;

/** What is expected to be lost of what is open now. */
export interface ExpectedLoss {
  /** Probability of being more than 90 days overdue within six months, by place; null where the books never had anything there. */
  readonly reach: PerState<Decimal | null>;
  /** The same within its whole life: what a provision is made for. */
  readonly lifetimeReach: PerState<Decimal | null>;
  /** Part of an amount over 90 days overdue that is not collected within the twelve months after; null where nothing ever was. */
  readonly lossGivenLate: Decimal | null;
  readonly expected: Quantity<Decimal>;
  readonly p10: Quantity<Decimal>;
  readonly p90: Quantity<Decimal>;
}

/**
 * Σ exposure × probability of reaching 90+ days within six months × loss given that, from the portfolio's own month-to-month rolls. The
 * spread comes from paths of six months drawn from those that were, each with a loss given late from months drawn the same way.
 */
export function expectedLoss(tables: readonly RollTable[], exposure: PerState<Decimal>): ExpectedLoss {
  const all = pooled(tables);
  const reach = reachLate(Array.from({ length: HORIZON_MONTHS }, () => all));
  const lifetimeReach = reachLate(Array.from({ length: LIFETIME_MONTHS }, () => all));
  const lossGivenLate = lossGiven(all);
  const rates = { reach, lifetimeReach, lossGivenLate };
  if (tables.length < MIN_ROLL_MONTHS) {
    const none = missing('no_history');
    return { ...rates, expected: none, p10: none, p90: none };
  }
  const expected = lossOf(exposure, reach, lossGivenLate);
  if (expected === null) {
    const none = missing('no_history');
    return { ...rates, expected: none, p10: none, p90: none };
  }
  const losses = simulate(tables, all, exposure).sort((a, b) => a.comparedTo(b));
  return {
    ...rates,
    expected: known(expected),
    p10: known(quantileOf(losses, 0.1)),
    p90: known(quantileOf(losses, 0.9)),
  };
}

/** Chance of reaching `late` when each month rolls like the table of its turn. */
function reachLate(path: readonly RollTable[]): PerState<Decimal | null> {
  let reach: PerState<Decimal | null> = eachState((state) => new Decimal(state === 'late' ? 1 : 0));
  for (const table of path.toReversed()) {
    const next = reach;
    reach = eachState((from) => (from === 'late' ? new Decimal(1) : sumOfProducts(from, table, next)));
  }
  return reach;
}

function sumOfProducts(from: RollState, table: RollTable, next: PerState<Decimal | null>): Decimal | null {
  let sum = new Decimal(0);
  for (const to of ROLL_STATES) {
    const share = rollShare(table[from], to);
    if (share === null) return null;
    const part = times(share, next[to]);
    if (part === null) return null;
    sum = sum.plus(part);
  }
  return sum;
}

/** 1 − what is collected of it in a year, month by month at the rate at which late amounts are; what is credited by then is lost too. */
function lossGiven(table: RollTable): Decimal | null {
  const total = rollTotal(table.late);
  if (total.isZero()) return null;
  const collected = table.late.collected.div(total);
  const stays = table.late.late.div(total);
  let left = new Decimal(1);
  let recovered = new Decimal(0);
  for (let month = 0; month < WORKOUT_MONTHS; month++) {
    recovered = recovered.plus(left.times(collected));
    left = left.times(stays);
  }
  return new Decimal(1).minus(recovered);
}

/** Null where a part that matters is not known; what is multiplied by nothing does not matter. */
function lossOf(
  exposure: PerState<Decimal>,
  reach: PerState<Decimal | null>,
  lossGivenLate: Decimal | null,
): Decimal | null {
  let reached = new Decimal(0);
  for (const state of ROLL_STATES) {
    const part = times(exposure[state], reach[state]);
    if (part === null) return null;
    reached = reached.plus(part);
  }
  return times(reached, lossGivenLate);
}

function times(factor: Decimal, value: Decimal | null): Decimal | null {
  if (factor.isZero()) return factor;
  return value === null ? null : factor.times(value);
}

/** The parts of a table as numbers: chances need no more digits, amounts are multiplied in decimals. */
interface Odds {
  readonly rolls: PerState<PerState<number>>;
  readonly late: { readonly total: number; readonly stays: number; readonly collected: number };
}

function simulate(tables: readonly RollTable[], all: RollTable, exposure: PerState<Decimal>): Decimal[] {
  const random = xoroshiro128plus(SEED);
  const months = tables.map((table) => oddsOf(table, all));
  const usual = oddsOf(all, all);
  return Array.from({ length: PATHS }, () => {
    const reach = chanceOfLate(draw(random, months, HORIZON_MONTHS));
    const lossGivenLate = lossGivenOdds(draw(random, months, months.length), usual);
    return ROLL_STATES.reduce((sum, state) => sum.plus(exposure[state].times(reach[state])), new Decimal(0)).times(
      lossGivenLate,
    );
  });
}

/** A month in which nothing was in a place says nothing about it: the place rolls as in all months together. */
function oddsOf(table: RollTable, all: RollTable): Odds {
  const rolls = eachState((from) => {
    const row = rollShare(table[from], 'collected') === null ? all[from] : table[from];
    return eachState((to) => rollShare(row, to)?.toNumber() ?? 0);
  });
  const { late } = table;
  return {
    rolls,
    late: { total: rollTotal(late).toNumber(), stays: late.late.toNumber(), collected: late.collected.toNumber() },
  };
}

function chanceOfLate(path: readonly Odds[]): PerState<number> {
  let reach: PerState<number> = eachState((state) => (state === 'late' ? 1 : 0));
  for (const { rolls } of path.toReversed()) {
    const next = reach;
    reach = eachState((from) =>
      from === 'late' ? 1 : ROLL_STATES.reduce((sum, to) => sum + rolls[from][to] * next[to], 0),
    );
  }
  return reach;
}

/** As {@link lossGiven} over the months drawn; over all months where nothing was late in those. */
function lossGivenOdds(months: readonly Odds[], usual: Odds): number {
  const drawn = { total: 0, stays: 0, collected: 0 };
  for (const { late } of months) {
    drawn.total += late.total;
    drawn.stays += late.stays;
    drawn.collected += late.collected;
  }
  const { total, stays, collected } = drawn.total > 0 ? drawn : usual.late;
  if (total === 0) return 0;
  let left = 1;
  let recovered = 0;
  for (let month = 0; month < WORKOUT_MONTHS; month++) {
    recovered += (left * collected) / total;
    left *= stays / total;
  }
  return 1 - recovered;
}

function draw(random: RandomGenerator, months: readonly Odds[], count: number): Odds[] {
  return Array.from({ length: count }, () => months[uniformInt(random, 0, months.length - 1)]).filter(
    (month) => month !== undefined,
  );
}
