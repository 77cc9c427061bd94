import { compareIds } from '../customer-order.ts';
import { Decimal } from '../decimal.ts';
import { shareOf } from './gates.ts';
import type { EscalationSettings } from './settings.ts';

type Candidate = EscalationSettings['agency']['candidates'][number];

/** The best reputation there is. */
const BEST = 5;

/** What giving a receivable to an agency is expected to come to. */
export interface Offer {
  readonly candidate: Candidate;
  /** amount × success rate. */
  readonly gross: Decimal;
  /** gross × fee. */
  readonly fee: Decimal;
  /** gross − fee = amount × success × (1 − fee). */
  readonly net: Decimal;
  /** net × (1 − weight × (5 − reputation)). */
  readonly rankedBy: Decimal;
}

/**
 * Offers of the candidates that take such an amount, best first: by expected net recovery, of which every point of reputation below 5
 * takes the set weight; equal ones by reputation, then by name.
 */
export function compareAgencies(amount: Decimal, settings: EscalationSettings['agency']): Offer[] {
  return settings.candidates
    .filter(({ min_amount }) => amount.gte(min_amount))
    .map((candidate) => offerOf(amount, candidate, settings.reputation_weight_pct))
    .sort(
      (a, b) =>
        b.rankedBy.cmp(a.rankedBy) ||
        b.candidate.reputation - a.candidate.reputation ||
        compareIds(a.candidate.name, b.candidate.name),
    );
}

function offerOf(amount: Decimal, candidate: Candidate, weightPct: number): Offer {
  const gross = shareOf(amount, candidate.success_rate_pct);
  const fee = shareOf(gross, candidate.fee_pct);
  const net = gross.minus(fee);
  const kept = new Decimal(100).minus(new Decimal(weightPct).times(new Decimal(BEST).minus(candidate.reputation)));
  return { candidate, gross, fee, net, rankedBy: net.times(kept).div(100) };
}
