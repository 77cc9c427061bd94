import { randomUUID } from 'node:crypto';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import middy from '@middy/core';
import { BucketSettings } from '../../adapters/aws/bucket-settings.ts';
import { DynamoTaskStore } from '../../adapters/aws/dynamo-task-store.ts';
import { DynamoUsedLinks } from '../../adapters/aws/dynamo-used-links.ts';
import { bucketStore, deskKeys, variable } from '../../adapters/aws/environment.ts';
import { EventBridgeEventBus } from '../../adapters/aws/eventbridge-event-bus.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { dateIn } from '../../core/domain/calendar-zone.ts';
import { logger, metrics, tracer } from '../middleware/telemetry.ts';
import { behindFunctionUrl } from './function-url.ts';
import { deskHandler } from './handler.ts';

const dynamo = new DynamoDBClient();
const store = bucketStore();
const settings = new BucketSettings(store, readShippedRules(new URL('./', import.meta.url)));

const page = behindFunctionUrl(
  deskHandler({
    tasks: new DynamoTaskStore(dynamo, variable('TASKS_TABLE')),
    events: new EventBridgeEventBus(new EventBridgeClient(), variable('EVENT_BUS')),
    used: new DynamoUsedLinks(dynamo, variable('USED_LINKS_TABLE')),
    keys: deskKeys(),
    store,
    nonce: randomUUID,
    rules: () => settings.rules(),
    moment: (timeZone) => {
      const now = SYSTEM_CLOCK.now();
      return { now, today: dateIn(now, timeZone) };
    },
    failed: (error) => {
      metrics.addMetric('DeskFailed', MetricUnit.Count, 1);
      logger.error('Desk failed', error instanceof Error ? error : new Error(String(error)));
    },
  }),
);

/** The desk page behind its function URL. Neither requests nor pages are logged: addresses hold links, pages hold customers. */
export const handler = middy<unknown, unknown>()
  .use(injectLambdaContext(logger, { resetKeys: true }))
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(logMetrics(metrics))
  .handler(page);
