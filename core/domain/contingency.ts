import { chiSquaredAbove } from './distributions.ts';
import { fisherExact } from './fisher-exact.ts';
import type { TwoColumns } from './partial-tables.ts';

/** How far two groups differ in a category. */
export interface ContingencyResult {
  /** √(χ² ÷ (N · min(rows − 1, columns − 1))), 0 to 1, from the uncorrected statistic. */
  readonly cramersV: number;
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  readonly test: 'pearson' | 'fisher' | 'fisher_simulated';
}

/** The least expected count that Pearson's test takes. */
const LEAST_EXPECTED = 5;

/**
 * Compares two groups (columns) over categories (rows): Pearson's χ² without continuity correction, or Fisher's exact
 * test where an expected count is below 5. Null where a group is empty or fewer than two categories occur.
 */
export function compareCategories(table: readonly TwoColumns[]): ContingencyResult | null {
  const rows = table.filter(([a, b]) => a + b > 0);
  const first = rows.reduce((sum, [a]) => sum + a, 0);
  const second = rows.reduce((sum, [, b]) => sum + b, 0);
  if (rows.length < 2 || first === 0 || second === 0) return null;
  const all = first + second;
  const cells = rows.flatMap(([a, b]) => [
    { observed: a, expected: ((a + b) * first) / all },
    { observed: b, expected: ((a + b) * second) / all },
  ]);
  const chiSquared = cells.reduce((sum, { observed, expected }) => sum + (observed - expected) ** 2 / expected, 0);
  const degreesOfFreedom = rows.length - 1;
  const result = { cramersV: Math.min(1, Math.sqrt(chiSquared / all)), chiSquared, degreesOfFreedom };
  if (cells.every(({ expected }) => expected >= LEAST_EXPECTED)) {
    return { ...result, pValue: chiSquaredAbove(chiSquared, degreesOfFreedom), test: 'pearson' };
  }
  const { pValue, simulated } = fisherExact(rows);
  return { ...result, pValue, test: simulated ? 'fisher_simulated' : 'fisher' };
}
