import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { DynamoUsedLinks } from '../../adapters/aws/dynamo-used-links.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { type DeskLink, signToken } from '../../core/domain/desk/desk-link.ts';
import { secondsOf } from '../../core/steps/desk-requests/desk-ports.ts';
import { deskHandler } from '../../lambdas/desk/handler.ts';
import { makeTasksTable } from '../../test/aws/emulator/tasks-table.ts';

const NOW = '2025-10-06T12:00:00.000Z';
const LINK_SECONDS = 14 * 86_400;

/** The desk page over tables and a bus of the emulator, with the adapters that it has in AWS. */
export interface EmulatedDesk {
  readonly store: FolderObjectStore;
  readonly tasks: DynamoTaskStore;
  readonly events: EventBridgeEventBus;
  readonly handle: (request: Request) => Promise<Response>;
  /** The link that a person's digest carries. */
  readonly linkOf: (by: string) => Promise<string>;
  /** What went wrong, as the page tells its host. */
  readonly failures: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** Makes the tables and opens the desk. The environment says where the emulator is. */
export async function emulatedDesk(): Promise<EmulatedDesk> {
  const dynamo = new DynamoDBClient({});
  await makeTasksTable(dynamo, 'Tasks');
  await makeTable(dynamo, 'UsedLinks');
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-bench-desk-'));
  const store = new FolderObjectStore(folder);
  const keys = new FileLinkKeys(folder);
  const rules = loadRules(readShippedRules(new URL('../../config/', import.meta.url)), []);
  const failures: unknown[] = [];
  const ports = {
    tasks: new DynamoTaskStore(dynamo, 'Tasks'),
    events: new EventBridgeEventBus(new EventBridgeClient({}), 'default'),
    store,
  };
  return {
    ...ports,
    failures,
    handle: deskHandler({
      ...ports,
      keys,
      used: new DynamoUsedLinks(dynamo, 'UsedLinks'),
      nonce: randomUUID,
      rules: async () => rules,
      moment: () => ({ now: NOW, today: NOW.slice(0, 10) }),
      failed: (error) => failures.push(error),
    }),
    linkOf: async (by) => {
      const { store: id, current } = await keys.keys();
      const expires = secondsOf(NOW) + LINK_SECONDS;
      const claim: DeskLink = {
        ...{ use: 'link', store: id, scope: { of: 'worklist' }, by, expires, nonce: randomUUID(), locale: 'en' },
      };
      return signToken(claim, current);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function makeTable(dynamo: DynamoDBClient, TableName: string): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
    }),
  );
}
