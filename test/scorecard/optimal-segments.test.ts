import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bestSegmentations,
  type FineCounts,
  type Segmentation,
  type SegmentRules,
} from '../../core/domain/scorecard/optimal-segments.ts';
import { informationValue } from '../../core/domain/scorecard/woe.ts';
import { FREE_CUTS, fineCounts, totalsOf } from '../domain/scorecard/fine-counts.ts';

/** Every way to cut, tried out. */
function bruteForce(
  counts: FineCounts,
  rules: SegmentRules,
  shape: (rates: readonly number[]) => boolean,
): number | null {
  const n = counts.goods.length;
  const totals = totalsOf(counts);
  let best: number | null = null;
  for (let mask = 0; mask < 1 << (n - 1); mask += 1) {
    const starts = [0, ...Array.from({ length: n - 1 }, (_, i) => i + 1).filter((i) => (mask >> (i - 1)) & 1)];
    const bins = starts.map((start, at) => {
      const end = starts[at + 1] ?? n;
      return {
        goods: counts.goods.slice(start, end).reduce((a, b) => a + b, 0),
        bads: counts.bads.slice(start, end).reduce((a, b) => a + b, 0),
      };
    });
    if (
      bins.length > rules.maxBins ||
      bins.some(({ goods, bads }) => goods < rules.minGoods || bads < rules.minBads || goods + bads < rules.minCount)
    )
      continue;
    if (!shape(bins.map(({ goods, bads }) => bads / (goods + bads)))) continue;
    const value =
      bins.reduce((sum, { goods, bads }) => sum + informationValue(goods, bads, totals.goods, totals.bads), 0) -
      rules.penalty * (bins.length - 1);
    if (best === null || value > best) best = value;
  }
  return best;
}

const rising = (rates: readonly number[]): boolean => rates.every((rate, i) => i === 0 || rate > (rates[i - 1] ?? 0));
const risesThenFalls = (rates: readonly number[]): boolean => {
  const top = rates.indexOf(Math.max(...rates));
  return top < rates.length - 1 && rising(rates.slice(0, top + 1)) && rising([...rates.slice(top)].reverse());
};
const near = (found: Segmentation | null, wanted: number | null): void => {
  if (wanted === null) expect(found).toBeNull();
  else expect(found?.value).toBeCloseTo(wanted, 10);
};

describe('bestSegmentations', () => {
  const cell = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }));
  const book = fc.array(cell, { minLength: 2, maxLength: 9 });

  it('finds the best binning of each shape that trying out every binning finds', () => {
    fc.assert(
      fc.property(
        book,
        fc.integer({ min: 1, max: 5 }),
        fc.double({ min: 0, max: 0.2, noNaN: true }),
        (cells, maxBins, penalty) => {
          const counts = fineCounts(cells);
          const rules = { ...FREE_CUTS, maxBins, penalty, minCount: 5 };
          const best = bestSegmentations(counts, totalsOf(counts), rules);
          near(best.rising, bruteForce(counts, rules, rising));
          near(
            best.falling,
            bruteForce(counts, rules, (rates) => rising([...rates].reverse())),
          );
          near(best.peak, bruteForce(counts, rules, risesThenFalls));
          near(
            best.valley,
            bruteForce(counts, rules, (rates) => risesThenFalls(rates.map((rate) => 1 - rate))),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('never puts a bin across a barrier', () => {
    const counts = {
      ...fineCounts([
        [50, 5],
        [50, 6],
        [50, 20],
        [50, 21],
      ]),
      barrier: [false, false, true, false],
    };
    expect(bestSegmentations(counts, totalsOf(counts), { ...FREE_CUTS, maxBins: 2 }).rising?.starts).toEqual([0, 2]);
  });

  it('joins neighbours whose overdue rates differ by chance only', () => {
    const counts = fineCounts([
      [100, 10],
      [100, 12],
      [100, 60],
    ]);
    const strict = bestSegmentations(counts, totalsOf(counts), { ...FREE_CUTS, zCritical: 1.96 });
    expect(strict.rising?.starts).toEqual([0, 2]);
    expect(bestSegmentations(counts, totalsOf(counts), FREE_CUTS).rising?.starts).toEqual([0, 1, 2]);
  });
});
