import { runInput } from '../../core/contracts/states.ts';
import { openTasks } from '../../core/steps/open-tasks.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function openTasksHandler(ports: Parameters<typeof openTasks>[0]) {
  return async (event: unknown) => openTasks(ports, runInput.parse(event));
}
