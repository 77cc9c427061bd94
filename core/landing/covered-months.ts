import type { LandedTable, Profile } from '../contracts/landing.ts';
import { addMonths, type Month, monthsBetween } from '../domain/month.ts';

/** What the months of an export are read from. */
export type DatedTable = Pick<LandedTable, 'profile' | 'months'>;

/**
 * The months an export reaches, ascending. Marts: the months of the dashboard. Books: every month from the first to the last
 * invoice or payment, but for dates so far off that they are mistyped. Where an export holds both, the months that both reach. Nothing for an export without months (loans
 * alone), which runs for any period.
 */
export function coveredMonths(tables: readonly DatedTable[]): readonly Month[] {
  const byProfile = new Map<Profile, Month[]>();
  for (const { profile, months } of tables) {
    if (months.length > 0) byProfile.set(profile, [...(byProfile.get(profile) ?? []), ...months]);
  }
  const reached = [...byProfile].map(([profile, months]) =>
    profile === 'quickbooks-marts' ? [...new Set(months)].sort() : span(months),
  );
  const [first = [], ...others] = reached;
  return first.filter((month) => others.every((months) => months.includes(month)));
}

/** Books have no gap of so many months: a date beyond one is mistyped (9999-12-31), and does not stretch what they cover. */
const LARGEST_GAP = 60;

function span(months: readonly Month[]): Month[] {
  const sorted = months.toSorted();
  const gap = sorted.findIndex((month, at) => month > addMonths(sorted[at - 1] ?? month, LARGEST_GAP));
  const [first, last] = [sorted.at(0), gap === -1 ? sorted.at(-1) : sorted[gap - 1]];
  return first === undefined || last === undefined ? [] : monthsBetween(first, last);
}
