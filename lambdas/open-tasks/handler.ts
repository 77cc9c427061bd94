import { runInput } from '../../core/contracts/states.ts';
import { openTasks } from '../../core/steps/open-tasks.ts';

/**
 * The state's input is checked, the step runs, its result goes back to the workflow. `tidy` puts tasks of earlier versions where they are
 * looked for; a dry run leaves them as they are.
 */
export function openTasksHandler(ports: Parameters<typeof openTasks>[0], tidy?: () => Promise<unknown>) {
  return async (event: unknown) => {
    const input = runInput.parse(event);
    if (!input.run.dryRun) await tidy?.();
    return openTasks(ports, input);
  };
}
