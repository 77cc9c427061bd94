import { type DayNumber, firstDay, lastDay, monthNumber } from './calendar.ts';
import { Dice } from './dice.ts';
import { accountManagers } from './names.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

/** What one seed settles for the whole company. */
export interface MartsWorld {
  readonly seed: number;
  readonly customers: number;
  /** Newest month, by number. */
  readonly lastMonth: number;
  readonly months: number;
  /** The period's last day. */
  readonly today: DayNumber;
  /** The first day that invoices may bear. */
  readonly opened: DayNumber;
  /** One seed in four is a company that sells below cost to nearly everybody. */
  readonly lossMaking: boolean;
  /** Falls of the collection rate that end with the newest month. */
  readonly streak: number;
  /** Two seeds in three come from books whose forecast leaves the inflows empty. */
  readonly inflowsKnown: boolean;
  readonly managers: readonly [string, ...string[]];
}

/** The world of these options. */
export function martsWorld(options: CompleteSampleOptions): MartsWorld {
  const dice = new Dice(options.seed, 'world', 0);
  const lastMonth = monthNumber(options.lastMonth);
  return {
    seed: options.seed,
    customers: options.customers,
    lastMonth,
    months: options.months,
    today: lastDay(lastMonth),
    opened: firstDay(lastMonth - Math.min(options.months, 12) + 1),
    lossMaking: dice.chance(0.25),
    streak: dice.whole(3, 5),
    inflowsKnown: dice.chance(1 / 3),
    managers: accountManagers(Math.ceil(options.customers / 200)),
  };
}
