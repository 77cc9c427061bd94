import { describe, expect, it } from 'vitest';
import { type BinnedFeature, binFeature, type CodeCounts } from '../../core/domain/scorecard/feature-bins.ts';
import { codeCount, type FineColumn, fineCategorical, fineNumeric } from '../../core/domain/scorecard/fine-bins.ts';
import { categoricalColumn } from '../../core/domain/scorecard/loan-table.ts';
import { binLabel } from '../../core/domain/scorecard/scorecard.ts';
import { loanSettings } from '../../core/domain/scorecard/settings.ts';

const settings = loanSettings.parse({}).binning;

function counted(column: FineColumn, overdue: readonly number[]): CodeCounts {
  const goods = new Float64Array(codeCount(column));
  const bads = new Float64Array(codeCount(column));
  overdue.forEach((bad, row) => {
    const side = bad === 1 ? bads : goods;
    const code = column.codes[row] ?? 0;
    side[code] = (side[code] ?? 0) + 1;
  });
  return { goods, bads };
}

/** A book with so many goods and bads at each value. */
function book<T>(cells: readonly (readonly [T, number, number])[]): { values: T[]; overdue: number[] } {
  const values = cells.flatMap(([value, goods, bads]) => new Array<T>(goods + bads).fill(value));
  const overdue = cells.flatMap(([, goods, bads]) => [
    ...new Array<number>(goods).fill(0),
    ...new Array<number>(bads).fill(1),
  ]);
  return { values, overdue };
}

function binNumbers(cells: readonly (readonly [number, number, number])[], own = settings): BinnedFeature {
  const { values, overdue } = book(cells);
  const column = fineNumeric('x', Float64Array.from(values), own.fine_bins, own.special_codes.x ?? []);
  return binFeature(column, counted(column, overdue), own);
}

function binTexts(cells: readonly (readonly [string | null, number, number])[], own = settings): BinnedFeature {
  const { values, overdue } = book(cells);
  const column = fineCategorical('x', categoricalColumn(values));
  return binFeature(column, counted(column, overdue), own);
}

describe('binFeature of numbers', () => {
  it('works out weight of evidence and information value by their definitions', () => {
    const { bins, iv, trend } = binNumbers([
      [1, 90, 10],
      [2, 60, 40],
    ]);
    const low = Math.log(90 / 150 / (10 / 50));
    const high = Math.log(60 / 150 / (40 / 50));
    expect(bins.map((bin) => [binLabel(bin), bin.goods, bin.bads])).toEqual([
      ['< 2', 90, 10],
      ['≥ 2', 60, 40],
      ['missing', 0, 0],
    ]);
    expect(bins.map((bin) => bin.woe)).toEqual([expect.closeTo(low, 12), expect.closeTo(high, 12), 0]);
    expect(iv).toBeCloseTo((90 / 150 - 10 / 50) * low + (60 / 150 - 40 / 50) * high, 12);
    expect(trend).toBe('rising');
  });

  it.each([
    ['falling', [40, 30, 20, 10]],
    ['peak', [10, 40, 40, 10]],
    ['valley', [40, 10, 12, 40]],
  ])('sees a %s overdue rate', (trend, bads) => {
    expect(binNumbers(bads.map((bad, i) => [i, 100 - bad, bad] as const)).trend).toBe(trend);
  });

  it('keeps blanks and special codes out of the trend, in bins of their own', () => {
    const own = { ...settings, special_codes: { x: [-999] } };
    const { bins, trend } = binNumbers(
      [
        [-999, 20, 30],
        [1, 90, 10],
        [2, 60, 40],
        [Number.NaN, 10, 5],
      ],
      own,
    );
    expect(bins.map((bin) => [binLabel(bin), bin.goods + bin.bads])).toEqual([
      ['= -999', 50],
      ['[0, 2)', 100],
      ['≥ 2', 100],
      ['missing', 15],
    ]);
    expect(trend).toBe('rising');
  });

  it('smooths a bin without overdue loans and leaves one without loans neutral', () => {
    const { bins } = binNumbers([
      [1, 100, 20],
      [Number.NaN, 10, 0],
    ]);
    expect(bins.at(-1)?.woe).toBeCloseTo(Math.log(10.5 / 110 / (0.5 / 20)), 12);
    expect(binNumbers([[1, 100, 20]]).bins.at(-1)).toMatchObject({ missing: true, woe: 0, iv: 0 });
  });

  it('follows a trend laid down by the rules', () => {
    const own = { ...settings, trends: { x: 'falling' as const } };
    expect(
      binNumbers(
        [
          [1, 90, 10],
          [2, 60, 40],
          [3, 80, 20],
        ],
        own,
      ).trend,
    ).toBe('falling');
  });
});

describe('binFeature of texts', () => {
  it('joins texts with like overdue rates and lets unlisted ones be other', () => {
    const { bins } = binTexts(
      [
        ['a', 90, 10],
        ['b', 89, 11],
        ['c', 50, 50],
        ['d', 1, 0],
      ],
      { ...settings, min_level_loans: 5, bin_penalty: 3 },
    );
    expect(bins.flatMap((bin) => bin.values ?? []).sort()).toEqual(['a', 'b', 'c']);
    expect(bins.filter((bin) => bin.other === true)).toHaveLength(1);
    expect(bins.find((bin) => bin.values?.includes('a'))).toBe(bins.find((bin) => bin.values?.includes('b')));
    expect(bins.find((bin) => bin.values?.includes('c'))?.values).toEqual(['c']);
  });

  it('has an empty, neutral bin for texts never met', () => {
    const { bins } = binTexts([
      ['a', 90, 10],
      ['b', 50, 50],
    ]);
    expect(bins.find((bin) => bin.other === true)).toMatchObject({ goods: 0, bads: 0, woe: 0 });
  });
});
