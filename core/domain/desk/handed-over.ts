import type { CollectionTask, TaskOutcome } from '../../contracts/task.ts';

/** Ends of a task after which others collect the debt, or nobody does. */
export const HANDED_OVER_OUTCOMES = ['sent_to_agency', 'legal_action', 'written_off'] as const;
const HANDED_OVER: ReadonlySet<TaskOutcome> = new Set(HANDED_OVER_OUTCOMES);

/** Somebody has approved an agency or the court for a task that still stands: two who ask for the same money harm each other. */
export function isToBeHandedOver({ approvals, status }: Pick<CollectionTask, 'approvals' | 'status'>): boolean {
  return (
    status !== 'done' && approvals.some(({ kind, decided }) => kind !== 'credit_limit' && decided?.approved === true)
  );
}

/** The day on which a task was closed as given to an agency, taken to court or written off; null where it was not. */
export function handedOverOn({ closed }: Pick<CollectionTask, 'closed'>): string | null {
  return closed !== null && HANDED_OVER.has(closed.outcome) ? closed.on : null;
}

/**
 * Whether a worklist can't be shown without a task: it stands, or the customer's debt was handed over on it, which rests the customer's other
 * tasks. Tasks that are done otherwise change nothing of what stands.
 */
export function concernsWorklist(task: Pick<CollectionTask, 'closed' | 'status'>): boolean {
  return task.status !== 'done' || handedOverOn(task) !== null;
}
