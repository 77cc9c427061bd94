import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binIndexOf, cardScore } from '../../../core/domain/scorecard/apply-scorecard.ts';
import { calibration, overdueChance } from '../../../core/domain/scorecard/calibration.ts';
import { correlations, varianceInflation } from '../../../core/domain/scorecard/correlation.ts';
import { cutoffTable } from '../../../core/domain/scorecard/cutoff.ts';
import { rawDesign } from '../../../core/domain/scorecard/design.ts';
import { rankAgainstExpectation, readExpectation } from '../../../core/domain/scorecard/expectation-reading.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';
import { stratifiedFolds } from '../../../core/domain/scorecard/folds.ts';
import { categoricalColumn, type LoanTable } from '../../../core/domain/scorecard/loan-table.ts';
import { scoreGroups, toldScore } from '../../../core/domain/scorecard/score-groups.ts';
import { binLabel, type CardBin, type Scorecard, scoreRange } from '../../../core/domain/scorecard/scorecard.ts';
import { scorecardSql } from '../../../core/domain/scorecard/scorecard-sql.ts';
import { type LoanReference, stabilityAgainst } from '../../../core/domain/scorecard/stability.ts';
import { CARD_SCALE } from './tiny-model.ts';

const bin = (points: number, definition: Partial<CardBin>): CardBin => ({
  label: '',
  points,
  woe: 0,
  count: 0,
  bad_rate_pct: 0,
  ...definition,
});
const CARD: Scorecard = {
  ...CARD_SCALE,
  features: [
    {
      name: 'income "net"',
      kind: 'numeric',
      coefficient: -1,
      bins: [
        bin(-3, { missing: true }),
        bin(20, { lower: 2000 }),
        bin(-30, { upper: 1000 }),
        bin(5, { lower: 1000, upper: 2000 }),
      ],
    },
    {
      name: 'region',
      kind: 'categorical',
      coefficient: -1,
      bins: [bin(7, { values: ["l'île", 'north'] }), bin(-2, { other: true }), bin(1, { missing: true })],
    },
  ],
};
const [INCOME = [], REGION = []] = CARD.features.map(({ bins }) => bins);

describe('a bin', () => {
  it.each([
    [{ missing: true } as const, 'missing'],
    [{ special: -999 }, '= -999'],
    [{ values: ['north', 'south'] }, 'north, south'],
    [{ values: ['north'], other: true } as const, 'north, other'],
    [{ other: true } as const, 'other'],
    [{}, 'any'],
    [{ upper: 10 }, '< 10'],
    [{ lower: 10 }, '≥ 10'],
    [{ lower: 10, upper: 20 }, '[10, 20)'],
  ])('%j is called %s', (definition, label) => {
    expect(binLabel(definition)).toBe(label);
  });

  it('takes its lower edge and not its upper one', () => {
    expect([999, 1000, 1999, 2000].map((value) => binIndexOf(INCOME, value))).toEqual([2, 3, 3, 1]);
  });

  it.each([null, undefined, '', Number.NaN, Number.POSITIVE_INFINITY])('of blanks takes %s', (blank) => {
    expect(binIndexOf(INCOME, blank)).toBe(0);
    expect(binIndexOf(REGION, blank)).toBe(2);
  });

  it('of other texts takes those that none names, where there is one', () => {
    expect(['north', "l'île", 'west'].map((text) => binIndexOf(REGION, text))).toEqual([0, 0, 1]);
    expect(binIndexOf([bin(7, { values: ['north'] })], 'west')).toBe(-1);
    expect(binIndexOf([bin(7, { values: ['north'] })], null)).toBe(-1);
  });
});

describe('a loan by the card', () => {
  it('has the base and the points of its bins', () => {
    expect(cardScore(CARD, { 'income "net"': 1500, region: 'north' })).toBe(512);
    expect(cardScore(CARD, { 'income "net"': 900, region: 'west' })).toBe(468);
    expect(cardScore(CARD, {})).toBe(498);
    expect(scoreRange(CARD)).toEqual({ min: 468, max: 527 });
  });

  it('is scored by a statement with every edge once, and names and texts quoted', () => {
    expect(scorecardSql(CARD)).toBe(
      [
        'SELECT',
        '  loan_id,',
        '  500',
        '  + CASE WHEN "income ""net""" IS NULL THEN -3 WHEN CAST("income ""net""" AS DOUBLE) < 1E+3 THEN -30 ' +
          'WHEN CAST("income ""net""" AS DOUBLE) < 2E+3 THEN 5 ELSE 20 END',
        `  + CASE WHEN "region" IS NULL OR "region" = '' THEN 1 WHEN "region" IN ('l''île', 'north') THEN 7 ELSE -2 END`,
        '  AS score',
        'FROM "loan_accounts"',
        '',
      ].join('\n'),
    );
  });
});

