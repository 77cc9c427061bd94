import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { DynamoTaskStore } from '../../../adapters/aws/dynamo-task-store.ts';
import { itemOf, taskKey } from '../../../adapters/aws/task-items.ts';
import { type Answer, chatReceiver } from '../../chat/chat-receiver.ts';
import { deskTask } from '../../desk/desk-task.ts';

/** What a busy table says: some of the tasks, and the keys of those that it leaves out. */
const answer = (found: readonly string[], leftOut: readonly string[]): Answer => ({
  status: 200,
  body: JSON.stringify({
    Responses: { tasks: found.map((task_id) => itemOf(deskTask({ task_id }))) },
    UnprocessedKeys: leftOut.length === 0 ? {} : { tasks: { Keys: leftOut.map(taskKey), ConsistentRead: true } },
  }),
});

async function tableThatAnswers(...answers: readonly Answer[]) {
  const { origin, received } = await chatReceiver(...answers);
  const client = new DynamoDBClient({
    endpoint: origin,
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const asked = () =>
    received.map(({ body }) => {
      const { tasks } = body['RequestItems'] as { tasks: { Keys: { pk: { S: string } }[]; ConsistentRead: boolean } };
      return { keys: tasks.Keys.map(({ pk }) => pk.S), consistent: tasks.ConsistentRead };
    });
  return { store: new DynamoTaskStore(client, 'tasks'), asked };
}

describe('tasks that are read by their keys from a busy table', () => {
  it('are asked for again until none is left out, consistently', async () => {
    const { store, asked } = await tableThatAnswers(
      answer(['b'], ['a', 'c', 'd']),
      answer([], ['a', 'c', 'd']),
      answer(['a', 'd'], ['c']),
      answer(['c'], []),
    );
    const found = await store.getMany(['a', 'b', 'c', 'd', 'b']);
    expect(found.map(({ task_id }) => task_id).sort()).toEqual(['a', 'b', 'c', 'd']);
    expect(asked()).toEqual(
      [['a', 'b', 'c', 'd'], ['a', 'c', 'd'], ['a', 'c', 'd'], ['c']].map((keys) => ({ keys, consistent: true })),
    );
  });
});
