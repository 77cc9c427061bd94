import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DuewatchError } from '../../core/contracts/errors.ts';
import { DynamoRunLedger } from './dynamo-run-ledger.ts';
import { DynamoSendLedger } from './dynamo-send-ledger.ts';
import { executionIsRunning } from './execution-history.ts';
import { S3ObjectStore } from './s3-object-store.ts';
import { SecretsManagerLinkKeys } from './secrets-manager-link-keys.ts';
import { StepFunctionsApprovals } from './step-functions-approvals.ts';

/** The function was deployed without a variable that it reads. */
export class EnvironmentIncomplete extends DuewatchError {
  override name = 'EnvironmentIncomplete';
}

/** Prefix of the exports inside the bucket. */
export const EXPORTS_PREFIX = 'exports/';

/** A variable of the function's environment. Throws {@link EnvironmentIncomplete} where it is not set. */
export function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new EnvironmentIncomplete(`${name} is not set: deploy the stack again`);
  return value;
}

/** Where a function may write; it is the function's own and may outlive one call. */
export const LOCAL_FOLDER = join(tmpdir(), `duewatch-${process.pid}`);

/** How long a service may say nothing. Left to itself the client waits until the function's own time is over. */
const SILENCE_MS = 30_000;
const CONNECT_MS = 5_000;

/** What a client does while it waits: a connection over which nothing comes for `silenceMs` is given up, and the call tried again. */
export function waitingFor(silenceMs: number) {
  return { connectionTimeout: CONNECT_MS, socketTimeout: silenceMs };
}

/** A client that reaches the bucket by path where an endpoint is given (an emulator has no host name for each bucket). */
export function s3Client(): S3Client {
  return new S3Client({
    forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined,
    requestHandler: waitingFor(SILENCE_MS),
  });
}

/** The store's bucket. */
export function bucketStore(s3: S3Client = s3Client()): S3ObjectStore {
  return new S3ObjectStore(s3, { bucket: variable('BUCKET'), localFolder: LOCAL_FOLDER });
}

/** The exports: a part of the bucket that nothing here writes to. */
export function exportStore(s3: S3Client = s3Client()): S3ObjectStore {
  return new S3ObjectStore(s3, { bucket: variable('BUCKET'), prefix: EXPORTS_PREFIX, localFolder: LOCAL_FOLDER });
}

/** Runs and locks; a lock belongs to an execution of the workflow. */
export function runLedger(steps: SFNClient = new SFNClient()): DynamoRunLedger {
  return new DynamoRunLedger(new DynamoDBClient(), variable('RUNS_TABLE'), executionIsRunning(steps));
}

/** The send ledger. */
export function sendLedger(): DynamoSendLedger {
  return new DynamoSendLedger(new DynamoDBClient(), variable('SENDS_TABLE'));
}

/** Steps that wait for a person's decision. */
export function waitingApprovals(): StepFunctionsApprovals {
  return new StepFunctionsApprovals(new SFNClient(), new DynamoDBClient(), {
    stateMachineArn: variable('APPROVALS'),
    table: variable('RUNS_TABLE'),
  });
}

/** What links of the desk page are signed with. */
export function deskKeys(): SecretsManagerLinkKeys {
  return new SecretsManagerLinkKeys(new SecretsManagerClient(), {
    secret: variable('DESK_KEY'),
    store: variable('BUCKET'),
  });
}

/** The product's version. */
export function productVersion(): string {
  return variable('DUEWATCH_VERSION');
}
