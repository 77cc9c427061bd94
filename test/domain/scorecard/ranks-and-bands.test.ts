import { describe, expect, it } from 'vitest';
import { analyseFeatures } from '../../../core/domain/scorecard/feature-analysis.ts';
import { binFeature, type CodeCounts } from '../../../core/domain/scorecard/feature-bins.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';
import { categoricalColumn, type LoanTable } from '../../../core/domain/scorecard/loan-table.ts';
import { gains, ranking } from '../../../core/domain/scorecard/ranking.ts';
import { scoreGroups } from '../../../core/domain/scorecard/score-groups.ts';
import type { Scorecard } from '../../../core/domain/scorecard/scorecard.ts';
import { loanSettings } from '../../../core/domain/scorecard/settings.ts';
import {
  type LoanReference,
  loanReference,
  stabilityAgainst,
  stabilityIndex,
} from '../../../core/domain/scorecard/stability.ts';
import { CARD_SCALE } from './tiny-model.ts';

/** Loans by score: goods and overdue ones. */
function grouped(lines: readonly (readonly [score: number, goods: number, bads: number])[]) {
  const scores = lines.flatMap(([score, goods, bads]) => new Array<number>(goods + bads).fill(score));
  const overdue = lines.flatMap(([, goods, bads]) => [
    ...new Array<number>(goods).fill(0),
    ...new Array<number>(bads).fill(1),
  ]);
  return scoreGroups(scores, Uint8Array.from(overdue));
}

describe('a ranking', () => {
  it('has the largest distance between goods and overdue loans', () => {
    // 3/5 − 1/8, 4/5 − 2/8, 4/5 − 4/8 and nothing.
    const found = ranking(
      grouped([
        [1, 1, 3],
        [2, 1, 1],
        [3, 2, 0],
        [4, 4, 1],
      ]),
    );
    expect(found?.ks).toBeCloseTo(0.55, 12);
  });

  it('has the lift of the riskiest tenth, a part of a group counting for its part', () => {
    // Four of forty: three that are overdue, and one of three of which one is.
    const found = ranking(
      grouped([
        [1, 0, 3],
        [2, 2, 1],
        [3, 30, 4],
      ]),
    );
    expect(found?.liftAtDecile).toBeCloseTo((3 + 1 / 3) / 4 / (8 / 40), 12);
  });

  it('is none where all are overdue', () => {
    expect(ranking(grouped([[1, 0, 2]]))).toBeNull();
  });
});

describe('bands of scores', () => {
  it('close where they have their share, and with the last loan', () => {
    const bands = gains(
      grouped([
        [1, 1, 4],
        [2, 4, 3],
        [3, 3, 0],
        [4, 1, 1],
        [5, 3, 0],
      ]),
      4,
    );
    expect(bands.map(({ scoreFrom, scoreTo, count, overdue }) => [scoreFrom, scoreTo, count, overdue])).toEqual([
      [1, 1, 5, 4],
      [2, 2, 7, 3],
      [3, 3, 3, 0],
      [4, 5, 5, 1],
    ]);
    expect(bands.map(({ cumulativeBads }) => cumulativeBads)).toEqual([0.5, 0.875, 0.875, 1]);
    expect(bands.map(({ cumulativeGoods }) => cumulativeGoods)).toEqual([1 / 12, 5 / 12, 8 / 12, 1]);
    expect(bands.map(({ lift }) => lift)).toEqual([2, expect.closeTo(3 / 7 / 0.4, 12), 0, 0.5]);
  });

  it('have no lift where nothing is overdue', () => {
    expect(gains(grouped([[1, 2, 0]]))).toEqual([
      { scoreFrom: 1, scoreTo: 1, count: 2, overdue: 0, cumulativeBads: 0, cumulativeGoods: 1, lift: 0 },
    ]);
  });
});

