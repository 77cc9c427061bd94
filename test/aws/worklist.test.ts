import { randomUUID } from 'node:crypto';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { SecretsManagerLinkKeys } from '../../adapters/aws/secrets-manager-link-keys.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { signToken } from '../../core/domain/desk/desk-link.ts';
import { concernsWorklist } from '../../core/domain/desk/handed-over.ts';
import { formsOf, textOf } from '../desk/desk-host.ts';
import { deskTask } from '../desk/desk-task.ts';
import { type DeployedStack, deployedStack, emptyStack } from './deployed-stack.ts';
import { TEST_NAME } from './emulator/test-stage.ts';
import { type Policy, policyOf, withPolicy } from './function-rights.ts';

const MARK = { at: '2025-10-02T09:00:00.000Z', by: 'Ann' };

let stack: DeployedStack;

beforeEach(async () => {
  stack = await deployedStack();
  await emptyStack(stack);
});

function ended(task_id: string, outcome: 'paid' | 'sent_to_agency', changes: Partial<CollectionTask> = {}) {
  return deskTask({ task_id, status: 'done', outcome, closed: { outcome, on: '2025-10-02', ...MARK }, ...changes });
}

interface Asked {
  readonly command: string;
  /** Items that DynamoDB went over to answer. */
  readonly scanned: number;
}

const counted = z.looseObject({ ScannedCount: z.int().default(0) });

/** The deployed table's tasks, and every request that is made for them. */
function watchedTasks(): { tasks: DynamoTaskStore; asked: Asked[] } {
  const client = new DynamoDBClient({});
  const asked: Asked[] = [];
  client.middlewareStack.add((next, { commandName = '' }) => async (args) => {
    const answer = await next(args);
    asked.push({ command: commandName, scanned: counted.parse(answer.output).ScannedCount });
    return answer;
  });
  return { tasks: new DynamoTaskStore(client, stack.tables.Tasks), asked };
}

function count(asked: readonly Asked[], command: string): number {
  return asked.filter((each) => each.command === command).length;
}

function scanned(asked: readonly Asked[]): number {
  return asked.reduce((sum, each) => sum + each.scanned, 0);
}

describe('the worklist in the cloud', () => {
  it('is read from what stands, page after page to the last, however many tasks are done', async () => {
    const note = 'n'.repeat(2_500);
    const standing = Array.from({ length: 900 }, (_each, at) =>
      deskTask({ task_id: `s${String(at).padStart(4, '0')}`, note, status: at % 9 === 0 ? 'waiting' : 'open' }),
    );
    const over = ['o1', 'o2'].map((id) => ended(id, 'sent_to_agency'));
    const done = Array.from({ length: 600 }, (_each, at) => ended(`d${at}`, 'paid', { note }));
    await stack.tasks.openMany([...standing, ...over, ...done]);
    expect(await stack.tasks.shelve()).toBe(0);

    const { tasks, asked } = watchedTasks();
    const found = await tasks.listForWorklist();
    expect(found).toEqual((await stack.tasks.list()).filter(concernsWorklist));
    expect(found).toHaveLength(902);
    expect(scanned(asked)).toBe(902);
    expect([count(asked, 'ScanCommand'), count(asked, 'GetItemCommand')]).toEqual([0, 1]);
    // Four shelves; what is open is more than two megabytes.
    expect(count(asked, 'QueryCommand')).toBe(6);
    await tasks.listForWorklist();
    expect(count(asked, 'GetItemCommand')).toBe(1);
  });

  it('has a task on its new shelf once it was changed, and none twice', async () => {
    await stack.tasks.openMany([deskTask({ task_id: 'a' }), deskTask({ task_id: 'b' }), deskTask({ task_id: 'c' })]);
    await stack.tasks.shelve();
    await stack.tasks.replace(deskTask({ task_id: 'a', status: 'in_progress', version: 2 }), 1);
    await stack.tasks.replace(ended('b', 'paid', { version: 2 }), 1);
    await stack.tasks.replace(ended('c', 'sent_to_agency', { version: 2 }), 1);
    const places = async () => (await stack.tasks.listForWorklist()).map(({ task_id, status }) => [task_id, status]);
    expect(await places()).toEqual([
      ['a', 'in_progress'],
      ['c', 'done'],
    ]);
    await stack.tasks.replace(deskTask({ task_id: 'c', version: 3 }), 2);
    await stack.tasks.replace(deskTask({ task_id: 'b', status: 'waiting', version: 3 }), 2);
    expect(await places()).toEqual([
      ['a', 'in_progress'],
      ['b', 'waiting'],
      ['c', 'open'],
    ]);
  });

  it('reads everything until tasks that an earlier version closed are on their shelf, where the next review puts them', async () => {
    await stack.tasks.openMany([deskTask({ task_id: 'stands' }), ended('paid', 'paid')]);
    const before = ended('before', 'sent_to_agency');
    const { dynamo } = rawTable();
    // As versions without the index stored it: under the status that the task has.
    await dynamo({
      ...{ pk: { S: 'before' }, sk: { S: 'task' }, version: { N: '1' }, status: { S: 'done' } },
      ...{
        owner_role: { S: before.owner_role },
        due_date: { S: before.due_date },
        body: { S: JSON.stringify(before) },
      },
    });
    const early = watchedTasks();
    const ids = async (tasks: DynamoTaskStore) => (await tasks.listForWorklist()).map(({ task_id }) => task_id);
    expect(await ids(early.tasks)).toEqual(['before', 'stands']);
    expect([count(early.asked, 'ScanCommand'), count(early.asked, 'QueryCommand')]).toEqual([4, 0]);

    expect(await stack.tasks.shelve()).toBe(1);
    expect(await ids(early.tasks)).toEqual(['before', 'stands']);
    expect([count(early.asked, 'ScanCommand'), count(early.asked, 'QueryCommand')]).toEqual([4, 4]);
    expect(await stack.tasks.get('before')).toEqual(before);
    expect((await stack.tasks.list()).map(({ task_id }) => task_id)).toEqual(['before', 'paid', 'stands']);

    const again = watchedTasks();
    expect(await again.tasks.shelve()).toBe(0);
    expect(again.asked.map(({ command }) => command)).toEqual(['GetItemCommand']);
  });
});

