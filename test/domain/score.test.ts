import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BANDS, bandOf, lowBandOf } from '../../core/domain/bands.ts';
import { makeScorer, type Scored } from '../../core/domain/score.ts';

const WEIGHTS = { payment_rate: 0.4, credit_score: 0.4, stability: 0.2 };
const scorer = makeScorer(WEIGHTS);

function score(paymentRate: string, creditScore: string, stability: string, by = scorer): Scored {
  const result = by({ paymentRate, creditScore, stability });
  if (!result.scored) throw new Error('expected a score');
  return result;
}

const percent = fc.integer({ min: 0, max: 10_000_000 }).map((units) => (units / 100_000).toFixed(5));
const credit = fc.integer({ min: 0, max: 85_000 }).map((units) => (units / 100).toFixed(2));
const inputs = fc.tuple(percent, credit, percent);

describe('the score', () => {
  test('weighs what is not paid, not creditworthy and not stable', () => {
    // (100 − 60)·0.4 + (850 − 510)/850·100·0.4 + (100 − 45)·0.2 = 16 + 16 + 11
    expect(score('60', '510', '45').score).toBe(43);
  });

  test('says what each input adds, largest first, and the parts add up', () => {
    expect(score('40', '510', '45').reasons).toEqual([
      { code: 'payment_rate', value: 40, points: 24 },
      { code: 'credit_score', value: 510, points: 16 },
      { code: 'stability', value: 45, points: 11 },
    ]);
  });

  test('is exactly 70 where the formula is, however the inputs are written', () => {
    // (100 − 15)·0.4 = 34; (850 − 175.3125)/850·100·0.4 = 31.75; (100 − 78.75)·0.2 = 4.25
    const result = score('15.000000', '175.312500000000', '78.75');
    expect(result.score).toBe(70);
    expect(bandOf(result.score)).toBe('ge70');
  });

  test('is 0 for the best customer and 100 for the worst', () => {
    expect(score('100', '850', '100').score).toBe(0);
    expect(score('0', '0', '0').score).toBe(100);
  });

  test('takes inputs outside their range at the edge and counts them', () => {
    expect(score('120', '900', '-5')).toMatchObject({
      score: 20,
      clampedInputs: 3,
      paymentRate: 100,
      creditScore: 850,
      stability: 0,
    });
    expect(score('100', '850', '0').clampedInputs).toBe(0);
  });

  test('is not given to a customer that lacks an input, and says which', () => {
    expect(scorer({ paymentRate: '50', creditScore: null, stability: null })).toEqual({
      scored: false,
      missing: ['credit_score', 'stability'],
    });
  });

  test.each([
    ['payment_rate', { paymentRate: null }],
    ['credit_score', { creditScore: null }],
    ['stability', { stability: null }],
  ])('is not given without %s alone', (code, lacking) => {
    expect(scorer({ paymentRate: '50', creditScore: '500', stability: '50', ...lacking })).toEqual({
      scored: false,
      missing: [code],
    });
  });

  test('puts the input that adds most first, whichever it is', () => {
    expect(score('100', '0', '50').reasons.map(({ code }) => code)).toEqual([
      'credit_score',
      'stability',
      'payment_rate',
    ]);
    expect(score('90', '850', '0').reasons.map(({ code }) => code)).toEqual([
      'stability',
      'payment_rate',
      'credit_score',
    ]);
  });

  test('names the inputs largest first, whatever they are, and the same ones each time', () => {
    fc.assert(
      fc.property(inputs, (values) => {
        const points = score(...values).reasons.map((reason) => reason.points);
        expect(points).toEqual(points.toSorted((a, b) => b - a));
        expect(score(...values)).toEqual(score(...values));
      }),
    );
  });

  test('stays between 0 and 100, and the points add up to it', () => {
    fc.assert(
      fc.property(inputs, (values) => {
        const result = score(...values);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        expect(result.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(result.score, 10);
      }),
    );
  });

  test('never falls when an input gets worse', () => {
    fc.assert(
      fc.property(inputs, inputs, ([p1, c1, s1], [p2, c2, s2]) => {
        const lower = (a: string, b: string) => (Number(a) < Number(b) ? a : b);
        const worse = score(lower(p1, p2), lower(c1, c2), lower(s1, s2));
        expect(worse.exactScore >= score(p1, c1, s1).exactScore).toBe(true);
      }),
    );
  });

  test('agrees with the formula in binary numbers', () => {
    fc.assert(
      fc.property(inputs, ([p, c, s]) => {
        const rough = (100 - Number(p)) * 0.4 + ((850 - Number(c)) / 850) * 40 + (100 - Number(s)) * 0.2;
        expect(score(p, c, s).score).toBeCloseTo(rough, 10);
      }),
    );
  });

  test('follows the weights of the settings', () => {
    const byRate = makeScorer({ payment_rate: 1, credit_score: 0, stability: 0 });
    expect(score('30.5', '0', '0', byRate).score).toBe(69.5);
  });
});

describe('bands', () => {
  test.each([
    [70, 'ge70', null],
    [69.999999999999, '60_70', null],
    [60, '60_70', null],
    [59.999999999999, '50_60', '40_60'],
    [50, '50_60', '40_60'],
    [49.999999999999, 'lt50', '40_60'],
    [40, 'lt50', '40_60'],
    [39.999999999999, 'lt50', 'lt40'],
  ])('%d is in %s and %s', (value, band, low) => {
    expect(bandOf(value)).toBe(band);
    expect(lowBandOf(value)).toBe(low);
  });

  test('are four, the most urgent first', () => {
    expect(BANDS).toEqual([90, 65, 55, 10].map(bandOf));
  });
});
