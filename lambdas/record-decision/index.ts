import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { variable, waitingApprovals } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { waitingApproval } from '../../core/contracts/approval-states.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { recordDecisionHandler } from './handler.ts';

/** The function behind the state that ends the waiting. */
export const handler = stateFunction({
  name: 'RecordDecision',
  input: waitingApproval,
  handler: recordDecisionHandler({
    tasks: new DynamoTaskStore(new DynamoDBClient(), variable('TASKS_TABLE')),
    events: new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS')),
    waiting: waitingApprovals(),
    clock: SYSTEM_CLOCK,
  }),
});
