import { describe, expect, it } from 'vitest';
import { foldRounds, logOdds, rowsWhere } from '../../../core/domain/scorecard/out-of-fold.ts';
import { cardScores, NO_REASON, refusals } from '../../../core/domain/scorecard/refusal-reasons.ts';
import type { Scorecard } from '../../../core/domain/scorecard/scorecard.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import { CARD_SCALE, tinyFeature, tinyModel } from './tiny-model.ts';

/** Points of codes 0, 1 and 2, by feature. */
const POINTS = [
  [0, -10, 5],
  [0, -20, 8],
  [0, -10, 0],
  [0, -5, 5],
  [0, -30, 20],
  [3, -1, 0],
];
const CARD: Scorecard = {
  ...CARD_SCALE,
  features: POINTS.map((of, feature) => ({
    name: `f${feature}`,
    kind: 'categorical',
    coefficient: -1,
    bins: of.map((points) => ({ label: '', points, woe: 0, count: 1, bad_rate_pct: 0 })),
  })),
};

/** Scores and reasons of loans, told by their codes, feature after feature. */
function told(loans: readonly (readonly number[])[], cutoff: number) {
  const features = POINTS.map((_, at) =>
    tinyFeature(
      `f${at}`,
      loans.map((codes) => codes[at] ?? 0),
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
    ),
  );
  const model = tinyModel(features);
  const { score, refused, reasons } = refusals(CARD, model, cardScores(CARD, model, loans.length), cutoff);
  return loans.map((_, row) => ({
    score: score[row],
    refused: refused[row],
    reasons: [...reasons.subarray(row * 4, row * 4 + 4)].filter((reason) => reason !== NO_REASON),
  }));
}

describe('a refused loan', () => {
  it('is told the four features that cost it most, the costliest first, ties in the order of the card', () => {
    expect(told([[1, 1, 1, 1, 1, 1]], 510)).toEqual([{ score: 424, refused: 1, reasons: [4, 1, 0, 2] }]);
  });

  it('is told fewer where fewer cost it points, each loan its own', () => {
    expect(
      told(
        [
          [0, 1, 0, 0, 0, 0],
          [0, 0, 1, 0, 0, 1],
        ],
        510,
      ),
    ).toEqual([
      { score: 483, refused: 1, reasons: [1] },
      { score: 489, refused: 1, reasons: [2, 5] },
    ]);
  });

  it('that no feature costs points is told the one furthest below its best bin, the first of equals', () => {
    expect(told([[0, 0, 0, 0, 0, 0]], 510)).toEqual([{ score: 503, refused: 1, reasons: [4] }]);
    expect(told([[0, 2, 0, 0, 2, 0]], 999)).toEqual([{ score: 531, refused: 1, reasons: [0] }]);
    expect(told([[2, 2, 0, 0, 2, 2]], 999)).toEqual([{ score: 533, refused: 1, reasons: [3] }]);
  });

  it('that has the best of everything is told nothing', () => {
    expect(told([[2, 2, 2, 2, 2, 0]], 999)).toEqual([{ score: 541, refused: 1, reasons: [] }]);
  });
});

describe('a loan at the cut-off', () => {
  it('is approved, for no reason', () => {
    expect(told([[2, 0, 0, 0, 0, 0]], 508)).toEqual([{ score: 508, refused: 0, reasons: [] }]);
    expect(told([[2, 0, 0, 0, 0, 0]], 509)[0]?.refused).toBe(1);
  });
});

describe('log-odds by a model', () => {
  it('are the intercept and each coefficient times its weight of evidence, for the loans listed', () => {
    const cells = [
      [1, 1],
      [8, 2],
      [1, 7],
    ] as const;
    const model = tinyModel([tinyFeature('a', [1, 2, 1], cells, -0.5), tinyFeature('b', [2, 1, 1], cells, -2)], -3);
    const into = Float64Array.from([9, 9, 9]);
    logOdds(model, Uint32Array.from([0, 2]), into);
    const [safe, risky] = [Math.log(0.8 / 0.2), Math.log(0.1 / 0.7)];
    expect(into[0]).toBeCloseTo(-3 - 0.5 * safe - 2 * risky, 12);
    expect(into[1]).toBe(9);
    expect(into[2]).toBeCloseTo(-3 - 2.5 * safe, 12);
  });
});

describe('loans by fold', () => {
  it('are listed where their fold meets the condition', () => {
    const foldOf = Uint8Array.from([0, 2, 1, 2, 0]);
    expect([...rowsWhere(foldOf, (fold) => fold === 2)]).toEqual([1, 3]);
    expect([...rowsWhere(foldOf, (fold) => fold !== 2)]).toEqual([0, 2, 4]);
  });

  it('are dealt anew several times up to the book that the rules name', () => {
    const settings = loanSettings.parse({ rounds: 4, repeat_up_to_loans: 100 });
    expect([99, 100, 101].map((loans) => foldRounds(loans, settings))).toEqual([4, 4, 1]);
  });
});