describe('what a month leaves for later ones', () => {
  const card: Scorecard = {
    ...CARD_SCALE,
    features: [
      {
        name: 'region',
        kind: 'categorical',
        coefficient: -1,
        bins: [
          { label: 'north', points: 30, woe: 1, count: 1, bad_rate_pct: 0, values: ['north'] },
          { label: 'missing', points: -10, woe: 1, count: 1, bad_rate_pct: 0, missing: true },
        ],
      },
    ],
  };
  const bands = (scores: readonly number[]) => loanReference(card, [], Int32Array.from(scores)).score_bands;

  it('has tenths of the scores, whatever their order', () => {
    const scores = Array.from({ length: 20 }, (_, i) => ((i * 7 + 3) % 20) + 1);
    expect(bands(scores)).toEqual([
      { count: 2 },
      ...[3, 5, 7, 9, 11, 13, 15, 17, 19].map((from) => ({ from, count: 2 })),
    ]);
  });

  it('has a band for a score that most loans share, and one without loans', () => {
    expect(bands([5, 5, 5, 5, 9, 5, 5, 5, 5, 5])).toEqual([{ count: 9 }, { from: 9, count: 1 }]);
    expect(bands([-3, 100, 7, -3])).toEqual([{ count: 2 }, { from: 7, count: 1 }, { from: 100, count: 1 }]);
    expect(bands([])).toEqual([{ count: 0 }]);
  });

  it('has the bins of every feature, and how many loans each held', () => {
    const counts = { goods: Float64Array.from([1, 30, 20, 0]), bads: Float64Array.from([0, 10, 30, 0]) };
    const column: FineColumn = { name: 'region', kind: 'categorical', codes: new Uint8Array(), levels: ['n', 's'] };
    const settings = loanSettings.parse({});
    const analysis = analyseFeatures([column], [counts], [binFeature(column, counts, settings.binning)], settings);
    const [feature] = loanReference(card, analysis, new Int32Array()).features;
    expect(feature).toEqual({
      name: 'region',
      kind: 'categorical',
      bins: [
        { values: ['n'], count: 40 },
        { values: ['s'], count: 50 },
        { other: true, count: 0 },
        { missing: true, count: 1 },
      ],
    });
  });

  const reference: LoanReference = {
    scorecard: card,
    features: [
      {
        name: 'region',
        kind: 'categorical',
        bins: [
          { values: ['north'], count: 3 },
          { missing: true, count: 1 },
        ],
      },
    ],
    score_bands: [{ count: 1 }, { from: 500, count: 1 }, { from: 530, count: 2 }],
  };
  const now = (column: LoanTable['categorical'] | null, numbers: LoanTable['numeric'] = new Map()): LoanTable => ({
    ids: ['1', '2', '3', '4'],
    overdue: new Uint8Array(4),
    excluded: 0,
    targetDefinition: '',
    numeric: numbers,
    categorical: column ?? new Map(),
    protectedAttributes: new Map(),
  });

  it('is compared by scores, a text that no bin takes adding nothing', () => {
    // Scores 530, 530, 500 and 490: as many in each band as then.
    const found = stabilityAgainst(
      reference,
      now(new Map([['region', categoricalColumn(['north', 'north', 'west', null])]])),
      1e-4,
    );
    expect(found.score).toBeCloseTo(0, 12);
    // Of the three that a bin takes two are in the north, then three of four.
    expect(found.features.get('region')).toBeCloseTo(
      (2 / 3 - 3 / 4) * Math.log(8 / 9) + (1 / 3 - 1 / 4) * Math.log(4 / 3),
      12,
    );
  });

  it('is not compared by a feature that has become texts, or that had blanks alone', () => {
    const asNumber: LoanReference = {
      ...reference,
      features: [{ name: 'region', kind: 'numeric', bins: [{ missing: true, count: 4 }] }],
    };
    const asTexts = now(new Map([['region', categoricalColumn(['a', 'b', 'a', 'b'])]]));
    expect([...stabilityAgainst(asNumber, asTexts, 1e-4).features]).toEqual([]);
    const numbers = now(null, new Map([['region', Float64Array.from([1, 2, 3, 4])]]));
    expect([...stabilityAgainst(asNumber, numbers, 1e-4).features]).toEqual([['region', null]]);
  });

  it('has no index where one side has no loans', () => {
    expect(stabilityIndex([0, 0], [1, 2], 1e-4)).toBeNull();
  });
});

