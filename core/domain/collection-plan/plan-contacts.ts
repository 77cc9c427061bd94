import type { PlanStage } from '../../contracts/plan-settings.ts';
import { planStage } from '../../contracts/plan-settings.ts';
import type { TaskContact } from '../../contracts/task.ts';
import { compareIds } from '../customer-order.ts';
import { addDays } from '../days.ts';

/** A try to reach a customer as a step of the plan. */
export interface PlanContact extends TaskContact {
  readonly stage: PlanStage;
}

/** Tries that belong to the plan, oldest first, of after a day: what was said of debts that are settled does not count for later ones. */
export function planContacts(contacts: readonly TaskContact[], after: string): readonly PlanContact[] {
  return contacts
    .flatMap((contact) => {
      const stage = planStage.safeParse(contact.stage);
      return stage.success && contact.on > after ? [{ ...contact, stage: stage.data }] : [];
    })
    .toSorted((a, b) => compareIds(a.on, b.on) || compareIds(a.at, b.at));
}

/** True where the customer is known to have got it. */
export function arrived({ result }: Pick<TaskContact, 'result'>): boolean {
  return result === 'delivered' || result === 'reached';
}

/** True where a try neither reached the customer nor may still be on its way: the next need not wait for the interval. */
function failed({ result }: Pick<TaskContact, 'result'>): boolean {
  return result === 'not_reached' || result === 'bounced';
}

/** The day by which the interval since the last contact has passed; null where there is none that need be waited for. */
export function freeFrom(contacts: readonly PlanContact[], intervalDays: number): string | null {
  const waited = contacts.filter((contact) => !failed(contact)).at(-1);
  return waited === undefined ? null : addDays(waited.on, intervalDays);
}
