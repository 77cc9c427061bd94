import { type DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { type CollectionTask, collectionTask } from '../../core/contracts/task.ts';
import { compareIds } from '../../core/domain/customer-order.ts';
import type { TaskStore } from '../../core/ports/task-store.ts';
import { atATime } from './at-a-time.ts';
import { calling } from './aws-errors.ts';
import { conditionFailed, type Item, text } from './dynamo-items.ts';

const TASK = 'task';
/**
 * How many tasks are written at a time: enough to be quick, few enough not to be throttled. Each is a write of its own, because writes in
 * batches know no conditions, and the condition is what keeps a task from being opened twice.
 */
const AT_A_TIME = 25;

/** The collection tasks in a table: partition = task id. The task itself is JSON; what people filter by stands beside it. */
export class DynamoTaskStore implements TaskStore {
  readonly #dynamo: DynamoDBClient;
  readonly #table: string;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
  }

  async openMany(tasks: readonly CollectionTask[]): Promise<readonly string[]> {
    const isNew = await atATime(tasks, AT_A_TIME, (task) =>
      this.#put(task, { ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    return tasks.filter((_task, index) => isNew[index]).map(({ task_id }) => task_id);
  }

  async replaceMany(changes: readonly { task: CollectionTask; expectedVersion: number }[]): Promise<readonly string[]> {
    const done = await atATime(changes, AT_A_TIME, ({ task, expectedVersion }) => this.replace(task, expectedVersion));
    return changes.filter((_change, index) => done[index] !== true).map(({ task }) => task.task_id);
  }

  async get(taskId: string): Promise<CollectionTask | undefined> {
    const { Item: item } = await calling('reading a task', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#table, Key: key(taskId), ConsistentRead: true })),
    );
    return item === undefined ? undefined : taskOf(item);
  }

  async list(): Promise<readonly CollectionTask[]> {
    const tasks: CollectionTask[] = [];
    let start: Item | undefined;
    do {
      const page = await calling('reading the tasks', () =>
        this.#dynamo.send(
          new ScanCommand({
            TableName: this.#table,
            ConsistentRead: true,
            ...(start === undefined ? {} : { ExclusiveStartKey: start }),
          }),
        ),
      );
      tasks.push(...(page.Items ?? []).map(taskOf));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return tasks.sort((a, b) => compareIds(a.due_date, b.due_date) || compareIds(a.task_id, b.task_id));
  }

  async replace(task: CollectionTask, expectedVersion: number): Promise<boolean> {
    return this.#put(task, {
      ConditionExpression: 'version = :expected',
      ExpressionAttributeValues: { ':expected': { N: String(expectedVersion) } },
    });
  }

  async #put(
    task: CollectionTask,
    condition: { ConditionExpression: string; ExpressionAttributeValues?: Item },
  ): Promise<boolean> {
    try {
      await calling('writing a task', () =>
        this.#dynamo.send(new PutItemCommand({ TableName: this.#table, Item: itemOf(task), ...condition })),
      );
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}

function key(taskId: string): Item {
  return { pk: { S: taskId }, sk: { S: TASK } };
}

function itemOf(task: CollectionTask): Item {
  return {
    ...key(task.task_id),
    version: { N: String(task.version) },
    status: { S: task.status },
    owner_role: { S: task.owner_role },
    due_date: { S: task.due_date },
    body: { S: JSON.stringify(task) },
  };
}

function taskOf(item: Item): CollectionTask {
  return collectionTask.parse(JSON.parse(text(item, 'body') ?? 'null'));
}
