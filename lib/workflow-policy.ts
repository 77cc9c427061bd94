import type { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Catalog } from './catalog.ts';
import { allow } from './functions/function-policy.ts';
import type { Storage } from './storage.ts';

/** Folders that queries read, and those that they and Athena itself write. */
const QUERIED = ['derived', 'history', 'landed'];
const WRITTEN = ['derived', 'work'];

/**
 * What the workflow's own role may do: call its functions, run queries in its workgroup over its database and its folders of the bucket.
 * CDK's Athena task would grant all of S3, and the making and deleting of Glue tables; neither is needed.
 */
export function workflowStatements(
  stack: Stack,
  props: { storage: Storage; catalog: Catalog; functions: Readonly<Record<string, IFunction>> },
): PolicyStatement[] {
  return [
    allow(
      'CallFunctions',
      ['lambda:InvokeFunction'],
      Object.values(props.functions).map(({ functionArn }) => functionArn),
    ),
    ...athenaStatements(stack, props.catalog),
    ...storeStatements(props.storage),
    ...loggedAndTraced(),
  ];
}

/** Delivery of an execution's trace and log. */
export function loggedAndTraced(): PolicyStatement[] {
  return [
    allow(
      'WriteTrace',
      ['xray:PutTelemetryRecords', 'xray:PutTraceSegments', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
      ['*'],
    ),
    allow(
      'DeliverLog',
      [
        'logs:CreateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:DescribeLogGroups',
        'logs:DescribeResourcePolicies',
        'logs:GetLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:UpdateLogDelivery',
      ],
      ['*'],
    ),
  ];
}

function athenaStatements(stack: Stack, { databaseName, workGroupName }: Catalog): PolicyStatement[] {
  const arn = (service: string, resource: string) => stack.formatArn({ service, resource });
  return [
    allow(
      'RunQueries',
      ['athena:GetQueryExecution', 'athena:StartQueryExecution', 'athena:StopQueryExecution'],
      [arn('athena', `workgroup/${workGroupName}`)],
    ),
    allow('ReadCatalog', ['athena:GetDataCatalog'], [arn('athena', 'datacatalog/AwsDataCatalog')]),
    allow(
      'ReadTables',
      ['glue:GetDatabase', 'glue:GetPartition', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
      [arn('glue', 'catalog'), arn('glue', `database/${databaseName}`), arn('glue', `table/${databaseName}/*`)],
    ),
  ];
}

function storeStatements({ bucket, key }: Storage): PolicyStatement[] {
  const objects = (folders: readonly string[]) => folders.map((folder) => bucket.arnForObjects(`${folder}/*`));
  const list = allow('ListObjects', ['s3:ListBucket'], [bucket.bucketArn]);
  list.addCondition('StringLike', {
    's3:prefix': [...new Set([...QUERIED, ...WRITTEN])].map((folder) => `${folder}/*`),
  });
  return [
    allow('ReadObjects', ['s3:GetObject'], objects([...QUERIED, 'work'])),
    allow('WriteObjects', ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'], objects(WRITTEN)),
    list,
    // Asked for the bucket as a whole, without a prefix that could be named.
    allow('LocateBucket', ['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], [bucket.bucketArn]),
    allow('UseKey', ['kms:Decrypt', 'kms:GenerateDataKey'], [key.keyArn]),
  ];
}
