import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { bucketStore, productVersion, runLedger, sendLedger, variable } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { ExecutionHistory } from '../../adapters/aws/execution-history.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { closeRunInput } from '../../core/contracts/states.ts';
import { holdLock } from '../middleware/hold-lock.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { closeRunHandler } from './handler.ts';

const steps = new SFNClient();
const runs = runLedger(steps);
const ports = {
  store: bucketStore(),
  runs,
  sends: sendLedger(),
  tasks: new DynamoTaskStore(new DynamoDBClient(), variable('TASKS_TABLE')),
  events: new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS')),
  clock: SYSTEM_CLOCK,
  versions: { duewatch: productVersion(), node: process.version },
};

/** The function behind the state CloseRun. The owner of a run's lock is its execution, whose history says what each state took. */
export const handler = stateFunction({
  name: 'CloseRun',
  input: closeRunInput,
  handler: async (event) => {
    const { run } = closeRunInput.parse(event);
    return closeRunHandler({ ...ports, journal: new ExecutionHistory(steps, run.owner) })(event);
  },
  before: [holdLock(runs, SYSTEM_CLOCK)],
});
