import { Match, type Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { placesOf } from '../../core/workflow/definition.ts';
import type { DuewatchStack } from '../../lib/duewatch-stack.ts';
import { EVENT_FUNCTIONS, STATE_FUNCTIONS } from '../../lib/functions/function-settings.ts';
import { functionsOfDefinition } from '../../lib/workflow.ts';
import { synthesised } from './synthesised-stack.ts';

const statement = z.looseObject({
  Sid: z.string(),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown().transform((resources) => [resources].flat()),
});
const role = z.looseObject({
  Properties: z.looseObject({
    Policies: z.array(z.looseObject({ PolicyDocument: z.looseObject({ Statement: z.array(statement) }) })),
  }),
});

let stack: DuewatchStack;
let template: Template;

beforeAll(() => {
  ({ stack, template } = synthesised());
});

/** The statements of the role whose logical id begins so. */
function statementsOf(id: string): z.output<typeof statement>[] {
  const [found] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([name]) => name.startsWith(id));
  return role.parse(found?.[1]).Properties.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

describe('the stack', () => {
  it('has no finding of cdk-nag that is not argued away', () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });

  it('needs neither account nor region to be synthesised', () => {
    expect(JSON.stringify(template.toJSON())).not.toMatch(/arn:aws:[a-z0-9-]+:[a-z0-9-]+:\d{12}/);
  });

  it('keeps the store versioned, encrypted by a key that rotates, closed to the public and to plain HTTP', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { BucketKeyEnabled: true, ServerSideEncryptionByDefault: Match.objectLike({ SSEAlgorithm: 'aws:kms' }) },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      }),
    });
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ]),
      },
    });
  });

  it('keeps its tables on demand, recoverable, protected from deletion', () => {
    const tables = Object.values(template.findResources('AWS::DynamoDB::Table'));
    expect(tables).toHaveLength(4);
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        },
      });
    }
  });

  it('enforces the workgroup’s settings, encrypts its results and limits what one query reads', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', {
      WorkGroupConfiguration: {
        EnforceWorkGroupConfiguration: true,
        BytesScannedCutoffPerQuery: 50_000_000_000,
        PublishCloudWatchMetricsEnabled: true,
        EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
        ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS' } },
      },
    });
  });

  it('describes every table by projection, so that nothing is ever registered', () => {
    const tables = Object.values(template.findResources('AWS::Glue::Table'));
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables) {
      expect(table['Properties'].TableInput.Parameters).toMatchObject({
        'projection.enabled': 'true',
        'projection.run.type': 'injected',
      });
    }
    template.hasResourceProperties('AWS::Glue::Table', {
      TableInput: {
        Name: 'customer_month',
        PartitionKeys: [{ Name: 'run', Type: 'string' }],
        StorageDescriptor: {
          Columns: Match.arrayWith([{ Name: 'outstanding_balance', Type: 'decimal(24,6)' }]),
          InputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
        },
      },
    });
  });

  it('runs the very file the laptop runs, every place filled', () => {
    const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
    expect(machine?.['Properties']).toMatchObject({
      StateMachineName: 'duewatch-prod',
      TracingConfiguration: { Enabled: true },
      LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
    });
    expect(Object.keys(machine?.['Properties'].DefinitionSubstitutions)).toEqual(
      expect.arrayContaining(['Bucket', 'Database', 'WorkGroup', 'SqlHighRiskCustomers', 'OpenRunFunctionArn']),
    );
    for (const text of Object.values(machine?.['Properties'].DefinitionSubstitutions)) {
      if (typeof text === 'string') expect(placesOf(text)).toEqual([]);
    }
  });

  it('starts monthly in the company’s zone, within a window, and keeps what it could not start', () => {
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      Name: 'duewatch-prod-monthly',
      ScheduleExpression: 'cron(0 6 3 * ? *)',
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: {
        Input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
        DeadLetterConfig: Match.anyValue(),
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
      },
    });
  });

  it('listens to every bad end of an execution, whatever its kind', () => {
    template.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: {
        source: ['aws.states'],
        'detail-type': ['Step Functions Execution Status Change'],
        detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: Match.anyValue() },
      },
    });
  });

  it('says of every alarm what it means and what to do, and tells the operators', () => {
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.map((alarm) => alarm['Properties'].AlarmName).sort()).toEqual([
      'duewatch-prod-DeskFailing',
      'duewatch-prod-MailBouncing',
      'duewatch-prod-MonthOverdue',
      'duewatch-prod-NotDelivered',
      'duewatch-prod-NotStarted',
      'duewatch-prod-ReviewFailed',
      'duewatch-prod-ReviewTimedOut',
    ]);
    for (const alarm of alarms) {
      expect(alarm['Properties'].AlarmDescription).toMatch(/\. What to do: .+docs\/operate\.md#/);
      expect(alarm['Properties'].AlarmActions).toHaveLength(1);
    }
  });
});

