import type { CollectionTask } from '../../contracts/task.ts';
import { type Actor, actOnTask } from './act-on-task.ts';
import type { ActionResult, TaskAction } from './task-action.ts';

/**
 * Several things written down at once, as after one call: each on top of the one before. Where one is refused none of them stands.
 */
export function actInOrder(
  task: CollectionTask,
  actions: readonly TaskAction[],
  actor: Actor,
): ActionResult<CollectionTask> {
  let now = task;
  for (const action of actions) {
    const result = actOnTask(now, action, actor);
    if (!result.done) return result;
    now = result.task;
  }
  return { done: true, task: now };
}
