import { Decimal } from '../decimal.ts';
import { addMonths, type Month } from '../month.ts';
import { known, missing, type Quantity } from '../quantity.ts';
import { MIN_ROLL_MONTHS } from './expected-loss.ts';
import { eachState, pooled, ROLL_STATES, type RollState, type RollTable, rollShare } from './roll-rates.ts';

/** Months looked ahead. */
const HORIZON_MONTHS = 6;

/** Cash expected in a month. */
export interface ExpectedCash {
  readonly month: Month;
  readonly amount: Decimal;
}

/**
 * What will come in over the next six months of what is open now, if it rolls as it did over the last twelve. Invoices still to be
 * written are no part of it. Missing where the books never had anything in a place that the money passes.
 */
export function expectedCash(
  tables: readonly RollTable[],
  exposure: Readonly<Record<RollState, Decimal>>,
  period: Month,
): Quantity<readonly ExpectedCash[]> {
  if (tables.length < MIN_ROLL_MONTHS) return missing('no_history');
  const all = pooled(tables);
  const months: ExpectedCash[] = [];
  let open = exposure;
  for (let ahead = 1; ahead <= HORIZON_MONTHS; ahead++) {
    if (ROLL_STATES.some((state) => !open[state].isZero() && rollShare(all[state], 'collected') === null)) {
      return missing('no_history');
    }
    const before = open;
    const flow = (to: RollState | 'collected') =>
      ROLL_STATES.reduce((sum, from) => sum.plus(before[from].times(rollShare(all[from], to) ?? 0)), new Decimal(0));
    months.push({ month: addMonths(period, ahead), amount: flow('collected') });
    open = eachState(flow);
  }
  return known(months);
}
