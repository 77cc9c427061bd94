import { createHash } from 'node:crypto';
import { DeleteItemCommand, type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { ApprovalDecision, ApprovalKey, WaitingApprovals } from '../../core/ports/waiting-approvals.ts';
import { calling } from './aws-errors.ts';
import { text } from './dynamo-items.ts';

const TOKEN = 'token';
/** The execution of this name was started before: it waits, or has waited. */
const STARTED_BEFORE = 'ExecutionAlreadyExists';
/** Nothing waits for this answer any more: it came, or the time ran out. */
const NOT_WAITING: ReadonlySet<string> = new Set(['TaskDoesNotExist', 'TaskTimedOut', 'InvalidToken']);

/** Where the waiting is, and where its tokens are kept. */
export interface ApprovalPlaces {
  readonly stateMachineArn: string;
  /** The table of runs, whose keys by month and by lock these stand beside. */
  readonly table: string;
}

/** Approvals that wait in executions of their own, each under a name made of task and approval: a second start finds the first. */
export class StepFunctionsApprovals implements WaitingApprovals {
  readonly #steps: SFNClient;
  readonly #dynamo: DynamoDBClient;
  readonly #places: ApprovalPlaces;

  constructor(steps: SFNClient, dynamo: DynamoDBClient, places: ApprovalPlaces) {
    this.#steps = steps;
    this.#dynamo = dynamo;
    this.#places = places;
  }

  async begin(key: ApprovalKey, seconds: number): Promise<void> {
    await accepting(new Set([STARTED_BEFORE]), 'starting to wait for a decision', () =>
      this.#steps.send(
        new StartExecutionCommand({
          stateMachineArn: this.#places.stateMachineArn,
          name: nameOf(key),
          input: JSON.stringify({ taskId: key.taskId, approvalId: key.approvalId, timeoutSeconds: seconds }),
        }),
      ),
    );
  }

  async keepToken(key: ApprovalKey, token: string): Promise<void> {
    await calling('keeping the token of a decision', () =>
      this.#dynamo.send(
        new PutItemCommand({ TableName: this.#places.table, Item: { ...itemKey(key), [TOKEN]: { S: token } } }),
      ),
    );
  }

  async answer(key: ApprovalKey, decision: ApprovalDecision): Promise<boolean> {
    const { Item: item } = await calling('reading the token of a decision', () =>
      this.#dynamo.send(new GetItemCommand({ TableName: this.#places.table, Key: itemKey(key), ConsistentRead: true })),
    );
    const taskToken = item === undefined ? null : text(item, TOKEN);
    if (taskToken === null) return false;
    return accepting(NOT_WAITING, 'answering what waits for a decision', () =>
      this.#steps.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(decision) })),
    );
  }

  async forget(key: ApprovalKey): Promise<void> {
    await calling('forgetting the token of a decision', () =>
      this.#dynamo.send(new DeleteItemCommand({ TableName: this.#places.table, Key: itemKey(key) })),
    );
  }
}

/** True where the call was taken, false where it was refused for one of these names. */
async function accepting(names: ReadonlySet<string>, what: string, call: () => Promise<unknown>): Promise<boolean> {
  return calling(what, async () => {
    try {
      await call();
      return true;
    } catch (error) {
      if (error instanceof Error && names.has(error.name)) return false;
      throw error;
    }
  });
}

/** Names of executions are short and of few letters: a digest stands for the two ids. */
function nameOf({ taskId, approvalId }: ApprovalKey): string {
  return createHash('sha256').update(`${taskId}\n${approvalId}`).digest('hex');
}

function itemKey(key: ApprovalKey) {
  return { pk: { S: `approval/${nameOf(key)}` }, sk: { S: TOKEN } };
}
