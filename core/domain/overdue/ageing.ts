import { AGE_BUCKETS, type AgeBucket, type LedgerRowOf } from '../../contracts/ledger-rows.ts';
import { Decimal } from '../decimal.ts';
import { addMonths, type Month, monthsBetween } from '../month.ts';

/** What is open in one bucket. */
export interface AgedAmount {
  readonly amount: Decimal;
  readonly invoices: number;
}

/** What is open at a month end, by how long it has been due. */
export type Ageing = Readonly<Record<AgeBucket, AgedAmount>>;

/** The ageing of a month end. */
export interface AgeingMonth {
  readonly month: Month;
  readonly ageing: Ageing;
}

type Flow = LedgerRowOf<'overdue_ageing'>;

/** The ageing of the month end; all zeros for a month the ledger does not cover. */
export function ageingAt(rows: readonly Flow[], month: Month): Ageing {
  const there = rows.filter((row) => row.month === month);
  return {
    current: inBucket(there, 'current'),
    '1_30': inBucket(there, '1_30'),
    '31_60': inBucket(there, '31_60'),
    '61_90': inBucket(there, '61_90'),
    '91_120': inBucket(there, '91_120'),
    over_120: inBucket(there, 'over_120'),
  };
}

/** The ageing of the twelve month ends up to the period, oldest first, from the first one the ledger covers. */
export function ageingMonths(rows: readonly Flow[], period: Month): AgeingMonth[] {
  const covered = new Set(rows.map(({ month }) => month));
  const window = monthsBetween(addMonths(period, -11), period);
  // −1 where the ledger covers none of them, and slice(−1) is the period alone.
  const first = window.findIndex((month) => covered.has(month));
  return window.slice(first).map((month) => ({ month, ageing: ageingAt(rows, month) }));
}

/** Everything open, whatever its age. */
export function totalOpen(ageing: Ageing): Decimal {
  return AGE_BUCKETS.reduce((sum, bucket) => sum.plus(ageing[bucket].amount), new Decimal(0));
}

function inBucket(rows: readonly Flow[], bucket: AgeBucket): AgedAmount {
  const own = rows.filter((row) => row.to_bucket === bucket);
  return {
    amount: own.reduce((sum, row) => sum.plus(row.amount), new Decimal(0)),
    invoices: own.reduce((sum, row) => sum + row.invoices, 0),
  };
}
