import type { PlanSettings } from '../../contracts/plan-settings.ts';
import type { TaskContact } from '../../contracts/task.ts';
import { addDays } from '../days.ts';
import { arrived, planContacts } from './plan-contacts.ts';
import { type PlanPlace, stepFor } from './plan-step.ts';

/** What exhaustion is judged by. */
export interface ExhaustionFacts extends Omit<PlanPlace, 'stage'> {
  readonly periodEnd: string;
  /** Days overdue of the oldest invoice that is not contested; null: nothing is overdue, or the books do not say. */
  readonly oldestDays: number | null;
  /** Of all the customer's tasks. */
  readonly contacts: readonly TaskContact[];
}

/**
 * True once the last stage has reached the customer for what is overdue now and its minimum interval has passed at the period's end: the plan
 * has nothing further to say, and an agency or the court is next.
 */
export function stagesExhausted(settings: PlanSettings, facts: ExhaustionFacts): boolean {
  const { periodEnd, oldestDays, contacts, group, cause } = facts;
  if (oldestDays === null) return false;
  const { min_interval_days } = stepFor(settings, { stage: 'over_90', group, cause });
  return planContacts(contacts, addDays(periodEnd, -oldestDays)).some(
    (contact) => contact.stage === 'over_90' && arrived(contact) && addDays(contact.on, min_interval_days) <= periodEnd,
  );
}
