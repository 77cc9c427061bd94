import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { DeleteObjectsCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { DynamoRunLedger } from '../../adapters/aws/dynamo-run-ledger.ts';
import { DynamoSendLedger } from '../../adapters/aws/dynamo-send-ledger.ts';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { executionIsRunning } from '../../adapters/aws/execution-history.ts';
import { listObjects, S3ObjectStore } from '../../adapters/aws/s3-object-store.ts';
import { STATE_MACHINE_ARN } from './emulator/adapt-assembly.ts';
import { LISTENER } from './emulator/test-stage.ts';

export const s3 = new S3Client({ forcePathStyle: true });
export const dynamo = new DynamoDBClient({});
export const steps = new SFNClient({});

/** The stack as the tests see it: with the rights of the account's root. */
export interface DeployedStack {
  readonly bucket: string;
  readonly store: S3ObjectStore;
  readonly runs: DynamoRunLedger;
  readonly sends: DynamoSendLedger;
  readonly tasks: DynamoTaskStore;
  readonly tables: Readonly<Record<'Runs' | 'Sends' | 'Tasks', string>>;
}

/** Finds the deployed stack's parts by name. */
export async function deployedStack(): Promise<DeployedStack> {
  const buckets = (await s3.send(new ListBucketsCommand({}))).Buckets ?? [];
  const bucket = named(
    buckets.map(({ Name }) => Name ?? ''),
    /storagebucket/,
  );
  const names = (await dynamo.send(new ListTablesCommand({}))).TableNames ?? [];
  const tables = {
    Runs: named(names, /StorageRuns/),
    Sends: named(names, /StorageSends/),
    Tasks: named(names, /-Tasks/),
  };
  return {
    bucket,
    store: new S3ObjectStore(s3, { bucket, localFolder: '/tmp/duewatch-test-aws' }),
    runs: new DynamoRunLedger(dynamo, tables.Runs, executionIsRunning(steps)),
    sends: new DynamoSendLedger(dynamo, tables.Sends),
    tasks: new DynamoTaskStore(dynamo, tables.Tasks),
    tables,
  };
}

/** Takes everything out of the bucket and the tables: the next review is a company's first. */
export async function emptyStack({ bucket, tables }: DeployedStack): Promise<void> {
  const objects = (await listObjects(s3, bucket, '')).map(({ key }) => ({ Key: key }));
  for (let from = 0; from < objects.length; from += 1000) {
    const Objects = objects.slice(from, from + 1000);
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }));
  }
  for (const table of Object.values(tables)) await emptyTable(table);
}

async function emptyTable(TableName: string): Promise<void> {
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await dynamo.send(
      new ScanCommand({ TableName, ...(start === undefined ? {} : { ExclusiveStartKey: start }) }),
    );
    for (const { pk, sk } of page.Items ?? []) {
      if (pk !== undefined && sk !== undefined)
        await dynamo.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** Puts a folder's files, those of folders inside it too, under `exports/<name>/`. */
export async function putExport({ store }: DeployedStack, folder: string, name: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    await store.write(`exports/${name}/${relative(folder, path)}`, await readFile(path));
  }
}

/** Starts the workflow and says what its execution is called. */
export async function start(input: unknown, stateMachineArn: string = STATE_MACHINE_ARN): Promise<string> {
  const text = typeof input === 'string' ? input : JSON.stringify(input);
  const { executionArn } = await steps.send(new StartExecutionCommand({ stateMachineArn, input: text }));
  return executionArn ?? '';
}

/** Waits for the end of an execution. */
export async function ended(executionArn: string): Promise<DescribeExecutionCommandOutput> {
  for (;;) {
    const execution = await steps.send(new DescribeExecutionCommand({ executionArn }));
    if (execution.status !== 'RUNNING') return execution;
    await pause(300);
  }
}

/** Runs the workflow to its end. */
export async function review(input: unknown): Promise<DescribeExecutionCommandOutput> {
  return ended(await start(input));
}

/** Every event of an execution, with its data. */
export async function eventsOf(executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await steps.send(
      new GetExecutionHistoryCommand({
        executionArn,
        maxResults: 1000,
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

/** A JSON document of the bucket. */
export async function jsonObject({ store }: DeployedStack, key: string) {
  return JSON.parse(new TextDecoder().decode(await store.read(key)));
}

/** Bytes of the largest document that passed from state to state. */
export async function largestPayload(executionArn: string): Promise<number> {
  const payloads = (await eventsOf(executionArn)).flatMap((event) => [
    event.stateEnteredEventDetails?.input ?? '',
    event.stateExitedEventDetails?.output ?? '',
  ]);
  return Math.max(...payloads.map((payload) => Buffer.byteLength(payload)));
}

/** Asks again and again until the answer is what is waited for, for three minutes at most. */
export async function eventually<T>(ask: () => Promise<T>, until: (answer: T) => boolean): Promise<T> {
  for (let tried = 0; tried < 600; tried += 1) {
    const answer = await ask();
    if (until(answer)) return answer;
    await pause(300);
  }
  return ask();
}

const heldMail = z.object({
  To: z.array(z.string()),
  Subject: z.string(),
  BodyText: z.string().nullable(),
  BodyHtml: z.string().nullable(),
});
const heldMails = z.object({
  messages: z.record(z.string(), z.array(heldMail)),
});

/** Mails that left, as the emulator's SES holds them. */
export async function sentMails(): Promise<z.output<typeof heldMail>[]> {
  const answer = await fetch(`${process.env['AWS_ENDPOINT_URL']}/_ministack/ses/messages`);
  return Object.values(heldMails.parse(await answer.json()).messages).flat();
}

const waiting = z.object({
  messages: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.object({ Body: z.string() }))))),
});
const published = z.object({
  'detail-type': z.enum([
    'CollectionTaskOpened',
    'CollectionTaskChanged',
    'MonthlyReviewFailed',
    'MonthlyReviewPublished',
  ]),
  detail: z.looseObject({ event_id: z.string() }),
});

/** What the product told the world, as the queue of a listener on its bus holds it. */
export async function publishedEvents() {
  const answer = await fetch(`${process.env['AWS_ENDPOINT_URL']}/_ministack/sqs/messages`);
  return Object.values(waiting.parse(await answer.json()).messages)
    .flatMap((regions) => Object.values(regions).flatMap(Object.entries<{ Body: string }[]>))
    .filter(([queue]) => queue.endsWith(`/${LISTENER}`))
    .flatMap(([, messages]) => messages.map(({ Body }) => published.parse(JSON.parse(Body))))
    .map(({ 'detail-type': type, detail }) => ({ type, detail }));
}

function named(names: readonly string[], pattern: RegExp): string {
  const found = names.find((name) => pattern.test(name));
  if (found === undefined) throw new Error(`nothing deployed is called ${pattern}; there are ${names.join(', ')}`);
  return found;
}
