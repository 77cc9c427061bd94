import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateIn, dayIn, isTimeZone, monthIn, reviewedMonth } from '../../core/domain/calendar-zone.ts';
import { addDays, daysBetween, sameDayMonthsLater } from '../../core/domain/days.ts';
import { lastDay } from '../../core/domain/month.ts';

describe('days', () => {
  test.each([
    ['2025-09-30', '2025-10-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2025-12-31', '2025-12-31', 0],
    ['2026-01-01', '2025-12-31', -1],
  ])('from %s to %s are %i', (earlier, later, days) => {
    expect(daysBetween(earlier, later)).toBe(days);
    expect(addDays(earlier, days)).toBe(later);
  });

  test('added and counted again are the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (days) => {
        expect(daysBetween('2025-09-30', addDays('2025-09-30', days))).toBe(days);
      }),
    );
  });

  test.each([
    ['2025-01-15', 1, '2025-02-15'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-10-31', 36, '2028-10-31'],
  ])('%s and %i months on is %s', (day, months, later) => {
    expect(sameDayMonthsLater(day, months)).toBe(later);
  });

  test.each([
    ['2025-09', '2025-09-30'],
    ['2025-12', '2025-12-31'],
    ['2024-02', '2024-02-29'],
    ['2025-02', '2025-02-28'],
    ['1999-01', '1999-01-31'],
  ])('of %s the last is %s', (month, day) => {
    expect(lastDay(month)).toBe(day);
  });
});

describe('the same day months later', () => {
  test.each([
    ['2025-10-31', 1, '2025-11-30'],
    ['2025-10-31', 2, '2025-12-31'],
    ['2025-10-31', 4, '2026-02-28'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2025-10-15', 0, '2025-10-15'],
    ['2025-12-15', 1, '2026-01-15'],
  ])('of %s by %i is %s', (day, months, expected) => {
    expect(sameDayMonthsLater(day, months)).toBe(expected);
  });
});

describe('a moment in a time zone', () => {
  const newYear = '2025-12-31T16:30:00Z';

  test('falls on the day that the wall calendar there shows', () => {
    expect([dateIn(newYear, 'Asia/Shanghai'), dateIn(newYear, 'UTC')]).toEqual(['2026-01-01', '2025-12-31']);
    expect([dayIn(newYear, 'Asia/Shanghai'), dayIn(newYear, 'America/New_York')]).toEqual([1, 31]);
    expect(dateIn('2025-11-09T12:00:00Z', 'UTC')).toBe('2025-11-09');
  });

  test('falls in the month there', () => {
    expect([monthIn(newYear, 'Asia/Shanghai'), monthIn(newYear, 'UTC')]).toEqual(['2026-01', '2025-12']);
    expect(monthIn('2025-03-15T00:00:00Z', 'UTC')).toBe('2025-03');
  });

  test('starts a review of the month before', () => {
    expect(reviewedMonth(newYear, 'Asia/Shanghai')).toBe('2025-12');
    expect(reviewedMonth(newYear, 'UTC')).toBe('2025-11');
  });

  test.each(['UTC', 'Asia/Shanghai', 'America/Argentina/Buenos_Aires', 'Etc/GMT+8', 'America/Port-au-Prince'])(
    '%s is a zone',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  test.each(['', '+08:00', 'Mars/Olympus', ' UTC', 'UTC ', '8', '-Asia/Shanghai', '\u00b5UTC'])(
    '%j is none',
    (name) => {
      expect(isTimeZone(name)).toBe(false);
    },
  );
});
