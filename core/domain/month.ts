/** A calendar month, `YYYY-MM`. Texts of this shape sort by time. */
export type Month = string;

/** The month so many months later (earlier where negative). */
export function addMonths(month: Month, months: number): Month {
  const index = indexOf(month) + months;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}`;
}

/** Every month from the first to the last, both included; none where the last is earlier. */
export function monthsBetween(first: Month, last: Month): Month[] {
  return Array.from({ length: Math.max(0, indexOf(last) - indexOf(first) + 1) }, (_, at) => addMonths(first, at));
}

/** The month's last day, `YYYY-MM-DD`. */
export function lastDay(month: Month): string {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).toISOString().slice(0, 10);
}

/** Months since year 0. */
function indexOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}
