import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibration } from '../../core/domain/scorecard/calibration.ts';
import { gains, ranking } from '../../core/domain/scorecard/ranking.ts';
import { scoreGroups } from '../../core/domain/scorecard/score-groups.ts';

const loans = fc
  .array(
    fc.tuple(
      fc.integer({ min: -3, max: 12 }).map((score) => score / 4),
      fc.integer({ min: 0, max: 1 }),
    ),
    { minLength: 4, maxLength: 60 },
  )
  .filter((lines) => new Set(lines.map(([, bad]) => bad)).size === 2);
const split = (lines: readonly (readonly [number, number])[]) => ({
  scores: lines.map(([score]) => score),
  overdue: Uint8Array.from(lines, ([, bad]) => bad),
});

describe('ranking', () => {
  it('counts pairs of a good and an overdue loan, ties as half', () => {
    fc.assert(
      fc.property(loans, (lines) => {
        const { scores, overdue } = split(lines);
        const pairs = lines
          .filter(([, bad]) => bad === 0)
          .flatMap(([good]): number[] =>
            lines.filter(([, bad]) => bad === 1).map(([bad]) => (good > bad ? 1 : good === bad ? 0.5 : 0)),
          );
        const found = ranking(scoreGroups(scores, overdue));
        expect(found?.auc).toBeCloseTo(pairs.reduce((a, b) => a + b, 0) / pairs.length, 12);
        expect(found?.gini).toBeCloseTo(2 * (found?.auc ?? 0) - 1, 12);
        expect(found?.aucLow).toBeLessThanOrEqual(found?.auc ?? -1);
      }),
    );
  });

  it('has the variance of DeLong on a case worked by hand', () => {
    // Goods 3, 4, 5; overdue 1, 2, 4: placements of the overdue 1, 1, 0.5; of the goods 2/3, 2.5/3, 1.
    const found = ranking(scoreGroups([3, 4, 5, 1, 2, 4], Uint8Array.from([0, 0, 0, 1, 1, 1])));
    const auc = 7.5 / 9;
    const ofBads = ((1 - auc) ** 2 * 2 + (0.5 - auc) ** 2) / 2;
    const ofGoods = ((2 / 3 - auc) ** 2 + (2.5 / 3 - auc) ** 2 + (1 - auc) ** 2) / 2;
    expect(found?.auc).toBeCloseTo(auc, 12);
    expect(found?.aucLow).toBeCloseTo(auc - 1.959963985 * Math.sqrt(ofBads / 3 + ofGoods / 3), 8);
    expect(found?.aucHigh).toBe(1);
  });

  it('takes loans tied at the edge of the riskiest tenth at their expected value', () => {
    const scores = [...new Array(20).fill(1), ...new Array(80).fill(2)];
    const overdue = Uint8Array.from(scores, (score, i) => (score === 1 && i < 10 ? 1 : 0));
    expect(ranking(scoreGroups(scores, overdue))?.liftAtDecile).toBeCloseTo(0.5 / 0.1, 12);
  });

  it('has nothing to say of one class', () => {
    expect(ranking(scoreGroups([1, 2], Uint8Array.from([0, 0])))).toBeNull();
  });
});

describe('gains', () => {
  it('covers every loan once, riskiest first', () => {
    fc.assert(
      fc.property(loans, (lines) => {
        const { scores, overdue } = split(lines);
        const bands = gains(scoreGroups(scores, overdue));
        expect(bands.reduce((sum, band) => sum + band.count, 0)).toBe(lines.length);
        expect(bands.reduce((sum, band) => sum + band.overdue, 0)).toBe(overdue.reduce((a, b) => a + b, 0));
        expect(bands.at(-1)?.cumulativeBads).toBe(1);
        expect(bands.every((band, i) => i === 0 || band.scoreFrom > (bands[i - 1]?.scoreTo ?? Number.NaN))).toBe(true);
        expect(bands.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});

describe('calibration', () => {
  it('finds chances that come true calibrated, and boastful ones too confident', () => {
    const logOdds = Float64Array.from([...new Array(100).fill(Math.log(0.25)), ...new Array(100).fill(Math.log(4))]);
    const overdue = Uint8Array.from({ length: 200 }, (_, i) => (i < 20 || i >= 120 ? 1 : 0));
    expect(calibration(logOdds, overdue)).toEqual({
      brier: expect.closeTo(0.16, 12),
      slope: expect.closeTo(1, 8),
      meanPredicted: expect.closeTo(0.5, 12),
    });
    expect(
      calibration(
        logOdds.map((odds) => 2 * odds),
        overdue,
      ).slope,
    ).toBeCloseTo(0.5, 8);
    expect(calibration(new Float64Array(200), overdue).slope).toBeNull();
  });
});
