import { setTimeout } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { WORKLIST_INDEX } from '../../core/contracts/worklist-index.ts';
import { compareIds } from '../../core/domain/customer-order.ts';
import { concernsWorklist } from '../../core/domain/desk/handed-over.ts';
import type { TaskStore } from '../../core/ports/task-store.ts';
import { atATime } from './at-a-time.ts';
import { calling } from './aws-errors.ts';
import { conditionFailed, everyPage, type Item, text } from './dynamo-items.ts';
import { isStorable, itemOf, shelfOf, TASK, taskKey, taskOf, WORKLIST_SHELVES } from './task-items.ts';

/**
 * How many tasks are written at a time: enough to be quick, few enough not to be throttled. Each is a write of its own, because writes in
 * batches know no conditions, and the condition is what keeps a task from being opened twice.
 */
const AT_A_TIME = 25;
/** Tasks that are read in one call, and calls at a time: the most that DynamoDB takes, and enough to be quick. */
const BATCH = 100;
const BATCHES_AT_A_TIME = 4;
/** Before what an answer left out is asked for again. */
const FIRST_WAIT_MS = 25;
const LONGEST_WAIT_MS = 2000;
/** Parts of the table that are read side by side. */
const SEGMENTS = 4;

/** Says that every task stands on its shelf ({@link DynamoTaskStore.shelve}). It is no task. */
const SHELVED: Item = { pk: { S: 'duewatch' }, sk: { S: 'shelved' } };

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues?: Item;
}

/**
 * The collection tasks in a table: partition = task id. Whatever decides is read by key, consistently; the worklist is read from an index by
 * status, which follows the table within a moment (docs/decisions/0015-the-worklist-reads-what-stands.md).
 */
export class DynamoTaskStore implements TaskStore {
  readonly #dynamo: DynamoDBClient;
  readonly #table: string;
  #knownShelved = false;

  constructor(dynamo: DynamoDBClient, table: string) {
    this.#dynamo = dynamo;
    this.#table = table;
  }

  async openMany(tasks: readonly CollectionTask[]): Promise<readonly string[]> {
    const isNew = await atATime(tasks, AT_A_TIME, (task) =>
      this.#put(itemOf(task), { ConditionExpression: 'attribute_not_exists(pk)' }),
    );
    return tasks.filter((_task, index) => isNew[index]).map(({ task_id }) => task_id);
  }

  async replaceMany(changes: readonly { task: CollectionTask; expectedVersion: number }[]): Promise<readonly string[]> {
    const done = await atATime(changes, AT_A_TIME, ({ task, expectedVersion }) => this.replace(task, expectedVersion));
    return changes.filter((_change, index) => done[index] !== true).map(({ task }) => task.task_id);
  }

  async replace(task: CollectionTask, expectedVersion: number): Promise<boolean> {
    return this.#put(itemOf(task), ifVersion(String(expectedVersion)));
  }

  async get(taskId: string): Promise<CollectionTask | undefined> {
    const item = isStorable(taskId) ? await this.#item(taskKey(taskId)) : undefined;
    return item === undefined ? undefined : taskOf(item);
  }

