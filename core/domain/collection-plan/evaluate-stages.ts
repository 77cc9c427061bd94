import { PLAN_STAGES, type PlanStage } from '../../contracts/plan-settings.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { Decimal } from '../decimal.ts';
import type { Month } from '../month.ts';
import { arrived, planContacts } from './plan-contacts.ts';

/** What came of a stage's contacts in a month: customers reached, those that paid something, those that owe nothing any more. */
export interface StageOutcome {
  readonly stage: PlanStage;
  readonly contacted: number;
  readonly paid: number;
  readonly settled: number;
}

/**
 * What became of the customers that were reached in the month, by the last stage that reached them: whether money came in during the month, and
 * whether anything is still owed at its end, as the month's run found it. A customer without a finding of the month is not counted: nothing is
 * known of it. What came in before the contact, in the same month, counts too.
 */
export function evaluateStages(tasks: readonly CollectionTask[], period: Month): readonly StageOutcome[] {
  const byCustomer = Map.groupBy(tasks, ({ scope, customer_id }) => `${scope} ${customer_id}`);
  const outcomes = [...byCustomer.values()].flatMap((own) => {
    const contacts = planContacts(
      own.flatMap((task) => task.contacts),
      '',
    );
    const last = contacts.findLast((contact) => contact.on.startsWith(period) && arrived(contact));
    const found = last === undefined ? null : paymentIn(own, period);
    return last === undefined || found === null ? [] : [{ stage: last.stage, ...found }];
  });
  return PLAN_STAGES.map((stage) => {
    const at = outcomes.filter((outcome) => outcome.stage === stage);
    return {
      stage,
      contacted: at.length,
      paid: at.filter(({ paid }) => paid).length,
      settled: at.filter(({ settled }) => settled).length,
    };
  });
}

/** Whether the customer paid in the month and whether it still owes; by the fall of the balance where the books hold no payments. */
function paymentIn(tasks: readonly CollectionTask[], period: Month): { paid: boolean; settled: boolean } | null {
  for (const task of tasks) {
    const at = task.findings.findIndex((finding) => finding.period === period);
    const now = task.findings[at];
    if (now === undefined) continue;
    const before = task.findings[at - 1];
    const settled = now.balance !== null && new Decimal(now.balance).lte(0);
    if (now.received !== null) return { paid: new Decimal(now.received).gt(before?.received ?? 0), settled };
    if (now.balance !== null)
      return { paid: new Decimal(now.balance).lt(before?.balance ?? task.opened_balance), settled };
  }
  return null;
}
