import { describe, expect, it } from 'vitest';
import { normalTwoSided } from '../../../core/domain/distributions.ts';
import { correlations } from '../../../core/domain/scorecard/correlation.ts';
import { cutoffTable, outcomeAt, scoreApproving } from '../../../core/domain/scorecard/cutoff.ts';
import { BLOCK_ROWS, rawDesign } from '../../../core/domain/scorecard/design.ts';
import { rankAgainstExpectation } from '../../../core/domain/scorecard/expectation-reading.ts';
import type { FineColumn } from '../../../core/domain/scorecard/fine-bins.ts';
import { scoreGroups } from '../../../core/domain/scorecard/score-groups.ts';
import {
  binDefinition,
  type CardBin,
  type Scorecard,
  scorecardOf,
  scoreFromLogOdds,
} from '../../../core/domain/scorecard/scorecard.ts';
import { scorecardSql } from '../../../core/domain/scorecard/scorecard-sql.ts';
import { tinyFeature, tinyModel } from './tiny-model.ts';

describe('correlations', () => {
  it('are those of the textbook over several blocks of rows, the last not full', () => {
    const n = 2 * BLOCK_ROWS + 76;
    const columns = [7, 11, 13].map((by) => Float64Array.from({ length: n }, (_, i) => ((i * by) % 17) + (i % by)));
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
    const covariance = (a: Float64Array, b: Float64Array) =>
      mean(a.map((value, i) => (value - mean(a)) * ((b[i] ?? 0) - mean(b))));
    const matrix = correlations(rawDesign(columns));
    columns.forEach((a, row) => {
      columns.forEach((b, column) => {
        const wanted = covariance(a, b) / Math.sqrt(covariance(a, a) * covariance(b, b));
        expect(matrix.get(row, column)).toBeCloseTo(wanted, 9);
      });
    });
  });

  it('are measured on every second block of a book of 120,000 loans', () => {
    const blocks = 236;
    const design = {
      rows: blocks * BLOCK_ROWS,
      width: 2,
      // Both columns go hand in hand in every even block but the first, against each other in the rest.
      fill(from: number, _: number, block: Float64Array) {
        const at = from / BLOCK_ROWS;
        const sign = at > 0 && at % 2 === 0 ? 1 : -1;
        for (let i = 0; i < BLOCK_ROWS; i += 1) {
          block[i] = i % 2 === 0 ? 1 : -1;
          block[BLOCK_ROWS + i] = i % 2 === 0 ? sign : -sign;
        }
      },
    };
    expect(correlations(design).get(0, 1)).toBeCloseTo(116 / 118, 9);
  });
});

describe('a cut-off', () => {
  const groups = () => scoreGroups([500, 520, 540, 560], Uint8Array.from([1, 0, 1, 0]));
  const none = () => scoreGroups([], new Uint8Array());

  it('that approves nobody is the highest score, one that approves more than all the lowest', () => {
    expect([0, 0.25, 0.26, 1, 1.1].map((share) => scoreApproving(groups(), share))).toEqual([560, 560, 540, 500, 500]);
    expect(scoreApproving(none(), 0.5)).toBe(0);
  });

  it('says nothing of groups without loans', () => {
    expect(outcomeAt(none(), 500)).toEqual({
      cutoffScore: 500,
      approvalRate: 0,
      approvedOverdueRate: null,
      badsRefused: null,
      goodsRefused: null,
    });
    const goods = scoreGroups([500, 520], Uint8Array.from([0, 0]));
    expect(outcomeAt(goods, 510)).toMatchObject({ approvedOverdueRate: 0, badsRefused: null, goodsRefused: 0.5 });
    const bads = scoreGroups([500, 520], Uint8Array.from([1, 1]));
    expect(outcomeAt(bads, 510)).toMatchObject({ approvedOverdueRate: 1, badsRefused: 0.5, goodsRefused: null });
  });

  it('weighs no loan by an amount below zero or beyond all measure', () => {
    const loss = {
      outOfFoldScores: Float64Array.from([500, 520, 540, 560]),
      chances: Float64Array.from([0.8, 0.6, 0.4, 0.2]),
      weights: Float64Array.from([-100, Number.POSITIVE_INFINITY, 300, 100]),
    };
    const [all] = cutoffTable(groups(), groups(), loss, 500, 0.5);
    expect(all?.expectedLoss).toBeCloseTo((0.5 * (300 * 0.4 + 100 * 0.2)) / 400, 12);
  });
});

describe('an expectation', () => {
  const numbers: FineColumn = {
    kind: 'numeric',
    name: 'term',
    codes: new Uint8Array(),
    lower: [Number.NEGATIVE_INFINITY, 5],
    special: [null, null],
  };
  const ranked = (goods: number[], bads: number[]) =>
    rankAgainstExpectation(numbers, { goods: Float64Array.from(goods), bads: Float64Array.from(bads) }, 'rising');

  it('is tested with the correction for ties', () => {
    // U = 12 of 16 pairs, two runs of four equal values.
    const variance = (16 / 12) * (9 - (2 * (64 - 4)) / (8 * 7));
    expect(ranked([0, 3, 1], [0, 1, 3])?.pValue).toBeCloseTo(normalTwoSided(4 / Math.sqrt(variance)), 12);
  });

  it('counts values that only overdue loans have', () => {
    expect(ranked([0, 4, 0], [0, 0, 4])?.cliffsDelta).toBeCloseTo(1, 12);
  });
});

