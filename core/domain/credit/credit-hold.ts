import type { CreditPart } from '../../contracts/credit-policy.ts';
import type { Strategy } from '../../contracts/report-input.ts';
import type { Decimal } from '../decimal.ts';
import type { Policy } from '../policy.ts';
import type { CreditSettings } from './settings.ts';

/** What supply on credit is held by, if anything. */
export type Hold = CreditPart['hold'];

/** Holds, strongest first. */
export const HOLDS: readonly Hold[] = ['freeze', 'over_limit', 'prepay', 'none'];

/**
 * What holds for a customer now: a freeze of its score band before everything, then the limit that is used up, then prepayment of the
 * band.
 */
export function holdOf(policy: Policy | null, exposure: Decimal, limit: Decimal | null): Hold {
  if (policy === 'freeze') return 'freeze';
  if (limit !== null && exposure.gt(limit)) return 'over_limit';
  return policy === 'part_prepayment' ? 'prepay' : 'none';
}

/** Part of an order to be paid before delivery; null where nothing is asked. */
export function prepaymentOf(policy: Policy | null, settings: CreditSettings['prepayment_pct']): number | null {
  if (policy === 'freeze') return settings.freeze;
  return policy === 'part_prepayment' ? settings.part_prepayment : null;
}

/**
 * True where the tier says to keep the customer and the band says cash only. The freeze holds first: it is about new supply, the tier
 * about how one talks; the owner of the tier may have it lifted, in writing.
 */
export function freezeAgainstRetention(policy: Policy | null, strategy: Strategy | null): boolean {
  return policy === 'freeze' && strategy === 'strategic_retention';
}
