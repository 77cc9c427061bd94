import type { CollectionTask, TaskApproval } from '../../contracts/task.ts';
import { addDays } from '../days.ts';

/** Days after a decision by which its first step is due. */
const DAYS_TO_ACT = 7;

/** First steps of what was approved; the words are in report/messages. */
const STEPS: Readonly<Record<TaskApproval['kind'], readonly string[]>> = {
  agency: ['hand_to_agency', 'stop_own_dunning'],
  legal: ['hand_to_counsel', 'stop_own_dunning'],
  credit_limit: ['enter_credit_limit'],
};

/**
 * The task's next steps once a person has decided: what was approved comes first and is due within a week; an agency or a suit takes the
 * place of the desk's own steps. What was declined leaves the steps as they are.
 */
export function afterDecision(
  task: CollectionTask,
  { kind }: Pick<TaskApproval, 'kind'>,
  decision: { readonly approved: boolean; readonly today: string },
): CollectionTask {
  if (!decision.approved) return task;
  const others = kind === 'credit_limit' ? task.actions.filter((action) => !STEPS[kind].includes(action)) : [];
  const due = addDays(decision.today, DAYS_TO_ACT);
  return {
    ...task,
    actions: [...STEPS[kind], ...others],
    due_date: kind === 'credit_limit' && task.due_date < due ? task.due_date : due,
  };
}
