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
  /** (amount − gross) × tax shield: what is not brought in can still be given up. */
  readonly taxSaved: Decimal;
  /** net + tax saved: what is compared with the other ways. */
  readonly worth: Decimal;
  /** net × (1 − weight × (5 − reputation)). */
  readonly rankedBy: Decimal;
}

/**
 * Offers of the candidates that take such an amount, best first: by expected net recovery, of which every point of reputation below 5
 * takes the set weight; equal ones by reputation, then by name.
 */
export function compareAgencies(amount: Decimal, settings: EscalationSettings['agency'], taxShieldPct = 0): Offer[] {
  return settings.candidates
    .filter(({ min_amount }) => amount.gte(min_amount))
    .map((candidate) => offerOf(amount, candidate, { weightPct: settings.reputation_weight_pct, taxShieldPct }))
    .sort(
      (a, b) =>
        b.rankedBy.cmp(a.rankedBy) ||
        b.candidate.reputation - a.candidate.reputation ||
        compareIds(a.candidate.name, b.candidate.name),
    );
}

function offerOf(
  amount: Decimal,
  candidate: Candidate,
  { weightPct, taxShieldPct }: { readonly weightPct: number; readonly taxShieldPct: number },
): Offer {
  const gross = shareOf(amount, candidate.success_rate_pct);
  const fee = shareOf(gross, candidate.fee_pct);
  const net = gross.minus(fee);
  const kept = new Decimal(100).minus(new Decimal(weightPct).times(new Decimal(BEST).minus(candidate.reputation)));
  const taxSaved = shareOf(amount.minus(gross), taxShieldPct);
  return { candidate, gross, fee, net, taxSaved, worth: net.plus(taxSaved), rankedBy: net.times(kept).div(100) };
}
