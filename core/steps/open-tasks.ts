import type { RunRef } from '../contracts/states.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readPlannedTasks } from './planned-tasks.ts';

/**
 * Puts the run's tasks on the desks: those whose key is new are stored and announced, the others are there already. Announcing again after
 * a crash is harmless, because an event's id is its task's.
 */
export async function openTasks(
  ports: { store: ObjectStore; tasks: TaskStore; events: EventBus },
  input: { run: RunRef },
): Promise<{ planned: number; opened: number }> {
  const planned = await readPlannedTasks(ports.store, input.run);
  if (input.run.dryRun) return { planned: planned.length, opened: 0 };
  const opened = await ports.tasks.openMany(planned);
  await ports.events.publish(
    planned
      .filter((task) => task.opened_period === input.run.period)
      .map((task) => ({ type: 'CollectionTaskOpened' as const, id: `opened/${task.task_id}`, detail: { ...task } })),
  );
  return { planned: planned.length, opened: opened.length };
}
