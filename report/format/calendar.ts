/** The last day of a month: `2026-02` → `2026-02-28`. */
export function monthEnd(month: string): string {
  const [year = '1970', number = '1'] = month.split('-');
  return new Date(Date.UTC(Number(year), Number(number), 0)).toISOString().slice(0, 10);
}

/** A calendar day so many days later: `2026-02-28`, 5 → `2026-03-05`. */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
