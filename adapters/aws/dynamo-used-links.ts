import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { UsedLinks } from '../../core/ports/used-links.ts';
import { calling } from './aws-errors.ts';
import { conditionFailed } from './dynamo-items.ts';

/** Forms that were sent in, an item each in a table of their own; the table's time to live (`expires`) takes them away again. */
export class DynamoUsedLinks implements UsedLinks {
  readonly #dynamo: DynamoDBClient;
  readonly #table: string;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
  }

  async use(nonce: string, expiresAt: number): Promise<boolean> {
    try {
      await calling('using up a form', () =>
        this.#dynamo.send(
          new PutItemCommand({
            TableName: this.#table,
            Item: { pk: { S: nonce }, sk: { S: 'used' }, expires: { N: String(expiresAt) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}
