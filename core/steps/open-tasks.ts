import { TasksBusy } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { taskEventOf } from '../contracts/task-event.ts';
import { fits } from '../domain/desk/task-size.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readFindings, withNews } from './desk-findings.ts';
import { readPlannedTasks } from './planned-tasks.ts';
import { type OwnChange, writeOnTasks } from './write-on-tasks.ts';

/** How many full tasks are named. */
const NAMED = 20;

/** What putting a run's tasks on the desks came to. */
export interface OpenedTasks {
  readonly planned: number;
  readonly opened: number;
  readonly changed: number;
  /** Tasks that no store takes any more of, the first of them: the run's news is not on them. */
  readonly full?: readonly string[];
}

/**
 * Puts the run's tasks on the desks: those whose key is new are stored and announced, the others are there already. Standing tasks get
 * what the run found: what is owed now, words kept and broken, steps to approve. Announcing again after a crash is harmless, because an
 * event's id is its task's, and a change's id its version's. A task that is too full to take the news stays as it is and is named: it keeps
 * no run from ending.
 *
 * @throws {TasksBusy} when some tasks were changed by others every time.
 */
export async function openTasks(
  ports: { store: ObjectStore; tasks: TaskStore; events: EventBus },
  input: { run: RunRef },
): Promise<OpenedTasks> {
  const wanted = await readPlannedTasks(ports.store, input.run);
  const planned = wanted.filter(fits);
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
  const stamp = { at: input.run.startedAt, period: input.run.period };
  const changes = news.map((each): [string, OwnChange] => [
    each.task_id,
    { after: (task) => withNews(task, each, stamp), isNewest: (task) => isNewest(task, stamp.period) },
  ]);
  const { tasks } = ports;
  const { written, full, busy } = await writeOnTasks({ ...ports, read: (ids) => tasks.getMany(ids) }, new Map(changes));
  if (busy.length > 0) throw new TasksBusy(`${busy.length} tasks are being changed by others: run the state again`);
  const tooLarge = [...wanted.filter((task) => !fits(task)).map(({ task_id }) => task_id), ...full];
  const named = tooLarge.length === 0 ? {} : { full: tooLarge.slice(0, NAMED) };
  return { planned: planned.length, opened: opened.length, changed: written, ...named };
}

/**
 * Whether the run's own words are the newest on a task: an attempt that was killed has written them and may not have announced them. A
 * person's later change has announced everything.
 */
function isNewest({ history }: CollectionTask, period: string): boolean {
  const last = history.at(-1);
  return last?.by === 'duewatch' && last.change.split('; ', 2).join('; ') === `review; period=${period}`;
}
