import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeCount, fineCategorical, fineNumeric, MISSING_CODE } from '../../core/domain/scorecard/fine-bins.ts';
import { categoricalColumn } from '../../core/domain/scorecard/loan-table.ts';
import { roundEdge } from '../../core/domain/scorecard/round-edge.ts';

describe('roundEdge', () => {
  it.each([
    [1169, 1204, 1200],
    [23, 24, 24],
    [4.2, 7.9, 5],
    [-3, 2, 0],
    [-1234, -1190, -1200],
    [0.0131, 0.0149, 0.014],
    [99, 101, 100],
  ])('picks the roundest number after %d and up to %d', (after, upTo, edge) => {
    expect(roundEdge(after, upTo)).toBe(edge);
  });

  it('always separates the two values', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 });
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(a !== b);
        const [after, upTo] = a < b ? [a, b] : [b, a];
        const edge = roundEdge(after, upTo);
        return edge > after && edge <= upTo;
      }),
    );
  });
});

describe('fineNumeric', () => {
  it('gives every distinct value a code where there are few', () => {
    const column = fineNumeric('term', Float64Array.from([12, 6, 24, 12, Number.NaN, 6]), 50, []);
    expect(column.lower).toEqual([Number.NEGATIVE_INFINITY, 10, 20]);
    expect([...column.codes]).toEqual([2, 1, 3, 2, MISSING_CODE, 1]);
  });

  it('keeps special codes in intervals of their own, whatever lies around them', () => {
    const column = fineNumeric('score', Float64Array.from([-999, 0, 500, 600, 700, 0, -999, 550]), 50, [-999, 600]);
    expect(column.special).toEqual([-999, null, null, null, 600, null]);
    expect(new Set([...column.codes].filter((_, row) => row === 0 || row === 6)).size).toBe(1);
  });

  it('cuts at quantiles where there are many values, and no interval splits a value', () => {
    const values = Float64Array.from({ length: 5000 }, (_, i) => Math.floor(i ** 1.5) % 977);
    const column = fineNumeric('x', values, 20, []);
    expect(codeCount(column)).toBeLessThanOrEqual(22);
    const codeOf = new Map<number, number>();
    values.forEach((value, row) => {
      expect(codeOf.get(value) ?? column.codes[row]).toBe(column.codes[row]);
      codeOf.set(value, column.codes[row] ?? -1);
    });
  });

  it('reads what is not finite as a blank, and a column of blanks as nothing but blanks', () => {
    const column = fineNumeric('x', Float64Array.from([Number.NaN, Number.POSITIVE_INFINITY]), 50, []);
    expect([...column.codes]).toEqual([MISSING_CODE, MISSING_CODE]);
    expect(column.lower).toEqual([]);
  });
});

describe('fineCategorical', () => {
  it('puts the rarest texts together where there are too many', () => {
    const column = fineCategorical('city', categoricalColumn(['a', 'b', 'a', 'c', 'b', null, 'd', '']), 2);
    expect(column.levels).toEqual(['a', 'b']);
    expect([...column.codes]).toEqual([1, 2, 1, 3, 2, MISSING_CODE, 3, MISSING_CODE]);
  });
});