function rawTable() {
  const client = new DynamoDBClient({});
  return {
    dynamo: (Item: PutItemCommand['input']['Item']) =>
      client.send(new PutItemCommand({ TableName: stack.tables.Tasks, Item })),
  };
}

const lambda = new LambdaClient({});
const answered = z.object({ statusCode: z.int(), headers: z.record(z.string(), z.string()), body: z.string() });

/** What the deployed page answers behind its function URL. */
async function desk(query: Readonly<Record<string, string>>, form?: Readonly<Record<string, string>>) {
  const event = {
    rawPath: '/',
    rawQueryString: String(new URLSearchParams(query)),
    requestContext: { domainName: 'desk.test', http: { method: form === undefined ? 'GET' : 'POST' } },
    ...(form === undefined ? {} : { body: String(new URLSearchParams(form)) }),
  };
  const answer = await lambda.send(
    new InvokeCommand({
      FunctionName: `${TEST_NAME}-Desk`,
      Payload: new TextEncoder().encode(JSON.stringify(event)),
    }),
  );
  return answered.parse(JSON.parse(new TextDecoder().decode(answer.Payload)));
}

/** A link to the worklist, signed as the review signs those in digests. */
async function link(): Promise<string> {
  const secret = new SecretsManagerLinkKeys(new SecretsManagerClient({}), {
    secret: `${TEST_NAME}/desk-key`,
    store: stack.bucket,
  });
  const { store, current } = await secret.keys();
  const expires = Math.floor(Date.now() / 1000) + 3_600;
  const scope = { of: 'worklist' } as const;
  return signToken({ use: 'link', store, scope, by: 'Ana', expires, nonce: randomUUID(), locale: 'en' }, current);
}

function without(policy: Policy, sid: string, action: string): Policy {
  const Statement = policy.Statement.flatMap((each) => {
    if (each.Sid !== sid) return [each];
    const actions = [each['Action']].flat().filter((name) => name !== action);
    return actions.length === 0 ? [] : [{ ...each, Action: actions }];
  });
  return { ...policy, Statement };
}

describe('the desk page in the cloud', () => {
  it('shows the worklist without the right to read the whole table, and what is done only with it', async () => {
    await stack.tasks.openMany([
      deskTask({ task_id: 'a', customer_name: 'Maple' }),
      ended('b', 'paid', { customer_id: 'C2', customer_name: 'Birch' }),
    ]);
    await stack.tasks.shelve();
    const t = await link();
    const usual = await policyOf('Desk');
    const narrow = without(usual, 'TableTasks', 'dynamodb:Scan');
    expect(JSON.stringify(narrow)).not.toContain('dynamodb:Scan');
    const [worklist, done] = await withPolicy('Desk', narrow, usual, async () => [
      await desk({ t }),
      await desk({ t, group: 'done' }),
    ]);
    expect([worklist?.statusCode, done?.statusCode]).toEqual([200, 500]);
    expect(worklist?.body).toContain('Maple');
    expect(worklist?.body).not.toContain('Birch');
    expect((await desk({ t, group: 'done' })).body).toContain('Birch');
    const blind = without(usual, 'TableWorklist', 'dynamodb:Query');
    expect((await withPolicy('Desk', blind, usual, () => desk({ t }))).statusCode).toBe(500);
  });

  it('answers a form with the task as it was written, read by its key, and the worklist follows', async () => {
    await stack.tasks.openMany([deskTask({ task_id: 'a', customer_name: 'Maple' })]);
    await stack.tasks.shelve();
    const t = await link();
    const shown = await desk({ t, task: 'a' });
    const sent = await desk({ t, task: 'a' }, { ...formsOf(shown.body)[0], quick: 'promise:7' });
    expect(sent.statusCode).toBe(303);
    const answer = await desk(
      Object.fromEntries(new URL(sent.headers['location'] ?? '', 'https://desk.test').searchParams),
    );
    expect(answer.statusCode).toBe(200);
    expect(textOf(answer.body)).toContain('Recorded: promise');
    expect(await stack.tasks.get('a')).toMatchObject({ version: 2, status: 'waiting' });
    const worklist = await desk({ t, status: 'waiting' });
    expect(worklist.body).toContain('Maple');
    expect((await desk({ t, status: 'open' })).body).not.toContain('Maple');
  });
});