describe('chances', () => {
  it('are one in two of even odds, three in four of three to one, and never leave 0 to 1', () => {
    expect([0, Math.log(3), -Math.log(3)].map(overdueChance)).toEqual([
      0.5,
      expect.closeTo(0.75, 12),
      expect.closeTo(0.25, 12),
    ]);
    expect([overdueChance(-800), overdueChance(800)]).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.double({ min: -50, max: 50, noNaN: true }), (odds) => {
        expect(overdueChance(odds) + overdueChance(-odds)).toBeCloseTo(1, 12);
      }),
    );
  });

  it('that come true have slope 1; those twice as sure as they may be, one half', () => {
    const odds = (by: number) => Float64Array.from([1, 1, 1, 1, -1, -1, -1, -1], (side) => side * by);
    const happened = Uint8Array.from([1, 1, 1, 0, 0, 0, 0, 1]);
    expect(calibration(odds(Math.log(3)), happened)).toEqual({
      brier: expect.closeTo(0.75 * 0.25, 12),
      slope: expect.closeTo(1, 6),
      meanPredicted: expect.closeTo(0.5, 12),
    });
    expect(calibration(odds(2 * Math.log(3)), happened).slope).toBeCloseTo(0.5, 6);
  });

  it('that are all the same, or that part the classes whole, have no slope; no loans have no error', () => {
    expect(calibration(Float64Array.from([1, 1]), Uint8Array.from([0, 1])).slope).toBeNull();
    expect(calibration(Float64Array.from([1, -1, 2, -2]), Uint8Array.from([1, 0, 1, 0])).slope).toBeNull();
    expect(calibration(new Float64Array(), new Uint8Array())).toEqual({ brier: 0, slope: null, meanPredicted: 0 });
  });
});

describe('columns that repeat each other', () => {
  const of = (...columns: number[][]) => correlations(rawDesign(columns.map((column) => Float64Array.from(column))));

  it('correlate by the textbook', () => {
    const matrix = of([1, 2, 3, 4], [1, 3, 2, 4], [4, 3, 2, 1], [7, 7, 7, 7]);
    expect(matrix.get(0, 1)).toBeCloseTo(0.8, 12);
    expect(matrix.get(1, 0)).toBeCloseTo(0.8, 12);
    expect(matrix.get(0, 2)).toBeCloseTo(-1, 12);
    expect([matrix.get(0, 3), matrix.get(3, 3)]).toEqual([0, 1]);
  });

  it('are inflated by 1/(1 − r²), beyond all measure where they are the same', () => {
    expect(varianceInflation(of([1, 2, 3, 4], [1, 3, 2, 4]))).toEqual([
      expect.closeTo(1 / 0.36, 5),
      expect.closeTo(1 / 0.36, 5),
    ]);
    expect(varianceInflation(of([1, 2], [1, 2])).every((factor) => factor > 1e6)).toBe(true);
    expect(varianceInflation(of([1, 1, 2, 2], [1, 2, 1, 2]))).toEqual([1, 1]);
    expect(varianceInflation(of())).toEqual([]);
  });
});

describe('what is expected of a feature', () => {
  const numbers: FineColumn = {
    kind: 'numeric',
    name: 'term',
    codes: new Uint8Array(),
    lower: [Number.NEGATIVE_INFINITY, 5, 10],
    special: [null, 5, null],
  };
  const texts: FineColumn = {
    kind: 'categorical',
    name: 'home',
    codes: new Uint8Array(),
    levels: ['Rent', 'own_home', 'elsewhere'],
  };
  const counts = (goods: number[], bads: number[]) => ({
    goods: Float64Array.from(goods),
    bads: Float64Array.from(bads),
  });

  it('ranks numbers that are quantities: blanks and codes stay out', () => {
    // 3 of 4 goods lie low and 3 of 4 overdue loans high: (9 − 1) / 16.
    const found = rankAgainstExpectation(numbers, counts([50, 3, 9, 1], [0, 1, 9, 3]), 'rising');
    expect(found?.cliffsDelta).toBeCloseTo(0.5, 12);
    expect(rankAgainstExpectation(numbers, counts([50, 3, 9, 0], [0, 1, 9, 0]), 'rising')).toBeNull();
  });

  it('ranks texts from safest to riskiest, however they are written; what no rung names stays out', () => {
    const ladder = { safest_first: [['Own Home '], ['rent']] };
    const found = rankAgainstExpectation(texts, counts([7, 1, 3, 20], [0, 3, 1, 0]), ladder);
    expect(found?.cliffsDelta).toBeCloseTo(0.5, 12);
    expect(rankAgainstExpectation(texts, counts([7, 1, 3, 20], [0, 3, 1, 0]), undefined)).toBeNull();
  });

  it.each([
    [0.5, 0.01, 'rising', 'holds'],
    [-0.5, 0.01, 'rising', 'opposite'],
    [0.5, 0.01, 'falling', 'opposite'],
    [-0.5, 0.01, 'falling', 'holds'],
    [0.5, 0.05, 'rising', 'not_shown'],
    [0, 0.01, 'rising', 'not_shown'],
  ] as const)('a delta of %d at p = %d, where %s is expected: %s', (cliffsDelta, p, expected, reading) => {
    expect(readExpectation({ u: 0, cliffsDelta, pValue: p }, p, expected, 0.05)).toBe(reading);
  });
});

