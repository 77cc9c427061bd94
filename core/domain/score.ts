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
  const rateFactor = 850n * exactWeight(weights.payment_rate);
  const creditFactor = 100n * exactWeight(weights.credit_score);
  const stabilityFactor = 850n * exactWeight(weights.stability);
  const divisor = 850n * toExact('1');
  const points = (term: bigint) => exactToNumber(divideRounded(term, divisor));
  return ({ paymentRate, creditScore, stability }) => {
    if (paymentRate === null || creditScore === null || stability === null) {
      const given = [paymentRate, creditScore, stability];
      return { scored: false, missing: CODES.filter((_, i) => given[i] === null) };
    }
    const given = { rate: toExact(paymentRate), credit: toExact(creditScore), steady: toExact(stability) };
    const rate = clamp(given.rate, HUNDRED);
    const credit = clamp(given.credit, BEST_CREDIT);
    const steady = clamp(given.steady, HUNDRED);
    // Each term times the divisor.
    const byRate = rateFactor * (HUNDRED - rate);
    const byCredit = creditFactor * (BEST_CREDIT - credit);
    const byStability = stabilityFactor * (HUNDRED - steady);
    const exactScore = divideRounded(byRate + byCredit + byStability, divisor);
    const used = { rate: exactToNumber(rate), credit: exactToNumber(credit), steady: exactToNumber(steady) };
    return {
      scored: true,
      score: exactToNumber(exactScore),
      exactScore,
      clampedInputs: Number(rate !== given.rate) + Number(credit !== given.credit) + Number(steady !== given.steady),
      paymentRate: used.rate,
      creditScore: used.credit,
      stability: used.steady,
      reasons: largestFirst([
        { code: CODES[0], value: used.rate, points: points(byRate) },
        { code: CODES[1], value: used.credit, points: points(byCredit) },
        { code: CODES[2], value: used.steady, points: points(byStability) },
      ]),
    };
  };
}

function largestFirst(reasons: ScoreReason[]): ScoreReason[] {
  return reasons.sort((a, b) => b.points - a.points);
}

function exactWeight(weight: number): bigint {
  return toExact(new Decimal(weight).toFixed(12));
}

function clamp(value: bigint, highest: bigint): bigint {
  return value < 0n ? 0n : value > highest ? highest : value;
}
