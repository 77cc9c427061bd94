import type { CollectionTask } from '../../core/contracts/task.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { atRight, inColumn, oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { atDesk, type DeskOptions } from './open-desk.ts';
import { selectTasks, type TaskFilters } from './select-tasks.ts';

/** `duewatch tasks list`: the desk's tasks, soonest first. */
export async function tasksListCommand(options: DeskOptions & TaskFilters, terminal: Terminal): Promise<number> {
  return atDesk(options, async (desk) => {
    const tasks = selectTasks(await desk.tasks.list(), options);
    if (options.json === true) terminal.line(JSON.stringify(tasks, null, 2));
    else print(tasks, terminal);
    return EXIT.done;
  });
}

function print(tasks: readonly CollectionTask[], terminal: Terminal): void {
  if (tasks.length === 0) {
    terminal.line('No tasks.');
    return;
  }
  terminal.line(
    `${inColumn('due', 12)}${inColumn('status', 13)}${atRight('owes', 20)}  customer, and whose task it is`,
  );
  for (const task of tasks) for (const line of linesOf(task)) terminal.line(line.trimEnd());
  terminal.line(`${tasks.length} task${tasks.length === 1 ? '' : 's'}.`);
}

/** Two lines of eighty columns: what it is about, and under it whose it is and the id that show and update take. */
function linesOf(task: CollectionTask): string[] {
  const owes = atRight(`${task.outstanding_balance} ${task.currency}`, 20);
  return [
    `${inColumn(task.due_date, 12)}${inColumn(taskWords('en').statuses[task.status], 13)}${owes}  ${inColumn(task.customer_name, 32)}`,
    `            ${oneLine(task.task_id)}  ${inColumn(task.owner, Math.max(8, 66 - task.task_id.length))}`,
  ];
}
