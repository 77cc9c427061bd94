import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { sendLedger, variable } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { sendKeyOf } from '../../adapters/aws/send-reference.ts';
import { referenceOf } from '../../adapters/aws/send-tags.ts';
import { mailEvent } from '../../core/contracts/mail-event.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { recordDeliveryHandler } from './handler.ts';

/** Listens to the events of SES. */
export const handler = stateFunction({
  name: 'RecordDelivery',
  input: mailEvent,
  handler: recordDeliveryHandler({
    sends: sendLedger(),
    tasks: new DynamoTaskStore(new DynamoDBClient(), variable('TASKS_TABLE')),
    events: new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS')),
    keyOf: (tags) => {
      const reference = referenceOf(tags);
      return reference === undefined ? undefined : sendKeyOf(reference);
    },
  }),
});
