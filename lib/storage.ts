import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  type LifecycleRule,
  ObjectOwnership,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Stage } from '../config/stage-schema.ts';

/**
 * The store: one bucket and the tables of runs and sends, under one key. Everything a company would miss is retained when the stack is
 * deleted; what a run only hands from state to state expires.
 */
export class Storage extends Construct {
  readonly key: Key;
  readonly bucket: Bucket;
  readonly runs: Table;
  readonly sends: Table;

  constructor(scope: Construct, id: string, props: { keep: Stage['keep'] }) {
    super(scope, id);
    this.key = storeKey(this);
    this.bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.key,
      // One data key an hour instead of one an object: a run writes hundreds of objects.
      bucketKeyEnabled: true,
      versioned: true,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      serverAccessLogsBucket: accessLogs(this),
      serverAccessLogsPrefix: 'store/',
      lifecycleRules: lifecycle(props.keep),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.runs = ledgerTable(this, 'Runs', this.key);
    this.sends = ledgerTable(this, 'Sends', this.key);
  }
}

/** A table by partition key `pk` and sort key `sk`, on demand, recoverable to any second of the last 35 days. */
export function ledgerTable(scope: Construct, id: string, key: Key, timeToLive?: string): Table {
  return new Table(scope, id, {
    ...(timeToLive === undefined ? {} : { timeToLiveAttribute: timeToLive }),
    partitionKey: { name: 'pk', type: AttributeType.STRING },
    sortKey: { name: 'sk', type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

function storeKey(scope: Construct): Key {
  const key = new Key(scope, 'Key', {
    description: 'duewatch: exports, results, reports and ledgers',
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  // Alarms, rules and the mail service publish to encrypted topics and queues.
  for (const service of ['cloudwatch', 'events', 'scheduler'])
    key.grantEncryptDecrypt(new ServicePrincipal(`${service}.amazonaws.com`));
  return key;
}

function accessLogs(scope: Construct): IBucket {
  const bucket = new Bucket(scope, 'AccessLogs', {
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [{ expiration: Duration.days(365) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'This bucket receives the access logs; logging its own accesses into itself would never end.',
  });
  return bucket as IBucket;
}

function lifecycle({ workDays, oldVersionsDays }: Stage['keep']): LifecycleRule[] {
  return [
    { id: 'work', prefix: 'work/', expiration: Duration.days(workDays), noncurrentVersionExpiration: Duration.days(1) },
    {
      id: 'old-versions',
      noncurrentVersionExpiration: Duration.days(oldVersionsDays),
      abortIncompleteMultipartUploadAfter: Duration.days(2),
    },
    // A landed month is read again only when that month is reviewed again.
    ...['exports/', 'landed/', 'derived/'].map((prefix) => ({
      id: `cool-${prefix.slice(0, -1)}`,
      prefix,
      transitions: [{ storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(30) }],
    })),
  ];
}
