import { type DayNumber, firstDay, lastDay, monthNumber } from './calendar.ts';
import { accountManagers } from './names.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

/** The company whose ledger is made up. */
export interface LedgerWorld {
  readonly seed: number;
  readonly customers: number;
  /** Months of the ledger, by number. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** The export was taken at the end of this day: nothing later is known. */
  readonly today: DayNumber;
  readonly opened: DayNumber;
  readonly managers: readonly [string, ...string[]];
}

/** The world of these options. */
export function ledgerWorld(options: CompleteSampleOptions): LedgerWorld {
  const lastMonth = monthNumber(options.lastMonth);
  const firstMonth = lastMonth - options.months + 1;
  return {
    seed: options.seed,
    customers: options.customers,
    firstMonth,
    lastMonth,
    today: lastDay(lastMonth),
    opened: firstDay(firstMonth),
    managers: accountManagers(Math.ceil(options.customers / 200)),
  };
}
