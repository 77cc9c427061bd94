import type { Rules } from '../../contracts/config.ts';
import { FACT } from '../../contracts/early-warning.ts';

/** The best credit score there is. */
const BEST_CREDIT = 850;

/**
 * The composite score as of a month end, 0–100: (100 − payment rate)·w₁ + (850 − credit score)/850·100·w₂ + (100 − stability)·w₃ over
 * the inputs that are known, divided by their weights. NaN where none is.
 */
export function compositeOf(facts: Float64Array, weights: Rules['score']['weights']): number {
  const inputs: readonly (readonly [number, number])[] = [
    [100 - (facts[FACT.payment_rate_pct] ?? Number.NaN), weights.payment_rate],
    [((BEST_CREDIT - (facts[FACT.credit_score] ?? Number.NaN)) / BEST_CREDIT) * 100, weights.credit_score],
    [100 - (facts[FACT.stability] ?? Number.NaN), weights.stability],
  ];
  let [sum, weight] = [0, 0];
  for (const [risk, share] of inputs) {
    if (Number.isNaN(risk)) continue;
    sum += Math.min(100, Math.max(0, risk)) * share;
    weight += share;
  }
  // 0 ÷ 0 where none is known: NaN.
  return sum / weight;
}
