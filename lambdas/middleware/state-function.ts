import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { z } from 'zod';
import { parseInput } from './parse-input.ts';
import { logger, metrics, tracer } from './telemetry.ts';

/** A function as the Lambda runtime calls it. */
export type LambdaFunction = (event: unknown, context: Context) => Promise<unknown>;

/** A function of the product: its name, what it takes, what it does. */
export interface FunctionParts {
  /** The state's name; the name in every log line. */
  readonly name: string;
  readonly input: z.ZodType;
  readonly handler: (event: unknown) => Promise<unknown>;
  /** What else stands before the handler, in order. */
  readonly before?: readonly MiddlewareObj<unknown>[];
}

/**
 * The one stack around every handler: context in the logs, trace, metrics, the input checked, the outcome logged. Errors pass through with
 * their names, because the workflow's Retry matches on them.
 */
export function stateFunction({ name, input, handler, before = [] }: FunctionParts): LambdaFunction {
  const wrapped = middy<unknown, unknown>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use(captureLambdaHandler(tracer, { captureResponse: false }))
    .use(logMetrics(metrics))
    .use(logOutcome(name))
    .use(parseInput(name, input));
  for (const middleware of before) wrapped.use(middleware);
  wrapped.handler(async (event) => handler(event));
  return async (event, context) => wrapped(event, context);
}

function logOutcome(name: string): MiddlewareObj<unknown, unknown> {
  return {
    before: ({ event }) => {
      logger.appendKeys({ state: name, ...runKeys(event) });
    },
    after: ({ response }) => {
      logger.info(`${name} done`, { result: counts(response) });
    },
    onError: ({ error }) => {
      logger.error(`${name} failed`, error ?? new Error('unknown'));
    },
  };
}

function runKeys(event: unknown): { run?: unknown } {
  if (event === null || typeof event !== 'object' || !('run' in event)) return {};
  const { run } = event;
  return run !== null && typeof run === 'object' && 'id' in run ? { run: run.id } : {};
}

/** The numbers and short codes of a result; lists and objects stay in the store. */
function counts(response: unknown): Record<string, unknown> {
  if (response === null || typeof response !== 'object') return {};
  return Object.fromEntries(
    Object.entries(response).filter(([, value]) => ['number', 'boolean', 'string'].includes(typeof value)),
  );
}
