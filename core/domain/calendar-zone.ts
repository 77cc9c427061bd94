import { addMonths, type Month } from './month.ts';

/** Whether a name is one of an IANA time zone. Offsets such as `+08:00` are none: the engines' calendars know zones by name. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The month that a moment falls in, in an IANA time zone. */
export function monthIn(moment: string, timeZone: string): Month {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    new Date(moment),
  );
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}

/** The day of the month that a moment falls on, in an IANA time zone. */
export function dayIn(moment: string, timeZone: string): number {
  return Number(new Intl.DateTimeFormat('en', { timeZone, day: 'numeric' }).format(new Date(moment)));
}

/** The calendar day that a moment falls on, in an IANA time zone: `2025-11-30`. */
export function dateIn(moment: string, timeZone: string): string {
  return `${monthIn(moment, timeZone)}-${String(dayIn(moment, timeZone)).padStart(2, '0')}`;
}

/** The month a scheduled review is about: the one before the month in which it was due to start. */
export function reviewedMonth(scheduledAt: string, timeZone: string): Month {
  return addMonths(monthIn(scheduledAt, timeZone), -1);
}
