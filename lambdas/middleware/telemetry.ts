import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { maskPersonal } from './mask.ts';

/** Namespace of the product's metrics. */
export const METRICS_NAMESPACE = 'duewatch';

/** What every function logs, measures and traces with. */
export const logger = new Logger({ serviceName: 'duewatch', jsonReplacerFn: maskPersonal });
export const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName: 'duewatch' });
/** Requests are not captured: bodies of mails and exports have no place in a trace. */
export const tracer = new Tracer({ serviceName: 'duewatch', captureHTTPsRequests: false });
