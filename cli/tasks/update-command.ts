import { WrongUsage } from '../../core/contracts/errors.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { DAY_REFUSALS, type Refusal } from '../../core/domain/desk/task-action.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ActorOptions, actorOf, atDesk, type DeskOptions } from './open-desk.ts';
import { actionsFrom, type UpdateOptions } from './task-actions.ts';

const NOTHING_SAID =
  'say what happened: --start, --note, --cause, --contact with --result, --promise with --due, --dispute, --plan, --close and more; npx duewatch tasks update --help lists them';

/**
 * `npx duewatch tasks update`: what happened, written down, all of it or none. Refused with words where the task does not allow it, or where
 * somebody else changed it meanwhile.
 */
export async function tasksUpdateCommand(
  taskId: string,
  options: DeskOptions & ActorOptions & UpdateOptions,
  terminal: Terminal,
): Promise<number> {
  return atDesk(options, async (desk) => {
    const task = await desk.tasks.get(taskId);
    if (task === undefined)
      throw new WrongUsage(`there is no task ${JSON.stringify(taskId)}; tasks list shows the ids`);
    const action = actionsFrom(options, task);
    if (action.length === 0) {
      if (options.status === undefined) throw new WrongUsage(NOTHING_SAID);
      return unchanged(task, options, terminal);
    }
    const actor = actorOf(options);
    const result = await changeTask(desk, { taskId, action, actor, seenVersion: task.version });
    if (!result.done) return refuse(taskId, result, actor.today, terminal);
    if (options.json === true) terminal.line(JSON.stringify(result.task, null, 2));
    else terminal.line(`Task ${oneLine(taskId)} is now ${standing(result.task)}.`);
    if (options.status === 'waiting' && result.task.status !== 'waiting')
      terminal.error('It waits for nothing that is written down: add --promise with --due, --plan or --dispute.');
    return EXIT.done;
  });
}

/** `--status open` on a task that is not done takes nothing back: what people wrote stays written. */
function unchanged(task: CollectionTask, options: DeskOptions, terminal: Terminal): number {
  if (options.json === true) terminal.line(JSON.stringify(task, null, 2));
  else terminal.line(`Task ${oneLine(task.task_id)} is ${standing(task)} already: nothing to write.`);
  return EXIT.done;
}

function standing({ status, outcome }: CollectionTask): string {
  const words = taskWords('en');
  return outcome === null
    ? words.statuses[status]
    : `${words.statuses[status]} (${words.outcomes[outcome].toLowerCase()})`;
}

function refuse(
  taskId: string,
  { refused, task }: { readonly refused: Refusal; readonly task: CollectionTask | null },
  today: string,
  terminal: Terminal,
): number {
  terminal.error(`Nothing was written on task ${taskId}: ${taskWords('en').refused[refused]}.`);
  if (DAY_REFUSALS.has(refused)) terminal.error(taskWords('en').today_used({ day: today }));
  const last = task?.history.at(-1);
  if (refused === 'changed_meanwhile' && last !== undefined) terminal.error(`${last.by}, ${last.at}: ${last.change}`);
  return refused === 'changed_meanwhile' ? EXIT.failed : EXIT.refused;
}