  async getMany(taskIds: readonly string[]): Promise<readonly CollectionTask[]> {
    const ids = [...new Set(taskIds)].filter(isStorable);
    const batches = Array.from({ length: Math.ceil(ids.length / BATCH) }, (_batch, at) =>
      ids.slice(at * BATCH, (at + 1) * BATCH),
    );
    return (await atATime(batches, BATCHES_AT_A_TIME, (batch) => this.#batch(batch))).flat();
  }

  async list(): Promise<readonly CollectionTask[]> {
    const tasks: CollectionTask[] = [];
    await this.#scan((item) => tasks.push(taskOf(item)));
    return tasks.sort(byDueDate);
  }

  async listForWorklist(): Promise<readonly CollectionTask[]> {
    if (!(await this.#isShelved())) return (await this.list()).filter(concernsWorklist);
    const newest = new Map<string, CollectionTask>();
    await atATime(WORKLIST_SHELVES, WORKLIST_SHELVES.length, (shelf) =>
      this.#query(shelf, (task) => {
        // One that moves from shelf to shelf while they are read may stand on both.
        if (task.version > (newest.get(task.task_id)?.version ?? -1)) newest.set(task.task_id, task);
      }),
    );
    return [...newest.values()].sort(byDueDate);
  }

  /**
   * Puts tasks that an earlier version has closed on the shelf where the worklist looks for them, once in the life of a table; until then the
   * worklist reads everything. Beside people: who changes a task at the same moment puts it there. Returns how many were moved.
   */
  async shelve(): Promise<number> {
    if (await this.#isShelved()) return 0;
    const astray: Item[] = [];
    await this.#scan((item) => {
      const shelf = shelfOf(taskOf(item));
      if (text(item, WORKLIST_INDEX.status) !== shelf) astray.push({ ...item, [WORKLIST_INDEX.status]: { S: shelf } });
    });
    const moved = await atATime(astray, AT_A_TIME, (item) => this.#put(item, ifVersion(item.version?.N ?? '0')));
    await calling('writing that the tasks are shelved', () =>
      this.#dynamo.send(new PutItemCommand({ TableName: this.#table, Item: SHELVED })),
    );
    return moved.filter(Boolean).length;
  }

  async #isShelved(): Promise<boolean> {
    this.#knownShelved ||= (await this.#item(SHELVED)) !== undefined;
    return this.#knownShelved;
  }

  async #item(key: Item): Promise<Item | undefined> {
    const { Item: item } = await calling('reading a task', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#table, Key: key, ConsistentRead: true })),
    );
    return item;
  }

  async #batch(taskIds: readonly string[]): Promise<CollectionTask[]> {
    const tasks: CollectionTask[] = [];
    let left: Item[] = taskIds.map(taskKey);
    // An answer holds 16 MB at most, and less where the table is busy; it says what it leaves out.
    for (let asks = 0; left.length > 0; asks += 1) {
      if (asks > 0) await setTimeout(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (asks - 1)));
      const asked = { [this.#table]: { Keys: left, ConsistentRead: true } };
      const answer = await calling('reading tasks', () =>
        this.#dynamo.send(new BatchGetItemCommand({ RequestItems: asked })),
      );
      tasks.push(...(answer.Responses?.[this.#table] ?? []).map(taskOf));
      left = answer.UnprocessedKeys?.[this.#table]?.Keys ?? [];
    }
    return tasks;
  }

  async #scan(see: (item: Item) => void): Promise<void> {
    const segments = Array.from({ length: SEGMENTS }, (_segment, at) => at);
    await atATime(segments, SEGMENTS, (Segment) =>
      everyPage(
        (from) =>
          calling('reading the tasks', () =>
            this.#dynamo.send(
              new ScanCommand({
                TableName: this.#table,
                ConsistentRead: true,
                FilterExpression: 'sk = :task',
                ExpressionAttributeValues: { ':task': { S: TASK } },
                ...{ Segment, TotalSegments: SEGMENTS },
                ...from,
              }),
            ),
          ),
        see,
      ),
    );
  }

  async #query(shelf: string, see: (task: CollectionTask) => void): Promise<void> {
    await everyPage(
      (from) =>
        calling('reading the worklist', () =>
          this.#dynamo.send(
            new QueryCommand({
              TableName: this.#table,
              IndexName: WORKLIST_INDEX.name,
              KeyConditionExpression: '#status = :shelf',
              ExpressionAttributeNames: { '#status': WORKLIST_INDEX.status },
              ExpressionAttributeValues: { ':shelf': { S: shelf } },
              ...from,
            }),
          ),
        ),
      (item) => see(taskOf(item)),
    );
  }

  async #put(item: Item, condition: Condition): Promise<boolean> {
    try {
      await calling('writing a task', () =>
        this.#dynamo.send(new PutItemCommand({ TableName: this.#table, Item: item, ...condition })),
      );
      return true;
    } catch (error) {
      if (conditionFailed(error)) return false;
      throw error;
    }
  }
}

function ifVersion(version: string): Condition {
  return { ConditionExpression: 'version = :expected', ExpressionAttributeValues: { ':expected': { N: version } } };
}

function byDueDate(a: CollectionTask, b: CollectionTask): number {
  return compareIds(a.due_date, b.due_date) || compareIds(a.task_id, b.task_id);
}
