import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { compareIds } from '../../core/domain/customer-order.ts';
import type { LockHolder, RunLedger, RunRecord } from '../../core/ports/run-ledger.ts';
import { calling } from './aws-errors.ts';
import { conditionFailed, everyPage, type Item, queryAll, text } from './dynamo-items.ts';

const LOCK = 'lock';
const RUN = 'run#';

/** Tells whether an owner of a lock is still at work. */
export type IsAtWork = (owner: string) => Promise<boolean>;

const record = z.object({
  period: z.string(),
  runId: z.string(),
  revision: z.coerce.number().int(),
  status: z.enum(['running', 'done', 'flagged', 'rehearsed', 'refused', 'failed']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  prefix: z.string(),
  version: z.string(),
});

/**
 * Runs and locks in a table: partition = period, sort key = `lock` or `run#<id>`. A lock belongs to an execution; one whose execution has
 * ended without giving it back (stopped from the console, timed out) is taken over.
 */
export class DynamoRunLedger implements RunLedger {
  readonly #dynamo: DynamoDBClient;
  readonly #table: string;
  readonly #isAtWork: IsAtWork;

  constructor(dynamo: DynamoDBClient, table: string, isAtWork: IsAtWork) {
    this.#dynamo = dynamo;
    this.#table = table;
    this.#isAtWork = isAtWork;
  }

  async acquire(period: string, owner: string, at: string): Promise<LockHolder | undefined> {
    if (await this.#take(period, owner, at, owner)) return undefined;
    const holder = await this.#holder(period);
    if (holder === undefined) return this.acquire(period, owner, at);
    if (await this.#isAtWork(holder.owner)) return holder;
    // Only from the very holder that was looked at: somebody else may have taken over meanwhile.
    return (await this.#take(period, owner, at, holder.owner)) ? undefined : this.#holder(period);
  }

  async release(period: string, owner: string): Promise<void> {
    await this.#ifConditionHolds(() =>
      this.#dynamo.send(
        new DeleteItemCommand({
          TableName: this.#table,
          Key: key(period, LOCK),
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': { S: owner } },
        }),
      ),
    );
  }

  async put(run: RunRecord): Promise<void> {
    await calling('writing the run', () =>
      this.#dynamo.send(new PutItemCommand({ TableName: this.#table, Item: itemOf(run) })),
    );
  }

  async listPeriod(period: string): Promise<readonly RunRecord[]> {
    const items = await queryAll(this.#dynamo, {
      TableName: this.#table,
      KeyConditionExpression: 'pk = :period AND begins_with(sk, :run)',
      ExpressionAttributeValues: { ':period': { S: period }, ':run': { S: RUN } },
    });
    return items.map(runOf).sort((a, b) => a.revision - b.revision || compareIds(a.runId, b.runId));
  }

  async listPublishedBefore(period: string): Promise<readonly RunRecord[]> {
    const newest = new Map<string, RunRecord>();
    const runs = (await this.#published()).filter((run) => run.period < period).sort(bySeniority);
    for (const run of runs) newest.set(run.period, run);
    return [...newest.values()].sort((a, b) => compareIds(b.period, a.period));
  }

  async latest(): Promise<RunRecord | undefined> {
    const runs = await this.#published();
    return runs.sort((a, b) => compareIds(a.endedAt ?? '', b.endedAt ?? '') || compareIds(a.period, b.period)).at(-1);
  }

  /** A few items a month over the life of the company: a scan is cheaper than an index. */
  async #published(): Promise<RunRecord[]> {
    const items: Item[] = [];
    await everyPage(
      (from) =>
        calling('reading the runs', () =>
          this.#dynamo.send(new ScanCommand({ TableName: this.#table, ConsistentRead: true, ...from })),
        ),
      (item) => items.push(item),
    );
    const runs = items.filter((item) => text(item, 'sk')?.startsWith(RUN) === true).map(runOf);
    return runs.filter(({ status }) => status === 'done' || status === 'flagged');
  }

  /** Writes the lock where there is none or where `from` holds it. */
  async #take(period: string, owner: string, at: string, from: string): Promise<boolean> {
    return this.#ifConditionHolds(() =>
      this.#dynamo.send(
        new PutItemCommand({
          TableName: this.#table,
          Item: { ...key(period, LOCK), owner: { S: owner }, acquiredAt: { S: at } },
          ConditionExpression: 'attribute_not_exists(pk) OR #owner = :from',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':from': { S: from } },
        }),
      ),
    );
  }

  async #holder(period: string): Promise<LockHolder | undefined> {
    const { Item: item } = await calling('reading the lock', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#table, Key: key(period, LOCK), ConsistentRead: true })),
    );
    if (item === undefined) return undefined;
    return { period, owner: text(item, 'owner') ?? '', acquiredAt: text(item, 'acquiredAt') ?? '' };
  }

  async #ifConditionHolds(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await calling('writing the lock', write);
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}

function key(period: string, sort: string): Item {
  return { pk: { S: period }, sk: { S: sort } };
}

function itemOf(run: RunRecord): Item {
  const { revision, endedAt, ...texts } = run;
  return {
    ...key(run.period, `${RUN}${run.runId}`),
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
    revision: { N: String(revision) },
    ...(endedAt === null ? {} : { endedAt: { S: endedAt } }),
  };
}

function runOf(item: Item): RunRecord {
  return record.parse({
    period: text(item, 'period'),
    runId: text(item, 'runId'),
    revision: item.revision?.N,
    status: text(item, 'status'),
    startedAt: text(item, 'startedAt'),
    endedAt: text(item, 'endedAt'),
    prefix: text(item, 'prefix'),
    version: text(item, 'version'),
  });
}

/** The newest revision of a period last. */
function bySeniority(a: RunRecord, b: RunRecord): number {
  return compareIds(a.period, b.period) || a.revision - b.revision || compareIds(a.endedAt ?? '', b.endedAt ?? '');
}
