import type { Locale } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { DAY_REFUSALS, type Refusal } from '../../core/domain/desk/task-action.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { deskWords } from '../../report/messages/desk-words.ts';
import { taskWords } from '../../report/messages/task-words.ts';
import { oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { type ActorOptions, actorOf, atDesk, type DeskOptions } from './open-desk.ts';
import { actionsFrom, type UpdateOptions } from './task-actions.ts';

const NOTHING_SAID =
  'say what happened: --start, --note, --cause, --contact with --result, --promise with --due, --dispute, --plan, --close and more; npx duewatch tasks update --help lists them';

/** The language in which is told what became of it. */
interface Spoken {
  readonly locale: Locale;
}

/**
 * `npx duewatch tasks update`: what happened, written down, all of it or none. Refused with words where the task does not allow it, or where
 * somebody else changed it meanwhile.
 */
export async function tasksUpdateCommand(
  taskId: string,
  options: DeskOptions & ActorOptions & UpdateOptions & Spoken,
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
    if (!result.done) return refuse(taskId, result, { ...options, today: actor.today }, terminal);
    if (options.json === true) terminal.line(JSON.stringify(result.task, null, 2));
    else say(result.task, options, terminal);
    if (options.status === 'waiting' && result.task.status !== 'waiting')
      terminal.error(taskWords(options.locale).updated.waits_for_nothing);
    return EXIT.done;
  });
}

/** What was decided, and how the task stands now. */
function say(task: CollectionTask, { approve, decline, locale }: UpdateOptions & Spoken, terminal: Terminal): void {
  const { updated } = taskWords(locale);
  const { approvals } = deskWords(locale);
  for (const [id, decided] of [
    [approve, updated.approved],
    [decline, updated.declined],
  ] as const) {
    const step = task.approvals.find((approval) => approval.id === id);
    if (step !== undefined) terminal.line(decided({ step: approvals[step.kind], id: oneLine(step.id) }));
  }
  terminal.line(updated.now({ id: oneLine(task.task_id), status: standing(task, locale) }));
}

/** `--status open` on a task that is not done takes nothing back: what people wrote stays written. */
function unchanged(task: CollectionTask, options: DeskOptions & Spoken, terminal: Terminal): number {
  const { updated } = taskWords(options.locale);
  if (options.json === true) terminal.line(JSON.stringify(task, null, 2));
  else terminal.line(updated.already({ id: oneLine(task.task_id), status: standing(task, options.locale) }));
  return EXIT.done;
}

function standing({ status, outcome }: CollectionTask, locale: Locale): string {
  const { statuses, outcomes, updated } = taskWords(locale);
  if (outcome === null) return statuses[status];
  return updated.with_outcome({ status: statuses[status], outcome: outcomes[outcome] });
}

function refuse(
  taskId: string,
  { refused, task }: { readonly refused: Refusal; readonly task: CollectionTask | null },
  { today, locale }: Spoken & { readonly today: string },
  terminal: Terminal,
): number {
  const words = taskWords(locale);
  terminal.error(words.updated.refused({ id: taskId, why: words.refused[refused] }));
  if (DAY_REFUSALS.has(refused)) terminal.error(words.today_used({ day: today }));
  const last = task?.history.at(-1);
  if (refused === 'changed_meanwhile' && last !== undefined) terminal.error(`${last.by}, ${last.at}: ${last.change}`);
  return refused === 'changed_meanwhile' ? EXIT.failed : EXIT.refused;
}
