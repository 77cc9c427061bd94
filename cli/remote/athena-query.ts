import { setTimeout as pause } from 'node:timers/promises';
import { GetQueryExecutionCommand, type QueryExecution, StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { DuewatchError } from '../../core/contracts/errors.ts';
import { asking } from './aws-call.ts';
import type { ExecutedQuery } from './executed-query.ts';
import type { RemoteStack } from './stack.ts';

/** A query that was run again did not succeed. */
export class QueryFailed extends DuewatchError {
  override name = 'QueryFailed';
}

const LOOK_EVERY_MS = 500;

/** What Athena remembers of an execution; `undefined` after the 45 days that it does. */
export async function rememberedQuery(
  { athena }: Pick<RemoteStack, 'athena'>,
  QueryExecutionId: string,
): Promise<QueryExecution | undefined> {
  try {
    const { QueryExecution: found } = await asking('reading the query execution', () =>
      athena.send(new GetQueryExecutionCommand({ QueryExecutionId })),
    );
    return found;
  } catch (error) {
    if (error instanceof Error && error.name === 'InvalidRequestException') return undefined;
    throw error;
  }
}

/**
 * Executes a query of a run once more, with the parameters it had, in its workgroup. The tables of a run stay as they were, so the rows are
 * the same as long as nobody touches them. Throws {@link QueryFailed} with Athena's reason.
 */
export async function executeAgain(
  { athena }: Pick<RemoteStack, 'athena'>,
  query: ExecutedQuery,
): Promise<QueryExecution> {
  const { QueryExecutionId } = await asking('starting the query', () =>
    athena.send(
      new StartQueryExecutionCommand({
        QueryString: query.sql,
        ...(query.parameters.length === 0 ? {} : { ExecutionParameters: [...query.parameters] }),
        QueryExecutionContext: {
          Catalog: 'AwsDataCatalog',
          ...(query.database === undefined ? {} : { Database: query.database }),
        },
        ...(query.workGroup === undefined ? {} : { WorkGroup: query.workGroup }),
      }),
    ),
  );
  for (;;) {
    const { QueryExecution: execution } = await asking('reading the query execution', () =>
      athena.send(new GetQueryExecutionCommand({ QueryExecutionId })),
    );
    const state = execution?.Status?.State;
    if (execution !== undefined && state === 'SUCCEEDED') return execution;
    if (state === 'FAILED' || state === 'CANCELLED')
      throw new QueryFailed(`Athena: ${execution?.Status?.StateChangeReason ?? state}`);
    await pause(LOOK_EVERY_MS);
  }
}
