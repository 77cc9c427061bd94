import type { LedgerRowOf } from '../../contracts/ledger-rows.ts';
import { Decimal } from '../decimal.ts';
import { addMonths, type Month } from '../month.ts';
import type { Ageing } from './ageing.ts';

/** Places of an open amount on its way to being lost: `late` is overdue for more than 90 days. */
export const ROLL_STATES = ['current', '1_30', '31_60', '61_90', 'late'] as const;
/** A place of an open amount. */
export type RollState = (typeof ROLL_STATES)[number];
/** Where an amount is a month later: in a place, collected, or credited. */
export type RollTarget = RollState | 'collected' | 'credited';

/** Where what was in one place went within a month, in money. */
export type RollRow = Readonly<Record<RollTarget, Decimal>>;
/** Where everything went within a month, by the place it was in. */
export type RollTable = Readonly<Record<RollState, RollRow>>;

/** Months whose rolls are looked at. */
const ROLL_MONTHS = 12;

type Flow = LedgerRowOf<'overdue_ageing'>;

/** The rolls into each of the last twelve month ends that had something open a month before, oldest first. */
export function rollTables(rows: readonly Flow[], period: Month): RollTable[] {
  const tables: RollTable[] = [];
  for (let back = ROLL_MONTHS - 1; back >= 0; back--) {
    const month = addMonths(period, -back);
    const moved = rows.filter((row) => row.month === month && row.from_bucket !== 'new');
    if (moved.length > 0) tables.push(tableOf(moved));
  }
  return tables;
}

/** All months together. */
export function pooled(tables: readonly RollTable[]): RollTable {
  return eachState((from) =>
    eachTarget((to) => tables.reduce((sum, table) => sum.plus(table[from][to]), new Decimal(0))),
  );
}

/** Everything that was in a place. */
export function rollTotal(row: RollRow): Decimal {
  return Object.values(row).reduce((sum, amount) => sum.plus(amount), new Decimal(0));
}

/** The part of a place's amounts that went to the target; null where nothing ever was in the place. */
export function rollShare(row: RollRow, to: RollTarget): Decimal | null {
  const total = rollTotal(row);
  return total.isZero() ? null : row[to].div(total);
}

/** What is open at a month end by place. */
export function exposureOf(ageing: Ageing): Readonly<Record<RollState, Decimal>> {
  return {
    current: ageing.current.amount,
    '1_30': ageing['1_30'].amount,
    '31_60': ageing['31_60'].amount,
    '61_90': ageing['61_90'].amount,
    late: ageing['91_120'].amount.plus(ageing.over_120.amount),
  };
}

/** One value a place. */
export function eachState<T>(make: (state: RollState) => T): Readonly<Record<RollState, T>> {
  return {
    current: make('current'),
    '1_30': make('1_30'),
    '31_60': make('31_60'),
    '61_90': make('61_90'),
    late: make('late'),
  };
}

function eachTarget<T>(make: (target: RollTarget) => T): Readonly<Record<RollTarget, T>> {
  return { ...eachState<T>(make), collected: make('collected'), credited: make('credited') };
}

function tableOf(rows: readonly Flow[]): RollTable {
  return eachState((from) =>
    eachTarget((to) =>
      rows.reduce(
        (sum, row) => (placeOf(row.from_bucket) === from && placeOf(row.to_bucket) === to ? sum.plus(row.amount) : sum),
        new Decimal(0),
      ),
    ),
  );
}

function placeOf(bucket: Flow['from_bucket'] | Flow['to_bucket']): RollTarget | 'new' {
  return bucket === '91_120' || bucket === 'over_120' ? 'late' : bucket;
}
