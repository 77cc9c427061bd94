import { setTimeout as pause } from 'node:timers/promises';
import { DescribeExecutionCommand, type DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn';
import { StoreUnavailable } from '../../adapters/aws/aws-errors.ts';
import type { StateListener } from '../run/workflow-runner.ts';
import { asking } from './aws-call.ts';
import { EventReader, type StateFailure, told } from './event-reader.ts';
import { eventsAfter } from './execution-events.ts';
import type { RemoteStack } from './stack.ts';

/** Between two looks at the execution. */
const LOOK_EVERY_MS = 2000;
/** For how many looks in a row the network may be away. */
const MAY_MISS = 30;

/** How an execution ended. */
export type ExecutionEnd =
  | { readonly status: 'SUCCEEDED'; readonly output: string }
  | { readonly status: 'FAILED' | 'TIMED_OUT' | 'ABORTED'; readonly failure: StateFailure };

/** Follows an execution to its end and tells the listener of every state on the way. */
export async function followExecution(
  stack: Pick<RemoteStack, 'steps'>,
  executionArn: string,
  listener: StateListener,
): Promise<ExecutionEnd> {
  const reader = new EventReader(listener);
  for (let missed = 0; ; ) {
    try {
      const execution = await look(stack, executionArn, reader);
      const end = endOf(execution, reader);
      if (end !== undefined) {
        reader.end(end.status === 'SUCCEEDED');
        return end;
      }
      missed = 0;
    } catch (error) {
      missed += 1;
      if (!(error instanceof StoreUnavailable) || missed > MAY_MISS) throw error;
    }
    await pause(LOOK_EVERY_MS);
  }
}

/** The status is asked before the events: whatever ended it is then among them. */
async function look(
  { steps }: Pick<RemoteStack, 'steps'>,
  executionArn: string,
  reader: EventReader,
): Promise<DescribeExecutionCommandOutput> {
  const execution = await asking('describing the execution', () =>
    steps.send(new DescribeExecutionCommand({ executionArn })),
  );
  reader.read(await eventsAfter(steps, executionArn, { after: reader.last, data: false }));
  return execution;
}

/** How the execution ended; `undefined` while it is at work. */
export function endOf(
  { status, output, error, cause }: Pick<DescribeExecutionCommandOutput, 'status' | 'output' | 'error' | 'cause'>,
  reader: EventReader,
): ExecutionEnd | undefined {
  const state = reader.open.at(-1) ?? '';
  switch (status) {
    case 'SUCCEEDED':
      return { status, output: output ?? '{}' };
    case 'FAILED': {
      const failed = told({ error, cause });
      return { status, failure: { state: reader.failure?.state ?? state, ...failed } };
    }
    case 'TIMED_OUT':
      return { status, failure: { state, error: 'States.Timeout', cause: cause ?? 'longer than the workflow allows' } };
    case 'ABORTED':
      return { status, failure: { state, error: error ?? 'ExecutionStopped', cause: cause ?? 'somebody stopped it' } };
    default:
      return undefined;
  }
}
