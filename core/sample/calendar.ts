const DAY_MS = 86_400_000;

/** Days since 1970-01-01. All dates of the sample are such numbers until they are written. */
export type DayNumber = number;

/** `2025-09` → months since year 0, for arithmetic. */
export function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** Months since year 0 → `2025-09`. */
export function monthText(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** The first day of a month given by number. */
export function firstDay(month: number): DayNumber {
  return Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
}

/** The last day of a month given by number. */
export function lastDay(month: number): DayNumber {
  return firstDay(month + 1) - 1;
}

/** The month a day lies in, by number. */
export function monthOf(day: DayNumber): number {
  const date = new Date(day * DAY_MS);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** Day → `2025-09-30`. */
export function dayText(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** How business goes over the year, 1 on average: a strong year's end, a quiet start and a quiet August. */
const SEASON = [0.86, 0.82, 0.98, 1.0, 1.03, 1.05, 0.97, 0.88, 1.04, 1.08, 1.15, 1.14] as const;

/** The season's factor of a month given by number. */
export function season(month: number): number {
  return SEASON[month % 12] ?? 1;
}
