import { describe, expect, it } from 'vitest';
import { coarseGroups, separation } from '../../core/domain/scorecard/coarse-groups.ts';
import type { CodeCounts } from '../../core/domain/scorecard/feature-bins.ts';
import { codeCount, type FineColumn, fineCategorical, fineNumeric } from '../../core/domain/scorecard/fine-bins.ts';
import { categoricalColumn } from '../../core/domain/scorecard/loan-table.ts';
import { evenStream } from './made-up-book.ts';

const random = evenStream(2);
const overdue = Array.from({ length: 2000 }, () => (random() < 0.25 ? 1 : 0));

function counted(column: FineColumn): CodeCounts {
  const sides = [new Float64Array(codeCount(column)), new Float64Array(codeCount(column))] as const;
  overdue.forEach((bad, row) => {
    const side = sides[bad === 1 ? 1 : 0];
    side[column.codes[row] ?? 0] = (side[column.codes[row] ?? 0] ?? 0) + 1;
  });
  return { goods: sides[0], bads: sides[1] };
}

const numbers = (value: (bad: number) => number) => fineNumeric('x', Float64Array.from(overdue, value), 100, []);

describe('separation', () => {
  it.each([
    ['a charge-off amount', () => numbers((bad) => (bad === 1 ? 1 + Math.floor(900 * random()) : 0))],
    [
      'a charge-off date, blank for the others',
      () => numbers((bad) => (bad === 1 ? 16_000 + Math.floor(900 * random()) : Number.NaN)),
    ],
    [
      'a status text',
      () => fineCategorical('x', categoricalColumn(overdue.map((bad) => (bad === 1 ? 'CHGOFF' : 'P I F')))),
    ],
  ])('is complete for %s', (_, make) => {
    const column = make();
    expect(separation(column, counted(column))).toBeGreaterThan(0.99);
  });

  it('is slight for noise', () => {
    const column = numbers(() => random());
    expect(separation(column, counted(column))).toBeLessThan(0.56);
  });
});

describe('coarseGroups', () => {
  it('hold every loan once, in groups that a χ² test can take', () => {
    for (const column of [
      numbers(() => random()),
      fineCategorical('x', categoricalColumn(overdue.map(() => `city ${Math.floor(200 * random() ** 2)}`))),
    ]) {
      const groups = coarseGroups(column, counted(column));
      expect(groups.reduce((sum, [bads, goods]) => sum + bads + goods, 0)).toBe(2000);
      expect(Math.min(...groups.map(([bads, goods]) => bads + goods))).toBeGreaterThanOrEqual(20);
    }
  });
});
