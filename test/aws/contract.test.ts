import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { describe, expect, it } from 'vitest';
import { DynamoRunLedger } from '../../adapters/aws/dynamo-run-ledger.ts';
import { DynamoSendLedger } from '../../adapters/aws/dynamo-send-ledger.ts';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { DynamoUsedLinks } from '../../adapters/aws/dynamo-used-links.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { S3ObjectStore } from '../../adapters/aws/s3-object-store.ts';
import { sendKeyOf } from '../../adapters/aws/send-reference.ts';
import { MailRefused, MailTooLarge, SesMailer } from '../../adapters/aws/ses-mailer.ts';
import { eventBusContract } from '../adapters/contract/event-bus-contract.ts';
import { mailerContract, mailTo } from '../adapters/contract/mailer-contract.ts';
import { objectStoreContract } from '../adapters/contract/object-store-contract.ts';
import { runLedgerContract } from '../adapters/contract/run-ledger-contract.ts';
import { sendLedgerContract } from '../adapters/contract/send-ledger-contract.ts';
import { taskStoreContract } from '../adapters/contract/task-store-contract.ts';
import { usedLinksContract } from '../adapters/contract/used-links-contract.ts';
import { dynamo, eventually, publishedEvents, s3, sentMails } from './deployed-stack.ts';
import { makeTasksTable } from './emulator/tasks-table.ts';
import { TEST_NAME } from './emulator/test-stage.ts';

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

async function newTaskStore(): Promise<DynamoTaskStore> {
  const table = `contract-${randomUUID()}`;
  await makeTasksTable(dynamo, table);
  return new DynamoTaskStore(dynamo, table);
}

async function newStore(prefix: string): Promise<S3ObjectStore> {
  const bucket = `contract-${randomUUID()}`;
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  return new S3ObjectStore(s3, { bucket, prefix, localFolder: await mkdtemp(join(tmpdir(), 'duewatch-s3-')) });
}

objectStoreContract('a bucket', () => newStore(''));
objectStoreContract('a part of a bucket', () => newStore('exports/'));
sendLedgerContract('DynamoDB', async () => new DynamoSendLedger(dynamo, await newTable()));
taskStoreContract('DynamoDB', async () => {
  const store = await newTaskStore();
  await store.shelve();
  return store;
});
taskStoreContract('DynamoDB, tasks of an earlier version in it', newTaskStore);
usedLinksContract('DynamoDB', async () => new DynamoUsedLinks(dynamo, await newTable()));
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

async function sesMailer() {
  const sends = new DynamoSendLedger(dynamo, await newTable());
  const before = (await sentMails()).length;
  return {
    mailer: new SesMailer(new SESv2Client({}), TEST_NAME, sends),
    arrived: async (to: string) =>
      (await sentMails())
        .slice(before)
        .filter(({ To }) => To.includes(to))
        .map(({ To, Subject, BodyText }) => ({ to: To, subject: Subject, text: BodyText ?? '' })),
    // The row is reserved before a mail is sent; the service's events mark it.
    serviceTells: async (reference: string, messageId: string) => {
      const key = sendKeyOf(reference);
      if (key === undefined) throw new Error(`${reference} names no mail`);
      await sends.reserve(key, '2025-10-03T06:00:00Z');
      await sends.markEvent(key, 'SENT', messageId, '2025-10-03T06:00:01Z');
    },
  };
}

mailerContract('SES', sesMailer);

describe('SES', () => {
  it('is not even asked to send a mail above 40 MB', async () => {
    const { mailer, arrived } = await sesMailer();
    const mail = mailTo('large@example.com', '2025-09/1/large@example.com/1');
    const fits = Buffer.concat([mail.raw, Buffer.alloc(1_000_000, 'x')]);
    expect(await mailer.send({ ...mail, raw: fits })).not.toBe('');
    const large = Buffer.concat([mail.raw, Buffer.alloc(40_000_000, 'x')]);
    await expect(mailer.send({ ...mail, raw: large })).rejects.toThrow(MailTooLarge);
    await expect(mailer.send({ ...mail, raw: large })).rejects.toThrow(/400\d{5} bytes, SES takes 40000000/);
    expect(await arrived('large@example.com')).toHaveLength(1);
  });

  it('says of a sender that is not verified that it refuses the mail', async () => {
    const { mailer } = await sesMailer();
    const mail = mailTo('one@example.com', '2025-09/1/one@example.com/1');
    await expect(mailer.send({ ...mail, from: 'somebody@unverified.example' })).rejects.toThrow(MailRefused);
  });
});

eventBusContract('EventBridge', async () => ({
  bus: new EventBridgeEventBus(new EventBridgeClient({}), TEST_NAME),
  heard: (ids) =>
    eventually(
      () => heard(ids),
      (events) => events.length >= ids.length,
    ),
}));

async function heard(ids: readonly string[]) {
  const events = (await publishedEvents()).map(({ type, detail: { event_id, ...detail } }) => ({
    type,
    id: event_id,
    detail,
  }));
  return ids.flatMap((id) => events.find((event) => event.id === id) ?? []);
}
