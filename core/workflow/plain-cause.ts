import { z } from 'zod';

const ofFunction = z.object({ errorMessage: z.string() });
const ofQuery = z.object({
  QueryExecution: z.object({
    QueryExecutionId: z.string(),
    Query: z.string(),
    Status: z.object({ StateChangeReason: z.string() }),
  }),
});

/** How much of a query's own first sentence names it. */
const SHOWN_CHARACTERS = 100;

/**
 * Why a state failed, in words: a function's error and a query's execution reach the workflow as JSON, everything else as text. A query's reason
 * is one line: it may quote a text of the books, and no line of that may look like one of the command's own.
 */
export function plainCause(cause: string): string {
  const told = parsed(cause);
  const own = ofFunction.safeParse(told);
  if (own.success) return own.data.errorMessage;
  const query = ofQuery.safeParse(told);
  if (!query.success) return cause;
  const { QueryExecutionId: id, Query: text, Status: status } = query.data.QueryExecution;
  return `${status.StateChangeReason.replace(/\s+/g, ' ').trim()} (query ${id}: ${nameOf(text)})`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The table that a query fills, or what its first comment says it is. */
function nameOf(query: string): string {
  const table = /^\s*UNLOAD\b.*'s3:\/\/[^']*\/derived\/(\w+)\//is.exec(query)?.[1];
  if (table !== undefined) return `table ${table}`;
  const first = query.split('\n', 1)[0]?.replace(/^[-\s]+/, '') ?? '';
  return first.length > SHOWN_CHARACTERS ? `${first.slice(0, SHOWN_CHARACTERS)}…` : first;
}
