import type { Speaker } from '../messages/speaker.ts';

/** A month of the collection rate; null where it is not known. */
export interface MonthPoint {
  readonly month: string;
  readonly rate: number | null;
  readonly change: number | null;
}

/** A run of two falls or more, from the month before the first fall to the last, as said. */
export interface StreakSpan {
  readonly from: number;
  readonly to: number;
  readonly months: string;
  readonly decline: string;
}

/** The months of the window. */
export function monthPoints({ figures }: Speaker): MonthPoint[] {
  const number = (cell: unknown) => (typeof cell === 'number' ? cell : null);
  return figures
    .rows('trend.months')
    .map((row) => ({ month: String(row.month), rate: number(row.rate_pct), change: number(row.change_pp) }));
}

/** The runs of falls among these months. */
export function streakSpans(speaker: Speaker, points: readonly MonthPoint[]): StreakSpan[] {
  return speaker.figures.rows('trend.streaks').flatMap((row, index) => {
    const start = points.findIndex((point) => point.month === row.start_month);
    const end = points.findIndex((point) => point.month === row.end_month);
    if (start < 1 || end < start) return [];
    const months = speaker.cell('trend.streaks', index, 'months').text;
    const decline = speaker.cell('trend.streaks', index, 'decline_pp', 'size').text;
    return [{ from: start - 1, to: end, months, decline }];
  });
}

/** Months under a time axis: short names, the year under the first and under each January. */
export function monthAxisLabels(months: readonly string[], { format }: Speaker): string[] {
  return months.map((month, index) => {
    const name = format.monthShort(month).replace(/ ?\d{4}年?/, '');
    return index === 0 || month.endsWith('-01') ? `${name}\n${month.slice(0, 4)}` : name;
  });
}
