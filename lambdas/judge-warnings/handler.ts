import { runInput } from '../../core/contracts/states.ts';
import { judgeWarnings } from '../../core/steps/judge-warnings.ts';

/** The state's input is checked, the step runs, its result goes back to the workflow. */
export function judgeWarningsHandler(ports: Parameters<typeof judgeWarnings>[0]) {
  return async (event: unknown) => judgeWarnings(ports, runInput.parse(event));
}
