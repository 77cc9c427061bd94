import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, monthsBetween } from '../../core/domain/month.ts';

describe('months', () => {
  test.each([
    ['2025-01', 1, '2025-02'],
    ['2025-12', 1, '2026-01'],
    ['2025-01', -1, '2024-12'],
    ['2025-09', -11, '2024-10'],
    ['2025-09', 6, '2026-03'],
    ['0999-12', -1, '0999-11'],
    ['0999-12', 1, '1000-01'],
  ])('%s and %i months is %s', (month, months, expected) => {
    expect(addMonths(month, months)).toBe(expected);
  });

  test('going there and back changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), fc.integer({ min: -600, max: 600 }), (at, months) => {
        const month = addMonths('2025-01', at);
        expect(addMonths(addMonths(month, months), -months)).toBe(month);
      }),
    );
  });

  test('a range has both its ends, and none if it runs backwards', () => {
    expect(monthsBetween('2024-11', '2025-02')).toEqual(['2024-11', '2024-12', '2025-01', '2025-02']);
    expect(monthsBetween('2025-02', '2024-11')).toEqual([]);
  });
});
