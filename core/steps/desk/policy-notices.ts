import type { TaskNotice } from '../../contracts/digest.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { POLICY_ACTION } from '../../domain/collection-task.ts';
import { compareIds } from '../../domain/customer-order.ts';
import { Decimal } from '../../domain/decimal.ts';
import { policyDue, worstPolicy } from '../../domain/policy.ts';
import type { DeskContext } from './desk-context.ts';

/**
 * The customers of the decision on the report's first page that credit control has to carry out: those of the worst band, to whom the rules'
 * policy is applied. Each with its newest high-risk task, whoever owns it, the largest balance first. None where the policy is reminders, which need no decision.
 */
export function policyNotices({ scopes, tasks, rules, period }: DeskContext): readonly TaskNotice[] {
  const policy = worstPolicy(rules);
  if (policy === null) return [];
  const newest = newestTasks(tasks);
  const first_step = POLICY_ACTION[policy];
  const due_date = policyDue(rules, period);
  return scopes
    .flatMap(({ scope, currency, customers }) =>
      customers.flatMap((line) => {
        const task = line.band === 'ge70' ? newest.get(JSON.stringify([scope, line.customer_id])) : undefined;
        return task === undefined ? [] : [{ line, currency, task }];
      }),
    )
    .map(({ line, currency, task }) => ({
      task_id: task.task_id,
      customer_id: line.customer_id,
      name: line.name,
      owner: task.owner,
      score: line.score,
      open_amount: line.outstanding_balance,
      currency,
      first_step,
      due_date,
      broken: [],
    }))
    .sort((a, b) => new Decimal(b.open_amount).comparedTo(a.open_amount) || compareIds(a.task_id, b.task_id));
}

/** Done or not: a customer may be in the band though somebody closed its task. */
function newestTasks(tasks: readonly CollectionTask[]): ReadonlyMap<string, CollectionTask> {
  const ofHighRisk = tasks.filter(({ reason }) => reason === 'high_risk');
  return new Map(
    ofHighRisk
      .toSorted((a, b) => compareIds(a.opened_period, b.opened_period) || compareIds(a.task_id, b.task_id))
      .map((task) => [JSON.stringify([task.scope, task.customer_id]), task]),
  );
}
