/**
 * The index by which the tasks of a worklist are found in the cloud without those that are done: by status, carrying the tasks themselves. Every
 * stored task has these attributes. A task that is done because the debt was handed over has {@link HANDED_OVER} for its status there.
 */
export const WORKLIST_INDEX = { name: 'worklist', status: 'status', task: 'body' } as const;

/** Where the index keeps tasks that are done and rest others: the customer's debt was handed over on them. */
export const HANDED_OVER = 'handed_over';
