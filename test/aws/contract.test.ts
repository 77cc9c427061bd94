import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { DynamoRunLedger } from '../../adapters/aws/dynamo-run-ledger.ts';
import { DynamoSendLedger } from '../../adapters/aws/dynamo-send-ledger.ts';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { S3ObjectStore } from '../../adapters/aws/s3-object-store.ts';
import { objectStoreContract } from '../adapters/contract/object-store-contract.ts';
import { runLedgerContract } from '../adapters/contract/run-ledger-contract.ts';
import { sendLedgerContract } from '../adapters/contract/send-ledger-contract.ts';
import { taskStoreContract } from '../adapters/contract/task-store-contract.ts';
import { dynamo, s3 } from './deployed-stack.ts';

async function newTable(): Promise<string> {
  const TableName = `contract-${randomUUID()}`;
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client: dynamo, maxWaitTime: 30 }, { TableName });
  return TableName;
}

async function newStore(prefix: string): Promise<S3ObjectStore> {
  const bucket = `contract-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return new S3ObjectStore(s3, { bucket, prefix, localFolder: await mkdtemp(join(tmpdir(), 'duewatch-s3-')) });
}

objectStoreContract('a bucket', () => newStore(''));
objectStoreContract('a part of a bucket', () => newStore('exports/'));
sendLedgerContract('DynamoDB', async () => new DynamoSendLedger(dynamo, await newTable()));
taskStoreContract('DynamoDB', async () => new DynamoTaskStore(dynamo, await newTable()));
runLedgerContract('DynamoDB', async () => {
  const table = await newTable();
  const gone = new Set<string>();
  const isAtWork = async (owner: string) => !gone.has(owner);
  return {
    ledger: new DynamoRunLedger(dynamo, table, isAtWork),
    other: new DynamoRunLedger(dynamo, table, isAtWork),
    end: (owner) => gone.add(owner),
  };
});
