import type { CollectionTask } from '../../core/contracts/task.ts';
import { standingOf } from '../../core/domain/desk/settle-task.ts';
import { ENTRY_COLUMNS, type SheetColumn } from '../../core/domain/desk/sheet/task-sheet.ts';
import type { TaskWords } from '../messages/task-words.ts';

const ENTRIES: ReadonlySet<string> = new Set(ENTRY_COLUMNS);

/** What the export writes into a column of a task's row; the columns to fill in are empty. */
export function sheetText(
  task: CollectionTask,
  column: SheetColumn,
  say: (pick: (words: TaskWords) => string) => string,
): string {
  switch (column) {
    case 'amount':
      return task.outstanding_balance;
    case 'status':
      return say((words) => words.statuses[task.status]);
    case 'so_far':
      return soFar(task, say);
    case 'version':
      return String(task.version);
    case 'task_id':
    case 'customer_id':
    case 'customer_name':
    case 'currency':
    case 'due_date':
    case 'owner':
      return task[column];
    default:
      return ENTRIES.has(column) ? '' : column;
  }
}

/** What is known of a task already: dispute, cause, what is promised next, the last note. */
function soFar(task: CollectionTask, say: (pick: (words: TaskWords) => string) => string): string {
  const { openWords, disputed } = standingOf(task);
  const plan = task.plans.find(
    ({ id, cancelled }) => cancelled === null && openWords.some((word) => word.id.startsWith(`${id}.`)),
  );
  const promise = openWords.find(({ id }) => id.startsWith('p'));
  const { cause, outcome } = task;
  return [
    ...(outcome === null ? [] : [say((words) => words.outcomes[outcome])]),
    ...(cause === null || (disputed && cause === 'disputed') ? [] : [say((words) => words.causes[cause])]),
    ...(disputed ? [say((words) => words.sheet.so_far_disputed)] : []),
    ...(promise === undefined
      ? []
      : [say((words) => words.sheet.so_far_promise({ amount: promise.amount, day: promise.due_date }))]),
    ...(plan === undefined
      ? []
      : [say((words) => words.sheet.so_far_plan({ parts: String(plan.instalments.length) }))]),
    ...(task.note === null ? [] : [task.note]),
  ].join('; ');
}
