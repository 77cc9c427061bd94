import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AthenaClient } from '@aws-sdk/client-athena';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand, ListTagsForResourceCommand, SFNClient } from '@aws-sdk/client-sfn';
import { DynamoRunLedger } from '../../adapters/aws/dynamo-run-ledger.ts';
import { executionIsRunning } from '../../adapters/aws/execution-history.ts';
import { S3ObjectStore } from '../../adapters/aws/s3-object-store.ts';
import { DuewatchError, WrongUsage } from '../../core/contracts/errors.ts';
import { asking } from './aws-call.ts';

/** The stack was deployed before the command knew how to find its parts, or somebody took the tags off. */
export class StackIncomplete extends DuewatchError {
  override name = 'StackIncomplete';
}

/** Which deployment is meant; what is left out comes from the environment. */
export interface RemoteOptions {
  readonly stage?: string;
  readonly region?: string;
}

/** A deployed review as the command line sees it: with the rights of the person who types. */
export interface RemoteStack {
  /** `duewatch-<stage>` */
  readonly name: string;
  readonly region: string;
  readonly stateMachineArn: string;
  readonly bucket: string;
  /** Not known of a stack that was deployed before tasks were reached from the command line. */
  readonly tasksTable: string | undefined;
  readonly steps: SFNClient;
  readonly athena: AthenaClient;
  readonly store: S3ObjectStore;
  readonly runs: DynamoRunLedger;
  close(): Promise<void>;
}

/**
 * Finds the stack by its workflow, which carries the names of the bucket and of the runs table as tags.
 *
 * @throws {WrongUsage} where no such stack is deployed there, naming those that are.
 */
export async function openStack(options: RemoteOptions): Promise<RemoteStack> {
  const name = `duewatch-${options.stage ?? process.env.DUEWATCH_STAGE ?? 'prod'}`;
  const wanted = options.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const steps = new SFNClient(wanted === undefined ? {} : { region: wanted });
  const stateMachineArn = await stateMachine(steps, name);
  const { bucket, table, tasksTable } = await partsOf(steps, stateMachineArn, name);
  const region = await steps.config.region();
  const localFolder = await mkdtemp(join(tmpdir(), 'duewatch-remote-'));
  const s3 = new S3Client({ region, forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });
  const dynamo = new DynamoDBClient({ region });
  const athena = new AthenaClient({ region });
  return {
    name,
    region,
    stateMachineArn,
    bucket,
    tasksTable,
    steps,
    athena,
    store: new S3ObjectStore(s3, { bucket, localFolder }),
    runs: new DynamoRunLedger(dynamo, table, executionIsRunning(steps)),
    close: async () => {
      for (const client of [steps, athena, s3, dynamo]) client.destroy();
      await rm(localFolder, { recursive: true, force: true });
    },
  };
}

async function stateMachine(steps: SFNClient, name: string): Promise<string> {
  const others: string[] = [];
  let token: string | undefined;
  do {
    const page = await asking('looking for the workflow', () =>
      steps.send(new ListStateMachinesCommand(token === undefined ? {} : { nextToken: token })),
    );
    for (const each of page.stateMachines ?? []) {
      if (each.name === name && each.stateMachineArn !== undefined) return each.stateMachineArn;
      if (each.name?.startsWith('duewatch-') === true) others.push(each.name);
    }
    token = page.nextToken;
  } while (token !== undefined);
  const there = others.length === 0 ? 'none is' : `there ${others.length === 1 ? 'is' : 'are'} ${others.join(', ')}`;
  throw new WrongUsage(
    `${name} is not deployed in ${await steps.config.region()}; ${there}. Deploy it (docs/deploy.md), or name another with --stage and --region`,
  );
}

async function partsOf(
  steps: SFNClient,
  resourceArn: string,
  name: string,
): Promise<{ bucket: string; table: string; tasksTable: string | undefined }> {
  const { tags = [] } = await asking('reading the tags of the workflow', () =>
    steps.send(new ListTagsForResourceCommand({ resourceArn })),
  );
  const tag = (key: string) => tags.find((each) => each.key === key)?.value;
  const [bucket, table] = [tag('duewatch:bucket'), tag('duewatch:runs')];
  if (bucket !== undefined && table !== undefined) return { bucket, table, tasksTable: tag('duewatch:tasks') };
  throw new StackIncomplete(
    `the workflow of ${name} does not say which bucket and table it works with: deploy the stack again (npx cdk deploy -c stage=…)`,
  );
}