describe('the table of cut-offs', () => {
  const score = [500, 520, 540, 560];
  const groups = scoreGroups(score, Uint8Array.from([1, 0, 1, 0]));
  const table = (weights: number[] | null) =>
    cutoffTable(
      groups,
      groups,
      {
        outOfFoldScores: Float64Array.from(score),
        chances: Float64Array.from([0.8, 0.6, 0.4, 0.2]),
        weights: weights === null ? null : Float64Array.from(weights),
      },
      600,
      0.5,
    ).map(({ card, expectedLoss }) => [card.cutoffScore, card.approvalRate, expectedLoss]);

  it('walks from all to nobody, with half of what is overdue lost', () => {
    expect(table(null)).toEqual([
      [500, 1, expect.closeTo(0.25, 12)],
      [520, 0.75, expect.closeTo(0.2, 12)],
      [540, 0.5, expect.closeTo(0.15, 12)],
      [560, 0.25, expect.closeTo(0.1, 12)],
      [600, 0, null],
    ]);
  });

  it('weighs loans by their amount; one without an amount weighs nothing', () => {
    // (300 · 0.4 + 100 · 0.2) / 400 / 2
    expect(table([Number.NaN, 0, 300, 100])[0]).toEqual([500, 1, expect.closeTo(0.175, 12)]);
  });

  it('has scores to six decimals', () => {
    expect(toldScore(512.123_456_7)).toBe(512.123457);
    expect([...scoreGroups([2.000_000_1, 2], Uint8Array.from([0, 1])).score]).toEqual([2]);
  });
});

describe('folds', () => {
  it('deal overdue loans and others evenly, whatever the order of the rows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string(), { maxLength: 40 }), fc.integer({ min: 2, max: 5 }), (ids, folds) => {
        const overdue = Uint8Array.from(ids, (id) => id.length % 2);
        const foldOf = stratifiedFolds(ids, overdue, folds, 1);
        for (const kind of [0, 1]) {
          const sizes = Array.from({ length: folds }, (_, fold) =>
            ids.reduce((sum, __, row) => sum + (overdue[row] === kind && foldOf[row] === fold ? 1 : 0), 0),
          );
          expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        }
        const reversed = stratifiedFolds([...ids].reverse(), overdue.slice().reverse(), folds, 1);
        expect([...reversed].reverse()).toEqual([...foldOf]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a book against an earlier month', () => {
  const reference: LoanReference = {
    scorecard: CARD,
    features: [
      {
        name: 'income "net"',
        kind: 'numeric',
        bins: INCOME.map((each, at) => ({ ...each, count: [0, 2, 1, 1][at] ?? 0 })),
      },
      { name: 'region', kind: 'categorical', bins: REGION.map((each, at) => ({ ...each, count: [2, 1, 1][at] ?? 0 })) },
    ],
    score_bands: [{ count: 1 }, { from: 470, count: 1 }, { from: 500, count: 2 }],
  };
  const now = (incomes: number[], regions: (string | null)[]): LoanTable => ({
    ids: incomes.map(String),
    overdue: new Uint8Array(incomes.length),
    excluded: 0,
    targetDefinition: '',
    numeric: new Map([['income "net"', Float64Array.from(incomes)]]),
    categorical: new Map([['region', categoricalColumn(regions)]]),
    protectedAttributes: new Map(),
  });

  it('that has the same shares has not moved', () => {
    // Scores: 468, 503, 518 and 527; the reference has one below 470 and one from 470.
    const found = stabilityAgainst(reference, now([900, 1000, 2000, 3000], ['west', null, 'north', "l'île"]), 1e-4);
    expect([...found.features.values()]).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    expect(found.score).toBeCloseTo((1e-4 - 0.25) * Math.log(1e-4 / 0.25) + 0.25 * Math.log(0.75 / 0.5), 9);
  });

  it('that lacks a feature, or has it as texts, is compared by the others and not by score', () => {
    const whole = now([900, 1000], ['west', null]);
    const without = stabilityAgainst(reference, { ...whole, categorical: new Map() }, 1e-4);
    expect([...without.features.keys()]).toEqual(['income "net"']);
    expect(without.score).toBeNull();
    const asNumbers = { ...whole, categorical: new Map(), numeric: new Map([['region', new Float64Array(2)]]) };
    expect([...stabilityAgainst(reference, asNumbers, 1e-4).features.keys()]).toEqual([]);
  });
});
