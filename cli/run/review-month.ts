import { z } from 'zod';
import { openRunOutput, type RunRef } from '../../core/contracts/states.ts';
import { failRunHandler } from '../../lambdas/fail-run/handler.ts';
import { handlersFor } from '../../lambdas/handlers.ts';
import type { EmbeddedRun } from './embedded-ports.ts';
import { localDefinition } from './local-definition.ts';
import { namedFault } from './named-fault.ts';
import { runWorkflow, type StateListener, type TaskHandler, WorkflowFailed } from './workflow-runner.ts';

/** What a month is reviewed with. */
export interface MonthRequest {
  readonly input: Readonly<Record<string, string | boolean>>;
  /** Who holds the month's lock meanwhile. */
  readonly execution: string;
  readonly listener: StateListener;
  /** ISO; left out: now. */
  readonly startedAt?: string;
  /** How long is waited before a state is tried again, in milliseconds; left out: as the workflow says. */
  readonly retryAfter?: number;
  /** What stands around every function and query, by name. */
  readonly around?: (name: string, handler: TaskHandler) => TaskHandler;
}

/** How a review ended: closed, or failed by the name of what broke. `run` is missing where it was never opened. */
export type MonthOutcome =
  | { readonly closed: z.output<typeof closedRun>; readonly run: RunRef | undefined }
  | { readonly failure: WorkflowFailed; readonly run: RunRef | undefined };

const closedRun = z.object({ status: z.enum(['done', 'flagged']), prefix: z.string() });

type Json = Awaited<ReturnType<TaskHandler>>;

/** Reviews a month on the embedded engine from its opening to its end, and ends a review that broke as the cloud does. */
export async function reviewMonth(run: EmbeddedRun, request: MonthRequest): Promise<MonthOutcome> {
  const around = request.around ?? ((_name: string, handler: TaskHandler) => handler);
  let opened: RunRef | undefined;
  const functions = Object.entries(handlersFor(run.ports)).map(([name, handler]): [string, TaskHandler] => [
    name,
    around(name, async (event) => {
      const result = toJson(await namedFault<unknown>(() => handler(event)));
      if (name === 'OpenRun') opened = openRunOutput.parse(result).run;
      return result;
    }),
  ]);
  const athena: TaskHandler = async (parameters) =>
    toJson(await namedFault(() => run.engine.startQueryExecutionSync(parameters)));
  try {
    const result = await runWorkflow({
      definition: await localDefinition(),
      input: request.input,
      execution: request.execution,
      functions: Object.fromEntries(functions),
      athena: around('Athena', athena),
      journal: run.journal,
      listener: request.listener,
      ...(request.startedAt === undefined ? {} : { startedAt: request.startedAt }),
      ...(request.retryAfter === undefined ? {} : { retryAfter: request.retryAfter }),
    });
    return { closed: closedRun.parse(result), run: opened };
  } catch (error) {
    if (!(error instanceof WorkflowFailed)) throw error;
    // In the cloud the end of an execution is an event that FailRun listens to; here it is this line.
    await namedFault(() =>
      failRunHandler(run.ports)({ run: opened, error: { Error: error.error, Cause: error.message } }),
    );
    return { failure: error, run: opened };
  }
}

/** A step's result as the workflow sees it: what JSON keeps of it. */
function toJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value ?? null)) as Json;
}