describe('the functions', () => {
  it('are those of the state machine and the three that listen, each with settings', () => {
    const names = Object.values(template.findResources('AWS::Lambda::Function')).map(
      (each) => each['Properties'].FunctionName,
    );
    const wanted = [...functionsOfDefinition(), ...Object.keys(EVENT_FUNCTIONS)].map((name) => `duewatch-prod-${name}`);
    expect(names.sort()).toEqual(wanted.sort());
    expect(Object.keys(STATE_FUNCTIONS).sort()).toEqual([...functionsOfDefinition()].sort());
  });

  it('run Node 24, traced, with a log of their own that ends', () => {
    template.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      TracingConfig: { Mode: 'Active' },
    });
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 365 });
  });

  it('never get a whole service, and everything only where nothing narrower exists', () => {
    for (const [id] of Object.entries(template.findResources('AWS::IAM::Role'))) {
      for (const { Sid, Action, Resource } of statementsOf(id)) {
        expect(
          Action.filter((action) => action.includes('*')),
          `${id} ${Sid}`,
        ).toEqual([]);
        if (Resource.includes('*')) expect(['WriteTrace', 'DeliverLog'], id).toContain(Sid);
      }
    }
  });
});

describe('the desk page', () => {
  it('is reached by its links alone, which are signed with a secret that nobody typed', () => {
    template.hasResourceProperties('AWS::Lambda::Url', { AuthType: 'NONE' });
    template.hasResourceProperties('AWS::SecretsManager::Secret', {
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
      KmsKeyId: Match.anyValue(),
    });
    const readers = Object.keys(template.findResources('AWS::IAM::Role')).filter(
      (id) => /^Functions/.test(id) && statementsOf(id).some(({ Sid }) => Sid === 'ReadDeskKey'),
    );
    expect(readers.map((id) => id.replace(/Role.*$/, '')).sort()).toEqual(['FunctionsComposeReport', 'FunctionsDesk']);
  });

  it('alone may ask the index of what stands, which carries the tasks by their status', () => {
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'worklist',
          KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['body'] },
        },
      ],
    });
    const askers = Object.keys(template.findResources('AWS::IAM::Role')).flatMap((id) =>
      statementsOf(id)
        .filter(({ Resource }) => JSON.stringify(Resource).includes('/index/'))
        .map(({ Sid, Action }) => [id.replace(/Role.*$/, ''), Sid, Action]),
    );
    expect(askers).toEqual([['FunctionsDesk', 'TableWorklist', ['dynamodb:Query']]]);
  });

  it('answers so many at the same time and no more, and forgets used forms once they have expired', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'duewatch-prod-Desk',
      ReservedConcurrentExecutions: 20,
    });
    template.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    });
  });
});

describe('the workflow’s own role', () => {
  it('queries in its workgroup, over its tables and its folders, and makes no table', () => {
    const statements = statementsOf('WorkflowRole');
    expect(statements.map(({ Sid }) => Sid)).toEqual([
      'CallFunctions',
      'RunQueries',
      'ReadCatalog',
      'ReadTables',
      'ReadObjects',
      'WriteObjects',
      'ListObjects',
      'LocateBucket',
      'UseKey',
      'WriteTrace',
      'DeliverLog',
    ]);
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => /glue:(Create|Delete|Update)|s3:DeleteObject/.test(action))).toEqual([]);
    const writes = statements.find(({ Sid }) => Sid === 'WriteObjects');
    expect(JSON.stringify(writes?.Resource)).toMatch(/\/derived\/\*.*\/work\/\*/);
    expect(JSON.stringify(writes?.Resource)).not.toMatch(/exports|landed|history|runs/);
  });
});
