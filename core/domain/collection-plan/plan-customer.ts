import type { CollectionPart, PlannedMeasure } from '../../contracts/collection-plan.ts';
import type { Rules } from '../../contracts/config.ts';
import type { PlanGroup } from '../../contracts/plan-settings.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { ownerOf } from '../collection-task.ts';
import { compareIds } from '../customer-order.ts';
import { Decimal } from '../decimal.ts';
import { standingOf } from '../desk/settle-task.ts';
import { formatMoney } from '../money.ts';
import type { Cause } from '../overdue/causes.ts';
import type { PlanDebtor } from './debtor.ts';
import { type PlanStanding, placeCustomer } from './place-customer.ts';
import { stepFor } from './plan-step.ts';
import { bearableInstalments, type Capacity, judgePromises } from './solvency.ts';

/** Who a customer is to the plan. */
export interface PlanCustomer {
  readonly debtor: PlanDebtor;
  readonly group: PlanGroup;
  readonly cause: Cause;
  readonly tasks: readonly CollectionTask[];
}

/** A customer's part of the plan, but for its letter. */
export type PlannedCustomer = Omit<CollectionPart, 'letter' | 'not_drafted' | 'file'>;

/** Where the customer stands, what comes next and by whom, which measures are asked for, and what its promises are worth. */
export function planCustomer(
  customer: PlanCustomer,
  context: { readonly rules: Rules; readonly periodEnd: string; readonly digits: number },
): PlannedCustomer {
  const { debtor, group, cause, tasks } = customer;
  const { rules, periodEnd, digits } = context;
  const standing = placeCustomer(rules.plans, {
    ...debtor,
    periodEnd,
    group,
    cause,
    tasks,
    reachableByMail: debtor.email !== null,
  });
  const paidPerMonth = new Decimal(debtor.paid).div(rules.plans.solvency.months);
  const capacity: Capacity = {
    paidPerMonth: paidPerMonth.toFixed(),
    periodEnd,
    stretchUpTo: rules.plans.solvency.stretch_up_to,
    digits,
  };
  const money = (amount: string) => formatMoney(new Decimal(amount), digits);
  const words = tasks
    .filter(({ status }) => status !== 'done')
    .flatMap((task) => standingOf(task).openWords)
    .toSorted((a, b) => compareIds(a.due_date, b.due_date));
  return {
    stage: standing.stage,
    age_stage: standing.ageStage,
    overdue_amount: money(debtor.overdue),
    disputed_amount: money(debtor.disputed),
    due_soon_amount: money(debtor.dueSoon),
    oldest_days: debtor.oldestDays,
    group,
    cause,
    paused: standing.paused,
    paused_until: standing.pausedUntil,
    broken_word: standing.brokenWord,
    next_step:
      standing.next === null
        ? null
        : { ...standing.next, owner: ownerOf(standing.next.owner_role, debtor.accountManager, rules) },
    delivered: standing.delivered,
    exhausted: standing.exhausted,
    measures: measuresOf(customer, standing, { ...context, capacity }),
    paid_per_month: formatMoney(paidPerMonth, digits),
    promises: judgePromises(words, capacity),
  };
}

/** Measures of the stage; none while the plan rests. */
function measuresOf(
  { debtor, group, cause }: PlanCustomer,
  { stage, paused }: PlanStanding,
  { rules, capacity }: { rules: Rules; capacity: Capacity },
): PlannedMeasure[] {
  if (stage === null || paused !== null) return [];
  const spread = bearableInstalments(debtor.overdue, capacity, rules.plans.extension_months_at_most);
  return stepFor(rules.plans, { stage, group, cause }).measures.map(({ kind, because }) => {
    const timed = kind === 'payment_plan' || kind === 'temporary_extension';
    return {
      kind,
      because: [...because],
      months: timed ? (spread?.months ?? null) : null,
      instalment: kind === 'payment_plan' ? (spread?.instalment ?? null) : null,
    };
  });
}
