import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { bucketStore, runLedger, variable } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { runInput } from '../../core/contracts/states.ts';
import { holdLock } from '../middleware/hold-lock.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { openTasksHandler } from './handler.ts';

/** A table that is asked for many writes at once says so at first, until it has grown: the client slows down by itself. */
const PATIENT = { retryMode: 'adaptive', maxAttempts: 10 } as const;

const tasks = new DynamoTaskStore(new DynamoDBClient(PATIENT), variable('TASKS_TABLE'));

/** The function behind the state OpenTasks. */
export const handler = stateFunction({
  name: 'OpenTasks',
  input: runInput,
  handler: openTasksHandler(
    { store: bucketStore(), tasks, events: new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS')) },
    () => tasks.shelve(),
  ),
  before: [holdLock(runLedger(), SYSTEM_CLOCK)],
});
