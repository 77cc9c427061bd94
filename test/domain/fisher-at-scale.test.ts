import { describe, expect, test } from 'vitest';
import { fisherExact } from '../../core/domain/fisher-exact.ts';
import { simulateFisher } from '../../core/domain/fisher-simulated.ts';
import type { TwoColumns } from '../../core/domain/partial-tables.ts';

describe("Fisher's exact test of many customers", () => {
  test('is exact for thousands of customers in seven tiers, and in good time', () => {
    const table: TwoColumns[] = [
      [60, 700],
      [40, 500],
      [20, 300],
      [10, 200],
      [6, 100],
      [3, 60],
      [1, 30],
    ];
    const result = fisherExact(table);
    expect(result.simulated).toBe(false);
    expect(Math.abs(result.pValue - simulateFisher(table, 1e-7))).toBeLessThan(0.006);
  });

  test('is simulated where the tables are too many to list, the same each time', () => {
    const table: TwoColumns[] = [
      [6000, 70_000],
      [4000, 50_000],
      [2000, 30_000],
      [1000, 20_000],
      [300, 6000],
      [1, 30],
      [0, 9],
    ];
    const result = fisherExact(table);
    expect(result.simulated).toBe(true);
    expect(fisherExact(table)).toEqual(result);
  });
});
