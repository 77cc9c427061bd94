import { describe, expect, it } from 'vitest';
import { type BinnedFeature, binFeature, chanceValue } from '../../../core/domain/scorecard/feature-bins.ts';
import { type FineColumn, fineCategorical, fineNumeric } from '../../../core/domain/scorecard/fine-bins.ts';
import { categoricalColumn } from '../../../core/domain/scorecard/loan-table.ts';
import {
  bestSegmentations,
  type FineCounts,
  type SegmentRules,
} from '../../../core/domain/scorecard/optimal-segments.ts';
import { binLabel } from '../../../core/domain/scorecard/scorecard.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { FREE_CUTS, fineCounts, totalsOf } from './fine-counts.ts';

describe('fine bins of numbers', () => {
  const codes = (values: readonly number[], maxBins: number, special: readonly number[] = []) => [
    ...fineNumeric('x', Float64Array.from(values), maxBins, special).codes,
  ];

  it('hold about as many ordinary values each, however many special codes there are', () => {
    const values = [...new Array<number>(100).fill(-999), 1, 2, 3, 4, 5, 6, 7, 8];
    expect(codes(values, 4, [-999]).slice(99)).toEqual([1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('do so on both sides of zero', () => {
    const values = Array.from({ length: 16 }, (_, i) => i - 5);
    expect(codes(values, 4)).toEqual([1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4]);
  });

  it('are one a value where there are just as many values as bins', () => {
    expect(codes([1, 1, 1, 1, 1, 2, 3, 4], 4)).toEqual([1, 1, 1, 1, 1, 2, 3, 4]);
    expect(codes([1, 1, 1, 1, 1, 2, 3, 4], 3)).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
  });

  it('begin anew after a value that fills several bins', () => {
    expect(codes([1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7], 4)).toEqual([
      1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3,
    ]);
  });

  it('have a special code alone, with bins of its neighbours on both sides', () => {
    expect(codes([1, 2, 3, 3.5, 4, 5, 6, 7, 8, 9, 10], 2, [3.5])).toEqual([1, 1, 1, 2, 3, 3, 4, 4, 4, 4, 4]);
  });
});

describe('fine bins of texts', () => {
  const levels = (texts: readonly (string | null)[], most: number) =>
    fineCategorical('x', categoricalColumn(texts), most).levels;

  it('keep the most frequent texts, in order', () => {
    expect(levels(['z', 'z', 'z', 'b', 'b', 'a', 'y', 'y', 'y', 'y'], 3)).toEqual(['b', 'y', 'z']);
    expect(levels(['z', 'z', 'b', 'b', 'a'], 1)).toEqual(['b']);
  });

  it('have none for a text that no loan has', () => {
    const column = fineCategorical('x', { levels: ['a', 'b', 'c'], codes: Int32Array.from([2, -1, 1, 2]) });
    expect(column.levels).toEqual(['b', 'c']);
    expect([...column.codes]).toEqual([2, 0, 1, 2]);
  });
});

/** Goods and overdue loans by value. */
type Cell<T> = readonly [value: T, goods: number, bads: number];
const loose = { bin_penalty: 0, turn_penalty: 0, min_bin_share: 0, min_bin_events: 1, min_level_loans: 1 };

function cut(column: FineColumn, overdue: readonly number[], rules: object): BinnedFeature {
  const size =
    Math.max(...column.codes, column.kind === 'numeric' ? column.lower.length : column.levels.length + 1) + 1;
  const counts = { goods: new Float64Array(size), bads: new Float64Array(size) };
  overdue.forEach((bad, row) => {
    const side = bad === 1 ? counts.bads : counts.goods;
    const code = column.codes[row] ?? 0;
    side[code] = (side[code] ?? 0) + 1;
  });
  return binFeature(column, counts, loanSettings.parse({ binning: { ...loose, ...rules } }).binning);
}
const valuesOf = <T>(cells: readonly Cell<T>[]): T[] =>
  cells.flatMap(([value, goods, bads]) => new Array<T>(goods + bads).fill(value));
const overdueOf = (cells: readonly Cell<unknown>[]): number[] =>
  cells.flatMap(([, goods, bads]) => [...new Array<number>(goods).fill(0), ...new Array<number>(bads).fill(1)]);
const numbers = (cells: readonly Cell<number>[], rules: object = {}, special: readonly number[] = []) =>
  cut(fineNumeric('x', Float64Array.from(valuesOf(cells)), 100, special), overdueOf(cells), rules);
const texts = (cells: readonly Cell<string | null>[], rules: object = {}, most = 150) =>
  cut(fineCategorical('x', categoricalColumn(valuesOf(cells)), most), overdueOf(cells), rules);
const told = (of: BinnedFeature) => of.bins.map((bin) => [binLabel(bin), bin.goods, bin.bads]);
const upTo = (of: BinnedFeature) => of.bins.flatMap(({ upper }) => upper ?? []);

describe('bins of numbers', () => {
  const three: readonly Cell<number>[] = [
    [1, 40, 10],
    [2, 30, 20],
    [3, 10, 40],
  ];

  it('hold at least their share of the loans', () => {
    expect(upTo(numbers(three, { min_bin_share: 0.33 }))).toEqual([2, 3]);
    expect(numbers(three, { min_bin_share: 0.34 }).bins).toHaveLength(2);
  });

  it('hold overdue loans enough, unless far more would be due by chance', () => {
    const few = (goods: number, bads: number): Cell<number>[] => [
      [1, goods, 2],
      [2, goods - bads, bads],
    ];
    // Three of either kind are asked for; 21 overdue loans would be due by chance in the first, and 41 in the second book.
    expect(upTo(numbers(few(98, 40), { min_bin_events: 3 }))).toEqual([]);
    expect(upTo(numbers(few(98, 40), { min_bin_events: 2 }))).toEqual([2]);
    expect(upTo(numbers(few(200, 80), { min_bin_events: 3 }))).toEqual([2]);
  });

  it('differ by more than the chance that the rules allow', () => {
    // 10 and 16 of 100: z = 1.26, p = 0.21.
    const cells: readonly Cell<number>[] = [
      [1, 90, 10],
      [2, 84, 16],
    ];
    const at = (p: number) => upTo(numbers(cells, { max_neighbour_p_value: p })).length;
    expect([1, 0.3, 0.15, 0.05].map(at)).toEqual([1, 1, 0, 0]);
  });

  it('are joined where a further one says less than it must', () => {
    const { iv } = numbers(three);
    const joined = numbers(three, { bin_penalty: 50 });
    expect(joined.bins).toHaveLength(2);
    expect(joined.iv).toBe(0);
    expect(iv).toBeGreaterThan(0);
    expect(chanceValue({ goods: 4, bads: 2 })).toBe(0.75);
    expect([chanceValue({ goods: 0, bads: 2 }), chanceValue({ goods: 2, bads: 0 })]).toEqual([0, 0]);
  });

  it('use up a degree of freedom each but the first, blanks too', () => {
    expect(numbers(three).freedom).toBe(2);
    expect(numbers([...three, [Number.NaN, 10, 10]]).freedom).toBe(3);
    expect(numbers([[1, 10, 10]]).freedom).toBe(0);
  });

  it('are not joined over a special code, though they be alike', () => {
    const binned = numbers(
      [
        [1, 90, 10],
        [2, 45, 5],
        [3, 10, 40],
        [4, 45, 5],
        [5, 90, 10],
      ],
      {},
      [3],
    );
    expect(told(binned)).toEqual([
      ['< 3', 135, 15],
      ['= 3', 10, 40],
      ['≥ 4', 135, 15],
      ['missing', 0, 0],
    ]);
    expect(binned.trend).toBe('none');
    expect([...binned.binOf]).toEqual([3, 0, 0, 1, 2, 2]);
    expect([...binned.woeOf]).toEqual([...binned.binOf].map((bin) => binned.bins[bin]?.woe));
  });

  it('have no trend where the rate turns twice', () => {
    const zigzag = numbers(
      [
        [1, 90, 10],
        [2, 5, 5],
        [3, 60, 40],
        [4, 5, 5],
        [5, 90, 10],
        [6, 5, 5],
        [7, 60, 40],
      ],
      {},
      [2, 4, 6],
    );
    expect(zigzag.trend).toBe('none');
    expect(told(zigzag).map(([, goods]) => goods)).toEqual([90, 5, 60, 5, 90, 5, 60, 0]);
  });

  it('are one that takes any number where all are blank', () => {
    const binned = numbers([[Number.NaN, 10, 10]]);
    expect(told(binned)).toEqual([
      ['any', 0, 0],
      ['missing', 10, 10],
    ]);
    expect(binned).toMatchObject({ trend: 'none', freedom: 0, iv: 0 });
    expect(binned.bins[0]?.codes).toEqual([]);
    expect(Object.keys(binned.bins[0] ?? {})).not.toContain('upper');
  });

  it('have the trend of their rates, not of their sizes', () => {
    expect(
      numbers([
        [1, 800, 100],
        [2, 100, 50],
      ]).trend,
    ).toBe('rising');
    expect(
      numbers([
        [1, 70, 30],
        [2, 65, 35],
        [3, 95, 5],
      ]).trend,
    ).toBe('peak');
    expect(numbers([[1, 10, 10]]).trend).toBe('none');
  });

  it.each([
    ['peak', 'rising', [20, 50, 45]],
    ['valley', 'falling', [80, 50, 55]],
  ])('turn to a %s only where that says enough more than %s', (turned, straight, bads) => {
    const cells = bads.map((bad, at): Cell<number> => [at, 100 - bad, bad]);
    expect(numbers(cells).trend).toBe(turned);
    expect(numbers(cells, { turn_penalty: 50 }).trend).toBe(straight);
  });

  it('rise where falling would say the same and turning is not worth it', () => {
    const hump = [10, 40, 10].map((bads, at): Cell<number> => [at, 100 - bads, bads]);
    expect(numbers(hump, { turn_penalty: 50 }).trend).toBe('rising');
  });

  it('take another trend where the one laid down cannot be had', () => {
    const cells: readonly Cell<number>[] = [
      [1, 90, 10],
      [2, 60, 40],
    ];
    expect(numbers(cells, { trends: { x: 'peak' } }).trend).toBe('rising');
  });
});

describe('bins of texts', () => {
  it('run from the safest to the riskiest, and have no trend', () => {
    const binned = texts([
      ['a', 50, 50],
      ['b', 90, 10],
      ['c', 70, 30],
    ]);
    expect(told(binned)).toEqual([
      ['b', 90, 10],
      ['c', 70, 30],
      ['a', 50, 50],
      ['other', 0, 0],
      ['missing', 0, 0],
    ]);
    expect(binned).toMatchObject({ trend: 'none', freedom: 2 });
    expect(binned.bins[3]?.values).toEqual([]);
  });

  it('join texts of one rate in their order, each of which was a choice', () => {
    const binned = texts([
      ['a', 50, 50],
      ['b', 90, 10],
      ['c', 90, 10],
      ['d', 50, 50],
    ]);
    expect(binned.bins.map(({ values }) => values)).toEqual([['b', 'c'], ['a', 'd'], [], undefined]);
    expect(binned.freedom).toBe(3);
  });

  it('have texts with too few loans among the others, with those beyond the most that are kept', () => {
    const cells: readonly Cell<string | null>[] = [
      ['a', 50, 50],
      ['b', 90, 10],
      ['c', 3, 1],
      ['d', 3, 2],
    ];
    const binned = texts(cells, { min_level_loans: 5 });
    expect(told(binned)).toEqual([
      ['b', 90, 10],
      ['other', 3, 1],
      ['d', 3, 2],
      ['a', 50, 50],
      ['missing', 0, 0],
    ]);
    expect(binned.freedom).toBe(3);
    const kept = texts([...cells.slice(0, 2), ['c', 5, 5]], {}, 2);
    expect(told(kept)).toEqual([
      ['b', 90, 10],
      ['a, other', 55, 55],
      ['missing', 0, 0],
    ]);
    expect(kept.freedom).toBe(2);
  });

  it('do not let a handful of loans lead the list', () => {
    // By itself c would be the riskiest; with three loans of the portfolio added, b is.
    const binned = texts([
      ['a', 97, 3],
      ['b', 70, 30],
      ['c', 2, 1],
    ]);
    expect(binned.bins.map(({ values }) => values)).toEqual([['a'], ['c', 'b'], [], undefined]);
    const safe = texts([
      ['a', 97, 3],
      ['b', 70, 30],
      ['c', 3, 0],
    ]);
    expect(safe.bins.map(({ values }) => values)).toEqual([['a', 'c'], ['b'], [], undefined]);
  });

  it('are one where the rules allow no more, and none where all are blank', () => {
    expect(
      told(
        texts(
          [
            ['a', 10, 1],
            ['b', 10, 1],
          ],
          { min_bin_events: 3 },
        ),
      ),
    ).toEqual([
      ['a, b', 20, 2],
      ['other', 0, 0],
      ['missing', 0, 0],
    ]);
    expect(told(texts([[null, 10, 2]]))).toEqual([
      ['other', 0, 0],
      ['missing', 10, 2],
    ]);
  });
});

describe('the best cuts', () => {
  const best = (counts: FineCounts, rules: Partial<SegmentRules> = {}) =>
    bestSegmentations(counts, totalsOf(counts), { ...FREE_CUTS, ...rules });

  it('are none where bins of one rate must not be joined', () => {
    const alike = [
      [50, 5],
      [50, 5],
    ] as const;
    expect(best(fineCounts(alike, 1))).toEqual({ rising: null, falling: null, peak: null, valley: null });
    expect(best(fineCounts(alike)).rising?.starts).toEqual([0]);
  });

  it('part rates that lie as far apart as the z-test of two shares asks', () => {
    // 20 of 200 and 16 of 100, 12 in 100 together.
    const z = 0.06 / Math.sqrt(0.12 * 0.88 * (1 / 200 + 1 / 100));
    const counts = fineCounts([
      [180, 20],
      [84, 16],
    ]);
    expect(best(counts, { zCritical: z - 1e-6 }).rising?.starts).toEqual([0, 1]);
    expect(best(counts, { zCritical: z + 1e-6 }).rising?.starts).toEqual([0]);
    // 2 and 6 of 8: half apart, which is two standard errors of a quarter.
    const eights = fineCounts([
      [6, 2],
      [2, 6],
    ]);
    expect(best(eights, { zCritical: 2 }).rising?.starts).toEqual([0, 1]);
  });

  it('allow a bin to lack what chance would have brought many times over', () => {
    // Half of the loans, so that 30 of the 60 overdue ones would be due.
    const lacks = fineCounts([
      [198, 2],
      [142, 58],
    ]);
    expect(best(lacks, { minBads: 3, surelyExpected: 30 }).rising?.starts).toEqual([0, 1]);
    expect(best(lacks, { minBads: 3, surelyExpected: 30.1 }).rising?.starts).toEqual([0]);
    const lacksGoods = fineCounts([
      [58, 142],
      [2, 198],
    ]);
    expect(best(lacksGoods, { minGoods: 3, surelyExpected: 30 }).rising?.starts).toEqual([0, 1]);
    expect(best(lacksGoods, { minGoods: 3, surelyExpected: 30.1 }).rising?.starts).toEqual([0]);
  });

  it('are no more than allowed, and then the best of so many', () => {
    const counts = fineCounts([
      [95, 5],
      [90, 10],
      [50, 50],
      [45, 55],
    ]);
    expect([4, 3, 2, 1].map((maxBins) => best(counts, { maxBins }).rising?.starts)).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2],
      [0, 2],
      [0],
    ]);
  });
});
