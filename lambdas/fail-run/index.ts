import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { bucketStore, productVersion, runLedger, variable } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { endOfExecution } from '../../adapters/aws/execution-end.ts';
import { ExecutionHistory } from '../../adapters/aws/execution-history.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { executionEndedEvent } from '../../core/contracts/execution-ended.ts';
import { removeAll } from '../../core/steps/close-run.ts';
import { plainCause } from '../../core/workflow/plain-cause.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { failRunHandler } from './handler.ts';

const steps = new SFNClient();
const events = new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS'));
const ports = {
  store: bucketStore(),
  runs: runLedger(steps),
  events,
  clock: SYSTEM_CLOCK,
  versions: { duewatch: productVersion(), node: process.version },
};

/**
 * Runs when an execution has failed, timed out or been stopped: the failure is written down and told, the lock given back. It stands outside
 * the workflow so that a redrive begins at the state that failed.
 */
export const handler = stateFunction({
  name: 'FailRun',
  input: executionEndedEvent,
  handler: async (event) => {
    const { executionArn } = executionEndedEvent.parse(event).detail;
    const error = await endOfExecution(steps, executionArn);
    if (error === undefined) return { skipped: 'the execution is at work again, or ended well' };
    const history = new ExecutionHistory(steps, executionArn);
    const run = await history.openedRun();
    if (run === undefined) await events.publish([unopened(executionArn, error)]);
    for (const folder of await history.unfinishedUnloads()) await removeAll(ports.store, keyOf(folder));
    return failRunHandler({ ...ports, journal: history })({ run, error });
  },
});

function keyOf(location: string): string {
  return location.slice(`s3://${variable('BUCKET')}/`.length);
}

function unopened(execution: string, { Error: error, Cause: cause }: { Error: string; Cause: string }) {
  const detail = { run: execution, error, cause: plainCause(cause) };
  return { type: 'MonthlyReviewFailed' as const, id: `failed/${execution}`, detail };
}