describe('a scorecard', () => {
  const scaling = { pdo: 20, base_score: 600, base_odds: 50 };
  const cells = [
    [0, 0],
    [80, 10],
    [20, 40],
  ] as const;

  it('has the points of coefficient times weight of evidence, and the portfolio rate where a bin is empty', () => {
    const card = scorecardOf(tinyModel([tinyFeature('a', [], cells, -0.5)], -1), scaling, 1 / 3);
    const factor = 20 / Math.LN2;
    expect(card).toMatchObject({
      ...scaling,
      intercept: -1,
      base_points: Math.round(600 - factor * (Math.log(50) - 1)),
    });
    expect(card.features).toEqual([
      {
        name: 'a',
        kind: 'categorical',
        coefficient: -0.5,
        bins: [
          { label: 'missing', points: 0, woe: 0, count: 0, bad_rate_pct: expect.closeTo(100 / 3, 9), missing: true },
          {
            label: 'a1',
            points: Math.round(factor * 0.5 * Math.log(4)),
            woe: expect.closeTo(Math.log(4), 12),
            count: 90,
            bad_rate_pct: expect.closeTo(100 / 9, 9),
            values: ['a1'],
          },
          {
            label: 'a2',
            points: -Math.round(factor * 0.5 * Math.log(4)),
            woe: expect.closeTo(-Math.log(4), 12),
            count: 60,
            bad_rate_pct: expect.closeTo(200 / 3, 9),
            values: ['a2'],
          },
        ],
      },
    ]);
  });

  it('gives its base score at its base odds, and pdo points less where the odds of being overdue double', () => {
    expect(scoreFromLogOdds(-Math.log(50), scaling)).toBeCloseTo(600, 9);
    expect(scoreFromLogOdds(-Math.log(25), scaling)).toBeCloseTo(580, 9);
  });

  it.each([
    { lower: 1 },
    { upper: 2 },
    { lower: 1, upper: 2 },
    { values: ['a', 'b'] },
    { missing: true } as const,
    { other: true } as const,
    { values: ['a'], other: true } as const,
    {},
  ])('defines a bin by %j and nothing else', (definition) => {
    const bin: CardBin = { label: 'x', points: 1, woe: 2, count: 3, bad_rate_pct: 4, ...definition };
    expect(Object.entries(binDefinition(bin))).toEqual(Object.entries(definition));
  });

  it('names no texts of a bin that has none', () => {
    expect(Object.keys(binDefinition({ values: [], other: true }))).toEqual(['other']);
  });
});

describe('the statement of a card', () => {
  const bin = (points: number, definition: object): CardBin => ({
    label: '',
    points,
    woe: 0,
    count: 1,
    bad_rate_pct: 0,
    ...definition,
  });
  const card = (kind: 'numeric' | 'categorical', bins: readonly CardBin[]): Scorecard => ({
    pdo: 20,
    base_score: 600,
    base_odds: 50,
    intercept: -1,
    base_points: 500,
    features: [{ name: 'x', kind, coefficient: -1, bins }],
  });
  const pointsOf = (kind: 'numeric' | 'categorical', bins: readonly CardBin[]) =>
    scorecardSql(card(kind, bins), 'old "loans"').split('\n')[3];

  it('asks for upper edges in ascending order, wherever the blanks stand', () => {
    const bins = [
      bin(20, { lower: 2000 }),
      bin(-4, { lower: 0.5, upper: 1000 }),
      bin(-3, { missing: true }),
      bin(-30, { upper: 0.5 }),
      bin(5, { lower: 1000, upper: 2000 }),
    ];
    expect(pointsOf('numeric', bins)).toBe(
      '  + CASE WHEN "x" IS NULL THEN -3 WHEN CAST("x" AS DOUBLE) < 5E-1 THEN -30 ' +
        'WHEN CAST("x" AS DOUBLE) < 1E+3 THEN -4 WHEN CAST("x" AS DOUBLE) < 2E+3 THEN 5 ELSE 20 END',
    );
  });

  it('gives nothing where there is no bin for it', () => {
    expect(pointsOf('numeric', [bin(-3, { missing: true })])).toBe('  + CASE WHEN "x" IS NULL THEN -3 ELSE 0 END');
    expect(pointsOf('numeric', [])).toBe('  + CASE WHEN "x" IS NULL THEN 0 ELSE 0 END');
    expect(pointsOf('categorical', [bin(7, { values: ['a'] })])).toBe(
      `  + CASE WHEN "x" IS NULL OR "x" = '' THEN 0 WHEN "x" IN ('a') THEN 7 ELSE 0 END`,
    );
  });

  it('asks the table that is named', () => {
    expect(scorecardSql(card('numeric', []), 'old "loans"')).toContain('FROM "old ""loans"""');
  });
});
