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

/** A page of an answer, of a megabyte at most. */
interface Page {
  readonly Items?: Item[] | undefined;
  /** Where the next page begins; nothing on the last. */
  readonly LastEvaluatedKey?: Item | undefined;
}

/** Asks for one page after the other until the last, and shows each item once. */
export async function everyPage(
  ask: (from: { ExclusiveStartKey?: Item }) => Promise<Page>,
  see: (item: Item) => void,
): Promise<void> {
  let start: Item | undefined;
  do {
    const page = await ask(start === undefined ? {} : { ExclusiveStartKey: start });
    for (const item of page.Items ?? []) see(item);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** Every item that a query finds, page by page, read consistently. */
export async function queryAll(dynamo: DynamoDBClient, input: QueryCommandInput): Promise<Item[]> {
  const items: Item[] = [];
  await everyPage(
    (from) =>
      calling(`querying ${input.TableName}`, () =>
        dynamo.send(new QueryCommand({ ...input, ConsistentRead: true, ...from })),
      ),
    (item) => items.push(item),
  );
  return items;
}

/** Whether a conditional write was refused because its condition did not hold. */
export function conditionFailed(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}
