import type { Role, Rules } from '../contracts/config.ts';
import type { Band } from '../contracts/report-input.ts';
import { addDays } from './days.ts';
import { lastDay } from './month.ts';

/** What credit control does with a customer of a band. */
export type Policy = Rules['policy'][Band];

/** The credit policy of a score band by the rules; null for a customer without a score. */
export function policyOf(band: Band | null, policies: Rules['policy']): Policy | null {
  return band === null ? null : policies[band];
}

/** Who applies the policy of the worst band. */
export const POLICY_OWNER = 'credit_controller' satisfies Role;

/** The policy that credit control applies to the worst band; null where that band gets what everybody gets. */
export function worstPolicy({ policy }: Pick<Rules, 'policy'>): Policy | null {
  return policy.ge70 === 'reminders' ? null : policy.ge70;
}

/** The day by which it is applied: that of the first tasks. */
export function policyDue({ tiers }: Pick<Rules, 'tiers'>, period: string): string {
  return addDays(lastDay(period), Math.min(...Object.values(tiers.due_in_days)));
}
