import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { s3Client } from '../../../adapters/aws/environment.ts';
import { lambdaSqlSession } from '../../../adapters/aws/lambda-sql-session.ts';
import { S3ObjectStore } from '../../../adapters/aws/s3-object-store.ts';
import { AthenaQueryEngine } from '../../../adapters/duckdb/athena-query-engine.ts';
import { STORE_CATALOG } from '../../../adapters/duckdb/store-catalog.ts';

const folder = join(tmpdir(), 'athena-stand-in');
const session = await lambdaSqlSession();

/** Answers like Athena; the bucket is the one that results are asked into. */
export async function handler(parameters: { ResultConfiguration: { OutputLocation: string } }): Promise<unknown> {
  const bucket = new URL(parameters.ResultConfiguration.OutputLocation).host;
  const engine = new AthenaQueryEngine({
    session,
    store: new S3ObjectStore(s3Client(), { bucket, localFolder: folder }),
    bucket,
    tables: STORE_CATALOG,
    workFolder: folder,
  });
  return engine.startQueryExecutionSync(parameters);
}
