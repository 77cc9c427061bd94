import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import type { Desk } from '../tasks/open-desk.ts';
import { openStack, type RemoteOptions, StackIncomplete } from './stack.ts';

/** The tasks of a deployed review, with the rights of the person who types: reading and writing its task table, and putting events on its bus. */
export async function openRemoteDesk(options: RemoteOptions): Promise<Desk> {
  const stack = await openStack(options);
  const { name, region, tasksTable } = stack;
  if (tasksTable === undefined) {
    await stack.close();
    throw new StackIncomplete(
      `the workflow of ${name} does not say where its tasks are: deploy the stack again (npx cdk deploy -c stage=…)`,
    );
  }
  const dynamo = new DynamoDBClient({ region });
  const events = new EventBridgeClient({ region });
  return {
    tasks: new DynamoTaskStore(dynamo, tasksTable),
    events: new EventBridgeEventBus(events, name),
    store: stack.store,
    close: async () => {
      dynamo.destroy();
      events.destroy();
      await stack.close();
    },
  };
}
