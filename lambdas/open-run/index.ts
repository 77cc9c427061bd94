import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { BucketSettings } from '../../adapters/aws/bucket-settings.ts';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import {
  bucketStore,
  EXPORTS_PREFIX,
  exportStore,
  LOCAL_FOLDER,
  productVersion,
  runLedger,
  s3Client,
  sendLedger,
  variable,
} from '../../adapters/aws/environment.ts';
import { lambdaSqlSession } from '../../adapters/aws/lambda-sql-session.ts';
import { S3ExportCatalog } from '../../adapters/aws/s3-export-catalog.ts';
import { S3Fingerprints } from '../../adapters/aws/s3-fingerprints.ts';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { openRunInput } from '../../core/contracts/states.ts';
import { chooseExport } from '../../core/steps/choose-export.ts';
import { freshDisk } from '../middleware/fresh-disk.ts';
import { stateFunction } from '../middleware/state-function.ts';
import { openRunHandler } from './handler.ts';

const s3 = s3Client();
const store = bucketStore(s3);
const exportsLocation = { bucket: variable('BUCKET'), prefix: EXPORTS_PREFIX };
const catalog = new S3ExportCatalog(s3, exportsLocation);
const openRun = openRunHandler({
  store,
  exports: exportStore(s3),
  fingerprints: new S3Fingerprints(s3, exportsLocation),
  lander: new DuckDbLander(await lambdaSqlSession()),
  runs: runLedger(new SFNClient()),
  sends: sendLedger(),
  tasks: new DynamoTaskStore(new DynamoDBClient(), variable('TASKS_TABLE')),
  settings: new BucketSettings(store, readShippedRules(new URL('./', import.meta.url))),
  version: productVersion(),
});

/** The function behind the state OpenRun: chooses the export, then opens the run on it. */
export const handler = stateFunction({
  name: 'OpenRun',
  input: openRunInput,
  handler: async (event) => {
    const { input, ...rest } = openRunInput.parse(event);
    const { scheduledAt: _scheduledAt, ...asked } = input;
    const chosen = await chooseExport(catalog, input, {
      now: SYSTEM_CLOCK.now(),
      timeZone: variable('TIME_ZONE'),
      settleMinutes: Number(variable('SETTLE_MINUTES')),
    });
    return openRun({ ...rest, input: { ...asked, ...chosen } });
  },
  before: [freshDisk(LOCAL_FOLDER)],
});
