import type { Rules } from '../contracts/config.ts';
import type { Band } from '../contracts/report-input.ts';

/** What credit control does with a customer of a band. */
export type Policy = Rules['policy'][Band];

/** The credit policy of a score band by the rules; null for a customer without a score. */
export function policyOf(band: Band | null, policies: Rules['policy']): Policy | null {
  return band === null ? null : policies[band];
}
