import { type HistoryEvent, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { z } from 'zod';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { stateNameOf } from '../../core/workflow/definition.ts';
import { asking } from './aws-call.ts';
import { eventsAfter } from './execution-events.ts';
import type { RemoteStack } from './stack.ts';

/** What the workflow's history tells of a query that succeeded: Athena's own description of it. */
const described = z.object({
  QueryExecution: z.looseObject({
    QueryExecutionId: z.string(),
    Query: z.string(),
    ExecutionParameters: z.array(z.string()).default([]),
    QueryExecutionContext: z.looseObject({ Database: z.string().optional() }).optional(),
    WorkGroup: z.string().optional(),
  }),
});

/** A query as the workflow had it executed. */
export interface ExecutedQuery {
  /** Of Step Functions. */
  readonly execution: string;
  /** Of Athena. */
  readonly queryExecutionId: string;
  readonly sql: string;
  readonly parameters: readonly string[];
  readonly database: string | undefined;
  readonly workGroup: string | undefined;
}

/** The workflow's execution that a run was closed by: the one that began when the run did. */
export async function executionOf(
  { steps, stateMachineArn }: RemoteStack,
  startedAt: string,
): Promise<string | undefined> {
  const begun = Date.parse(startedAt);
  let token: string | undefined;
  do {
    const page = await asking('reading the executions', () =>
      steps.send(new ListExecutionsCommand({ stateMachineArn, ...(token === undefined ? {} : { nextToken: token }) })),
    );
    for (const { startDate, executionArn } of page.executions ?? []) {
      if (startDate?.getTime() === begun) return executionArn;
    }
    token = page.nextToken;
  } while (token !== undefined);
  return undefined;
}

/**
 * How the workflow had the query executed whose rows are evidence for a figure: `rows` is their path in the run's folder, `text` the query
 * as this version has it. `undefined` where Step Functions no longer knows (it forgets after 90 days).
 */
export async function executedQuery(
  stack: RemoteStack,
  startedAt: string,
  { rows, text }: { rows: string; text: string },
): Promise<ExecutedQuery | undefined> {
  const { query, scope } = queryOf(rows);
  const execution = await executionOf(stack, startedAt);
  if (execution === undefined) return undefined;
  const state = `Query${stateNameOf(query)}`;
  const found = queriesOf(await eventsAfter(stack.steps, execution, { after: 0, data: true })).findLast(
    ({ of, QueryExecution: ran }) =>
      // A history need not tell which state of a Parallel a task belongs to; its text does.
      (of === state || ran.Query === text) && ran.ExecutionParameters.includes(textLiteral(scope)),
  );
  if (found === undefined) return undefined;
  const { QueryExecutionId, Query, ExecutionParameters, QueryExecutionContext, WorkGroup } = found.QueryExecution;
  return {
    execution,
    queryExecutionId: QueryExecutionId,
    sql: Query,
    parameters: ExecutionParameters,
    database: QueryExecutionContext?.Database,
    workGroup: WorkGroup,
  };
}

/** `rows/profit_share.EUR.csv` → the query and the scope it was asked for. */
function queryOf(rows: string): { query: string; scope: string } {
  const [query = '', scope] = rows
    .replace(/^rows\//, '')
    .replace(/\.csv$/, '')
    .split('.');
  return { query, scope: scope ?? '*' };
}

/** Every query of an execution that succeeded, with the state it belongs to where the events tell. */
function queriesOf(events: readonly HistoryEvent[]): (z.output<typeof described> & { of: string | undefined })[] {
  const stateOf = new Map<number, string>();
  const queries: ReturnType<typeof queriesOf> = [];
  for (const event of events) {
    const of = event.stateEnteredEventDetails?.name ?? stateOf.get(event.previousEventId ?? 0);
    if (of !== undefined) stateOf.set(event.id ?? 0, of);
    const text = event.taskSucceededEventDetails?.output ?? event.lambdaFunctionSucceededEventDetails?.output;
    const read = text === undefined ? undefined : described.safeParse(JSON.parse(text));
    if (read?.success === true) queries.push({ ...read.data, of });
  }
  return queries;
}
