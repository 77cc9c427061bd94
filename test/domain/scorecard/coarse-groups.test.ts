import { describe, expect, it } from 'vitest';
import { coarseGroups, separation } from '../../../core/domain/scorecard/coarse-groups.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';

type Cell = readonly [bads: number, goods: number];
const column = (kind: 'numeric' | 'categorical'): FineColumn =>
  kind === 'numeric'
    ? { name: 'x', kind, codes: new Uint8Array(), lower: [], special: [] }
    : { name: 'x', kind, codes: new Uint8Array(), levels: [] };
/** Cells by code, blanks first. */
const counts = (cells: readonly Cell[]) => ({
  goods: Float64Array.from(cells, ([, goods]) => goods),
  bads: Float64Array.from(cells, ([bads]) => bads),
});
const groups = (kind: 'numeric' | 'categorical', cells: readonly Cell[]) => coarseGroups(column(kind), counts(cells));

// All of these books have 100 overdue loans and 100 others: a group needs 10, and a tenth of the book is 20.
describe('coarse groups of numbers', () => {
  it('fill a tenth from the top, leave a value alone that fills one, and have blanks apart', () => {
    expect(
      groups('numeric', [
        [5, 5],
        [69, 66],
        [3, 2],
        [10, 10],
        [6, 4],
        [5, 10],
        [2, 3],
      ]),
    ).toEqual([
      [7, 13],
      [6, 4],
      [10, 10],
      [72, 68],
      [5, 5],
    ]);
  });

  it('have blanks apart from numbers that do not fill a tenth', () => {
    expect(
      groups('numeric', [
        [5, 5],
        [6, 4],
        [89, 91],
      ]),
    ).toEqual([
      [89, 91],
      [5, 5],
      [6, 4],
    ]);
  });

  it('take in blanks that are too few', () => {
    expect(
      groups('numeric', [
        [4, 5],
        [70, 70],
        [26, 25],
      ]),
    ).toEqual([
      [26, 25],
      [74, 75],
    ]);
  });
});

describe('coarse groups of texts', () => {
  it('are the frequent texts; what is left joins the last where it is too little', () => {
    expect(
      groups('categorical', [
        [1, 2],
        [5, 5],
        [30, 4],
        [2, 1],
        [60, 80],
        [2, 8],
      ]),
    ).toEqual([
      [2, 8],
      [60, 80],
      [30, 4],
      [8, 8],
    ]);
  });

  it('have the rare texts together, however many', () => {
    expect(
      groups('categorical', [
        [0, 4],
        [80, 80],
        [5, 4],
        [5, 4],
        [5, 4],
        [5, 4],
      ]),
    ).toEqual([
      [80, 80],
      [20, 20],
    ]);
    expect(
      groups('categorical', [
        [0, 5],
        [95, 95],
        [5, 0],
      ]),
    ).toEqual([
      [95, 95],
      [5, 5],
    ]);
  });

  it('are one where there is nothing but a handful', () => {
    expect(
      groups('categorical', [
        [0, 0],
        [2, 0],
        [1, 0],
      ]),
    ).toEqual([[3, 0]]);
  });
});

describe('separation', () => {
  it('counts pairs over the groups, riskiest first', () => {
    // 30 of 40, 10 of 20 and 10 of 40: (10 · 15 + 10 · 35 + 30 · 45) of 50 · 50 pairs.
    const cells = [
      [0, 0],
      [10, 10],
      [30, 10],
      [10, 30],
    ] as const;
    expect(separation(column('categorical'), counts(cells))).toBeCloseTo(1850 / 2500, 12);
  });

  it.each([
    [
      'overdue loans',
      [
        [0, 0],
        [20, 0],
        [30, 0],
      ] as const,
    ],
    [
      'good loans',
      [
        [0, 0],
        [0, 20],
        [0, 30],
      ] as const,
    ],
  ])('is even where there are nothing but %s', (_, cells) => {
    expect(separation(column('categorical'), counts(cells))).toBe(0.5);
  });
});
