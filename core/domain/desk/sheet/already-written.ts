import { createHash } from 'node:crypto';
import type { CollectionTask } from '../../../contracts/task.ts';
import { Decimal } from '../../decimal.ts';
import { canonicalJson } from '../../run-id.ts';
import type { TaskAction } from '../task-action.ts';

/**
 * What makes a row of a returned sheet the same row: its task, the version that was exported, and what its cells ask for (16 hex digits).
 * A second call with the same result comes from a later export, or with another cell, and is a row of its own.
 */
export function rowKey(row: {
  readonly task_id: string;
  readonly version: number;
  readonly actions: readonly TaskAction[];
}): string {
  const asked = { task_id: row.task_id, version: row.version, actions: row.actions.map(asMeant) };
  return createHash('sha256').update(canonicalJson(asked)).digest('hex').slice(0, 16);
}

/** When a row was read in before, and by whom; nothing where it never was. What people wrote otherwise, however alike, is not the row. */
export function alreadyWritten(task: CollectionTask, key: string): { readonly by: string; readonly at: string } | null {
  const line = task.history.find(({ row }) => row === key);
  return line === undefined ? null : { by: line.by, at: line.at };
}

/** Spreadsheets take cents off amounts: 1200.50 comes back as 1200.5. */
function asMeant(action: TaskAction): TaskAction {
  return 'amount' in action && action.amount !== undefined
    ? { ...action, amount: new Decimal(action.amount).toFixed() }
    : action;
}
