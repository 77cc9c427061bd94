import { TasksBusy } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { taskEventOf } from '../contracts/task-event.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { announceChanges } from './change-task.ts';
import { readFindings, type TaskNews, withNews } from './desk-findings.ts';
import { readPlannedTasks } from './planned-tasks.ts';

/** How often a task that somebody changes at the same moment is read again. */
const TRIES = 5;

/**
 * Puts the run's tasks on the desks: those whose key is new are stored and announced, the others are there already. Standing tasks get
 * what the run found: what is owed now, words kept and broken, steps to approve. Announcing again after a crash is harmless, because an
 * event's id is its task's, and a change's id its version's.
 */
export async function openTasks(
  ports: { store: ObjectStore; tasks: TaskStore; events: EventBus },
  input: { run: RunRef },
): Promise<{ planned: number; opened: number; changed: number }> {
  const planned = await readPlannedTasks(ports.store, input.run);
  if (input.run.dryRun) return { planned: planned.length, opened: 0, changed: 0 };
  const opened = await ports.tasks.openMany(planned);
  await ports.events.publish(
    planned
      .filter((task) => task.opened_period === input.run.period)
      .map((task) => ({
        type: 'CollectionTaskOpened' as const,
        id: `opened/${task.task_id}`,
        detail: taskEventOf(task, 0),
      })),
  );
  const news = await readFindings(ports.store, input.run);
  const changed = await writeNews(ports, news, { at: input.run.startedAt, period: input.run.period });
  return { planned: planned.length, opened: opened.length, changed };
}

/**
 * Writes the run's news on the tasks and announces them, also those that an earlier attempt has written. A task that a person changes
 * meanwhile is read again: both stand.
 *
 * @throws {TasksBusy} when some tasks were changed by others every time.
 */
async function writeNews(
  ports: { tasks: TaskStore; events: EventBus },
  news: readonly TaskNews[],
  stamp: { at: string; period: string },
): Promise<number> {
  const wanted = new Map(news.map((each) => [each.task_id, each]));
  let changed = 0;
  for (let tries = 0; wanted.size > 0; tries += 1) {
    if (tries === TRIES) throw new TasksBusy(`${wanted.size} tasks are being changed by others: run the state again`);
    const tasks = await ports.tasks.list();
    const written = changesTo(tasks, wanted, stamp);
    const refused = new Set(
      await ports.tasks.replaceMany(
        written.map(({ before, after }) => ({ task: after, expectedVersion: before.version })),
      ),
    );
    const done = written.filter(({ after }) => !refused.has(after.task_id));
    const changing = new Set(written.map(({ after }) => after.task_id));
    const before = tasks.filter(
      (task) => wanted.has(task.task_id) && !changing.has(task.task_id) && isNewest(task, stamp.period),
    );
    await announceChanges(ports.events, [...before, ...done.map(({ after }) => after)]);
    changed += done.length;
    for (const id of [...wanted.keys()]) if (!refused.has(id)) wanted.delete(id);
  }
  return changed;
}

/**
 * Whether the run's own words are the newest on a task: an attempt that was killed has written them and may not have announced them. A
 * person's later change has announced everything.
 */
function isNewest({ history }: CollectionTask, period: string): boolean {
  const last = history.at(-1);
  return last?.by === 'duewatch' && last.change.split('; ', 2).join('; ') === `review; period=${period}`;
}

function changesTo(
  tasks: readonly CollectionTask[],
  wanted: ReadonlyMap<string, TaskNews>,
  stamp: { at: string; period: string },
): { before: CollectionTask; after: CollectionTask }[] {
  return tasks.flatMap((before) => {
    const news = wanted.get(before.task_id);
    const after = news === undefined ? before : withNews(before, news, stamp);
    return after === before ? [] : [{ before, after }];
  });
}
