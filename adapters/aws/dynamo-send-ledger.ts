import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import type { SendKey, SendLedger, SendRow, SendStatus } from '../../core/ports/send-ledger.ts';
import { calling } from './aws-errors.ts';
import { conditionFailed, type Item, queryAll, text } from './dynamo-items.ts';

const row = z.object({
  period: z.string(),
  revision: z.coerce.number().int(),
  recipient: z.string(),
  attempt: z.coerce.number().int(),
  status: z.enum(['PENDING', 'SENT', 'DELIVERED', 'BOUNCED', 'COMPLAINED']),
  messageId: z.string().nullable(),
  at: z.string(),
});

/** The send ledger in a table: partition = period, sort key = recipient, revision and attempt. */
export class DynamoSendLedger implements SendLedger {
  readonly #dynamo: DynamoDBClient;
  readonly #table: string;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
  }

  async reserve(send: SendKey, at: string, tasks: readonly string[] = []): Promise<SendRow | undefined> {
    try {
      await calling('reserving a mail', () =>
        this.#dynamo.send(
          new PutItemCommand({
            TableName: this.#table,
            Item: {
              ...key(send),
              ...columns(send),
              status: { S: 'PENDING' },
              at: { S: at },
              ...(tasks.length === 0 ? {} : { tasks: { L: tasks.map((id) => ({ S: id })) } }),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return undefined;
    } catch (error) {
      if (!conditionFailed(error)) throw error;
      return this.find(send);
    }
  }

  /** The row of a mail, or `undefined`. */
  async find(send: SendKey): Promise<SendRow | undefined> {
    const { Item: item } = await calling('reading a mail', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#table, Key: key(send), ConsistentRead: true })),
    );
    return item === undefined ? undefined : rowOf(item);
  }

  /** The tasks on which a letter is recorded. */
  async tasksOf(send: SendKey): Promise<readonly string[]> {
    const { Item: item } = await calling('reading a mail', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#table, Key: key(send), ConsistentRead: true })),
    );
    return (item?.['tasks']?.L ?? []).flatMap(({ S }) => S ?? []);
  }

  /** A bounce or complaint that the service has told of meanwhile is not overwritten. */
  async markSent(send: SendKey, messageId: string, at: string): Promise<void> {
    await this.#mark(send, 'SENT', messageId, at, '#status IN (:pending, :status)');
  }

  /** What the mail service's own events say of a mail. A complaint outweighs a bounce, both outweigh SENT. */
  async markEvent(send: SendKey, status: Exclude<SendStatus, 'PENDING'>, messageId: string, at: string): Promise<void> {
    if (status === 'SENT') await this.#mark(send, status, messageId, at, '#status = :pending');
    else if (status === 'DELIVERED') await this.#mark(send, status, messageId, at, '#status IN (:pending, :sent)');
    else await this.#mark(send, status, messageId, at, 'attribute_exists(pk)');
  }

  async list(period: string): Promise<readonly SendRow[]> {
    const items = await queryAll(this.#dynamo, {
      TableName: this.#table,
      KeyConditionExpression: 'pk = :period',
      ExpressionAttributeValues: { ':period': { S: period } },
    });
    return items.map(rowOf).sort(byKey);
  }

  async #mark(send: SendKey, status: SendStatus, messageId: string, at: string, condition: string): Promise<void> {
    const values = {
      ':status': { S: status },
      ':id': { S: messageId },
      ':at': { S: at },
      ...(condition.includes(':pending') ? { ':pending': { S: 'PENDING' } } : {}),
      ...(condition.includes(':sent') ? { ':sent': { S: 'SENT' } } : {}),
    };
    try {
      await calling('marking a mail', () =>
        this.#dynamo.send(
          new UpdateItemCommand({
            TableName: this.#table,
            Key: key(send),
            UpdateExpression: 'SET #status = :status, messageId = :id, #at = :at',
            ConditionExpression: condition,
            ExpressionAttributeNames: { '#status': 'status', '#at': 'at' },
            ExpressionAttributeValues: values,
          }),
        ),
      );
    } catch (error) {
      if (!conditionFailed(error)) throw error;
    }
  }
}

function key({ period, recipient, revision, attempt }: SendKey): Item {
  return { pk: { S: period }, sk: { S: `${recipient}#${revision}#${attempt}` } };
}

function columns({ period, recipient, revision, attempt }: SendKey): Item {
  return {
    period: { S: period },
    recipient: { S: recipient },
    revision: { N: String(revision) },
    attempt: { N: String(attempt) },
  };
}

function rowOf(item: Item): SendRow {
  return row.parse({
    period: text(item, 'period'),
    revision: item.revision?.N,
    recipient: text(item, 'recipient'),
    attempt: item.attempt?.N,
    status: text(item, 'status'),
    messageId: text(item, 'messageId'),
    at: text(item, 'at'),
  });
}

function byKey(a: SendRow, b: SendRow): number {
  if (a.recipient !== b.recipient) return a.recipient < b.recipient ? -1 : 1;
  return a.revision - b.revision || a.attempt - b.attempt;
}
