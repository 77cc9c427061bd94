import type { Rules } from '../contracts/config.ts';
import type { ScoreReason } from '../contracts/report-input.ts';
import { Decimal } from './decimal.ts';
import { divideRounded, exactToNumber, toExact } from './exact.ts';

/** The three inputs of the score as decimal texts; null where the books have none. */
export interface ScoreInputs {
  readonly paymentRate: string | null;
  readonly creditScore: string | null;
  readonly stability: string | null;
}

/** A customer's score, or what it lacks. */
export type ScoreResult = Scored | { readonly scored: false; readonly missing: readonly ScoreReason['code'][] };

/** A score with what it was made of. */
export interface Scored {
  readonly scored: true;
  /** Rounded to twelve places from the exact value. */
  readonly score: number;
  /** The same in 10⁻¹² units, for sums. */
  readonly exactScore: bigint;
  /** Inputs that were outside their range and were taken at its edge. */
  readonly clampedInputs: number;
  /** Inputs as used, after clamping. */
  readonly paymentRate: number;
  readonly creditScore: number;
  readonly stability: number;
  /** Points each input adds to the score, largest first. */
  readonly reasons: readonly ScoreReason[];
}

const HUNDRED = toExact('100');
const BEST_CREDIT = toExact('850');
const CODES = ['payment_rate', 'credit_score', 'stability'] as const;

/**
 * Returns the score of a customer by the given weights:
 * (100 − payment rate)·w₁ + (850 − credit score)/850·100·w₂ + (100 − stability)·w₃, higher is riskier.
 *
 * Exact: the sum is taken over the common divisor 850 and divided once, so that no score falls out of its band by a rounding.
 * Inputs outside 0–100 (credit score 0–850) are taken at the edge. A customer that lacks an input is not scored.
 */
export function makeScorer(weights: Rules['score']['weights']): (inputs: ScoreInputs) => ScoreResult {
  const [w1, w2, w3] = [weights.payment_rate, weights.credit_score, weights.stability].map(exactWeight) as [
    bigint,
    bigint,
    bigint,
  ];
  const unit = toExact('1');
  return ({ paymentRate, creditScore, stability }) => {
    if (paymentRate === null || creditScore === null || stability === null) {
      const given = [paymentRate, creditScore, stability];
      return { scored: false, missing: CODES.filter((_, i) => given[i] === null) };
    }
    const [p, c, s] = [toExact(paymentRate), toExact(creditScore), toExact(stability)];
    const [rate, credit, steady] = [clamp(p, HUNDRED), clamp(c, BEST_CREDIT), clamp(s, HUNDRED)];
    // Each term times 850·10¹².
    const byRate = 850n * w1 * (HUNDRED - rate);
    const byCredit = 100n * w2 * (BEST_CREDIT - credit);
    const byStability = 850n * w3 * (HUNDRED - steady);
    const divisor = 850n * unit;
    const exactScore = divideRounded(byRate + byCredit + byStability, divisor);
    const points = (term: bigint) => exactToNumber(divideRounded(term, divisor));
    const used = {
      paymentRate: exactToNumber(rate),
      creditScore: exactToNumber(credit),
      stability: exactToNumber(steady),
    };
    return {
      scored: true,
      score: exactToNumber(exactScore),
      exactScore,
      clampedInputs: Number(rate !== p) + Number(credit !== c) + Number(steady !== s),
      ...used,
      reasons: [
        { code: CODES[0], value: used.paymentRate, points: points(byRate) },
        { code: CODES[1], value: used.creditScore, points: points(byCredit) },
        { code: CODES[2], value: used.stability, points: points(byStability) },
      ].sort((a, b) => b.points - a.points),
    };
  };
}

function exactWeight(weight: number): bigint {
  return toExact(new Decimal(weight).toFixed(12));
}

function clamp(value: bigint, highest: bigint): bigint {
  return value < 0n ? 0n : value > highest ? highest : value;
}
