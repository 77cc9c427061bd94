import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { calling } from './aws-errors.ts';

/** An item as DynamoDB has it. */
export type Item = Record<string, AttributeValue>;

/** Text of an attribute, or nothing. */
export function text(item: Item, name: string): string | null {
  return item[name]?.S ?? null;
}

/** Every item that a query finds, page by page, read consistently. */
export async function queryAll(dynamo: DynamoDBClient, input: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page = await calling(`querying ${input.TableName}`, () =>
      dynamo.send(
        new QueryCommand({
          ...input,
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      ),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return items;
}

/** Whether a conditional write was refused because its condition did not hold. */
export function conditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
