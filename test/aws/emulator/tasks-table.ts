import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { WORKLIST_INDEX } from '../../../core/contracts/worklist-index.ts';

/** Makes a table with the index by which a worklist is read, as the stack has one of tasks. */
export async function makeTasksTable(dynamo: DynamoDBClient, TableName: string): Promise<void> {
  const { name, status, task } = WORKLIST_INDEX;
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', status].map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: name,
          KeySchema: [{ AttributeName: status, KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [task] },
        },
      ],
    }),
  );
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 30 }, { TableName });
}
