import type { Decimal } from './decimal.ts';
import type { Month } from './month.ts';

/** A run of falls, month after month. */
export interface Streak {
  readonly months: number;
  /** The first month that fell. */
  readonly startMonth: Month;
  readonly endMonth: Month;
  /** From the month before the first fall to the end of the run, in percentage points; a positive number. */
  readonly decline: Decimal;
}

/** Every run of falls, single ones too, oldest first. A month whose change is not known ends a run. */
export function findStreaks(months: readonly { readonly month: Month; readonly change: Decimal | null }[]): Streak[] {
  const streaks: Streak[] = [];
  let broken = true;
  for (const { month, change } of months) {
    const falls = change?.lt(0) === true;
    if (falls) {
      const run = broken ? undefined : streaks.pop();
      streaks.push({
        months: (run?.months ?? 0) + 1,
        startMonth: run?.startMonth ?? month,
        endMonth: month,
        decline: run === undefined ? change.neg() : run.decline.minus(change),
      });
    }
    broken = !falls;
  }
  return streaks;
}

/** The run that ends at the latest month; null if that month did not fall. */
export function currentStreak(streaks: readonly Streak[], latest: Month): Streak | null {
  const last = streaks.at(-1);
  return last?.endMonth === latest ? last : null;
}

/** The run of most months; of equally long ones the latest. */
export function longestStreak(streaks: readonly Streak[]): Streak | null {
  return streaks.reduce<Streak | null>(
    (longest, streak) => (longest === null || streak.months >= longest.months ? streak : longest),
    null,
  );
}
