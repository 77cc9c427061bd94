import { BEHAVIOUR_FACTS, type BehaviourFact, FACT } from '../../../core/contracts/early-warning.ts';
import type { PortfolioMonth } from '../../../core/domain/early-warning/portfolio.ts';

/** Facts of a customer-month; those not named are not known. */
export type Known = Partial<Record<BehaviourFact, number>>;

/** Facts as numbers; those not named are 0. */
export function factsOf(known: Known): Float64Array {
  const all = new Float64Array(BEHAVIOUR_FACTS.length);
  for (const [name, value] of Object.entries(known)) all[FACT[name as BehaviourFact]] = value;
  return all;
}

/** Facts as a query writes them: nothing where they are not known. */
export function factsText(known: Known): string {
  return BEHAVIOUR_FACTS.map((name) => known[name] ?? '').join(',');
}

/** A portfolio in which a tenth of what is not due, and a quarter of what is late, becomes 30 days late. */
export function plainPortfolio(monthIndex: number, customers = 10): PortfolioMonth {
  return {
    monthIndex,
    customers,
    chances: { soon: 0.1, late: [0.25, 0.25, 0.25, 0.25, 0.25, 0.25] },
    meanLateness: 10,
    latenessVariance: 10,
  };
}
