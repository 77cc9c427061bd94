import { Stack } from 'aws-cdk-lib';
import { CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import { CATALOG_TABLES, type CatalogTable } from './catalog-tables.ts';
import type { Storage } from './storage.ts';

const GIGABYTE = 1_000_000_000;

/** What queries see: the Glue database with its tables, and the workgroup that every query runs in. */
export class Catalog extends Construct {
  readonly database: CfnDatabase;
  readonly workGroup: CfnWorkGroup;
  readonly databaseName: string;
  readonly workGroupName: string;

  constructor(scope: Construct, id: string, props: { storage: Storage; stage: string; scanLimitGb: number }) {
    super(scope, id);
    this.databaseName = `duewatch_${props.stage.replaceAll('-', '_')}`;
    this.workGroupName = `duewatch-${props.stage}`;
    this.database = new CfnDatabase(this, 'Database', {
      catalogId: Stack.of(this).account,
      databaseInput: { name: this.databaseName, description: 'Landed exports, derived tables and published history' },
    });
    for (const table of CATALOG_TABLES) this.#addTable(table, props.storage.bucket.bucketName);
    this.workGroup = workGroup(this, this.workGroupName, props);
  }

  #addTable(table: CatalogTable, bucket: string): void {
    const location = `s3://${bucket}/${table.prefix}`;
    const cfn = new CfnTable(this, `Table-${table.name}`, {
      catalogId: Stack.of(this).account,
      databaseName: this.databaseName,
      tableInput: {
        name: table.name,
        description: table.description,
        tableType: 'EXTERNAL_TABLE',
        partitionKeys: table.partitions.map((name) => ({ name, type: 'string' })),
        parameters: { EXTERNAL: 'TRUE', classification: table.format, ...projection(table, location) },
        storageDescriptor: {
          location,
          columns: table.columns.map(({ name, type }) => ({ name, type })),
          ...FORMATS[table.format],
        },
      },
    });
    cfn.addResourceDependency(this.database);
  }
}

/**
 * Partitions are reckoned from the query's own values, so nothing ever has to be registered: a query that names its run reads that run's
 * folder and nothing else, and one that does not is refused by Athena.
 */
function projection({ partitions }: CatalogTable, location: string): Record<string, string> {
  const types = partitions.map((name) => [`projection.${name}.type`, 'injected'] as const);
  const folders = partitions.map((name) => `${name}=\${${name}}/`).join('');
  return {
    'projection.enabled': 'true',
    ...Object.fromEntries(types),
    'storage.location.template': `${location}${folders}`,
  };
}

const FORMATS = {
  parquet: {
    inputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat',
    serdeInfo: { serializationLibrary: 'org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe' },
  },
  json: {
    inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
  },
} as const;

function workGroup(scope: Construct, name: string, props: { storage: Storage; scanLimitGb: number }): CfnWorkGroup {
  return new CfnWorkGroup(scope, 'WorkGroup', {
    name,
    description: 'The monthly review; its settings can not be overridden by a query',
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      // Location and encryption below hold whatever a query asks for; where a result lies, the workflow reads from Athena's answer.
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: props.scanLimitGb * GIGABYTE,
      requesterPaysEnabled: false,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: `s3://${props.storage.bucket.bucketName}/work/athena/`,
        encryptionConfiguration: { encryptionOption: 'SSE_KMS', kmsKey: props.storage.key.keyArn },
        expectedBucketOwner: Stack.of(scope).account,
      },
    },
  });
}