describe('the analysis of features', () => {
  const numeric = (name: string): FineColumn => ({
    name,
    kind: 'numeric',
    codes: new Uint8Array(),
    lower: [Number.NEGATIVE_INFINITY, 10],
    special: [null, null],
  });
  /** Goods and overdue loans by code, blanks first. */
  const counts = (goods: readonly number[], bads: readonly number[]): CodeCounts => ({
    goods: Float64Array.from(goods),
    bads: Float64Array.from(bads),
  });
  function analysed(features: readonly (readonly [FineColumn, CodeCounts])[], rules: object = {}) {
    const settings = loanSettings.parse(rules);
    return analyseFeatures(
      features.map(([column]) => column),
      features.map(([, of]) => of),
      features.map(([column, of]) => binFeature(column, of, settings.binning)),
      settings,
    );
  }
  const still = counts([0, 26, 24], [0, 25, 25]);

  it('has blanks, area and test by hand', () => {
    const [feature] = analysed([[numeric('age'), counts([10, 40, 50], [10, 60, 30])]]);
    expect(feature).toMatchObject({
      name: 'age',
      kind: 'numeric',
      group: 'personal',
      protectedAttribute: false,
      trend: 'falling',
      missingRate: 0.1,
      leakage: false,
      expectation: 'holds',
      expected: 'falling',
    });
    // Riskiest first: 60 of 100, 10 of 20, 30 of 80.
    expect(feature?.auc).toBeCloseTo((40 * 30 + 10 * 65 + 50 * 85) / 10_000, 12);
    expect(feature?.test?.chiSquared).toBeCloseTo((2 * 10 ** 2) / 50 + (2 * 10 ** 2) / 40, 9);
    expect(feature?.test?.degreesOfFreedom).toBe(2);
    expect(feature?.comparison?.cliffsDelta).toBeLessThan(0);
  });

  it('takes account of how many features were looked at', () => {
    // p = 0.017: of two that is 0.034, of three it would be 0.051; p = 0.029 is 0.057 of two.
    const first = [numeric('income'), counts([0, 19, 31], [0, 31, 19])] as const;
    const lesser = [numeric('income'), counts([0, 19, 31], [0, 30, 20])] as const;
    const second = [numeric('credit_score'), still] as const;
    const third = [numeric('age'), still] as const;
    const one = [numeric('term_months'), counts([0, 50, 0], [0, 50, 0])] as const;
    const region = [
      { name: 'region', kind: 'categorical', codes: new Uint8Array(), levels: ['a'] },
      counts([0, 25, 25], [0, 25, 25]),
    ] as const satisfies readonly [FineColumn, CodeCounts];
    const readings = (...features: readonly (readonly [FineColumn, CodeCounts])[]) =>
      analysed(features).map(({ expectation }) => expectation);
    expect(readings(region, second, one, first)).toEqual([null, 'not_shown', 'not_shown', 'holds']);
    expect(readings(second, first, third)).toEqual(['not_shown', 'not_shown', 'not_shown']);
    expect(readings(lesser)).toEqual(['holds']);
    expect(readings(lesser, second)).toEqual(['not_shown', 'not_shown']);
  });

  it('reads texts from the safest to the riskiest', () => {
    const education: FineColumn = {
      name: 'education',
      kind: 'categorical',
      codes: new Uint8Array(),
      levels: ['Bachelor', 'primary'],
    };
    const [feature] = analysed([[education, counts([0, 80, 20, 0], [0, 40, 60, 0])]]);
    expect(feature).toMatchObject({ expected: 'safest_first', expectation: 'holds', group: 'personal' });
    const [reversed] = analysed([[education, counts([0, 20, 80, 0], [0, 60, 40, 0])]]);
    expect(reversed?.expectation).toBe('opposite');
    const [none] = analysed([[{ ...education, name: 'hobby' }, counts([0, 20, 80, 0], [0, 60, 40, 0])]]);
    expect(none).toMatchObject({ expected: null, expectation: null, comparison: null, group: 'other' });
  });

  it('says that a feature was most likely known only afterwards', () => {
    const at = (auc: number) =>
      analysed([[numeric('age'), counts([0, 10, 30], [0, 30, 10])]], { selection: { leakage_auc: auc } })[0]?.leakage;
    // (10 · 15 + 30 · 35) of 40 · 40 pairs.
    expect([0.75, 0.76].map(at)).toEqual([true, false]);
  });

  it('has nothing of a book without loans', () => {
    expect(analysed([[numeric('age'), counts([0, 0, 0], [0, 0, 0])]])[0]).toMatchObject({
      missingRate: 0,
      auc: 0.5,
      test: null,
      expectation: 'not_shown',
    });
  });
});
