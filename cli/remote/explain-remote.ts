import type { QueryExecution } from '@aws-sdk/client-athena';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { RunRecord } from '../../core/ports/run-ledger.ts';
import { type ExplainedFigure, figureOf, printFigure, printQuery, printRows, queryText } from '../explain-figure.ts';
import { EXIT } from '../run/exit-status.ts';
import { printableLine, type Terminal } from '../terminal.ts';
import { executeAgain, rememberedQuery } from './athena-query.ts';
import { asking } from './aws-call.ts';
import { type ExecutedQuery, executedQuery } from './executed-query.ts';
import { openStack, type RemoteOptions, type RemoteStack } from './stack.ts';

/** Options of `duewatch explain --remote`. */
export interface RemoteExplainOptions extends RemoteOptions {
  /** Execute the query once more and compare its rows with those on file. */
  readonly rerun?: boolean;
  readonly json?: boolean;
}

/**
 * `duewatch explain --remote`: value, definition, query and rows of a figure of the last review in AWS, with the execution in Athena that
 * the rows came from. Returns the exit status: 1 where a query that was run again gives other rows.
 */
export async function explainRemote(id: string, options: RemoteExplainOptions, terminal: Terminal): Promise<number> {
  const stack = await openStack(options);
  try {
    const record = await asking('reading the runs', () => stack.runs.latest());
    if (record === undefined)
      throw new WrongUsage(`no review of ${stack.name} has finished yet; type npx duewatch run --remote`);
    const found = await figureOf({ record, objects: stack.store }, id);
    const source = await sourceOf(stack, record, found);
    if (options.json === true) printJson(id, record, found, source, terminal);
    else await print(stack, id, record, found, source, terminal);
    if (options.rerun !== true) return EXIT.done;
    return await rerun(stack, record, found, source, terminal);
  } finally {
    await stack.close();
  }
}

/** How a figure's query was executed, as far as AWS remembers. */
interface Source {
  readonly executed: ExecutedQuery | undefined;
  readonly remembered: QueryExecution | undefined;
}

async function sourceOf(stack: RemoteStack, record: RunRecord, { evidence }: ExplainedFigure): Promise<Source> {
  const { query, rows } = evidence;
  if (query === undefined || rows === undefined) return { executed: undefined, remembered: undefined };
  const executed = await executedQuery(stack, record.startedAt, { rows, text: await queryText(query) });
  return { executed, remembered: executed && (await rememberedQuery(stack, executed.queryExecutionId)) };
}

function printJson(id: string, { runId }: RunRecord, found: ExplainedFigure, source: Source, terminal: Terminal): void {
  const { executed, remembered } = source;
  const athena =
    executed === undefined
      ? null
      : {
          execution: executed.execution,
          query_execution_id: executed.queryExecutionId,
          parameters: executed.parameters,
          scanned_bytes: remembered?.Statistics?.DataScannedInBytes ?? null,
        };
  terminal.line(JSON.stringify({ id, run: runId, ...found, athena }, null, 2));
}

async function print(
  stack: RemoteStack,
  id: string,
  record: RunRecord,
  found: ExplainedFigure,
  { executed, remembered }: Source,
  terminal: Terminal,
): Promise<void> {
  printFigure(id, record, found, terminal);
  const { query, rows } = found.evidence;
  if (query !== undefined) {
    printQuery(query, executed?.sql ?? (await queryText(query)), terminal);
    printExecution(executed, remembered, terminal);
  }
  if (rows === undefined) return;
  const key = `${record.prefix}${rows}`;
  printRows(`s3://${stack.bucket}/${key}`, await asking(`reading ${key}`, () => stack.store.read(key)), terminal);
}

function printExecution(
  executed: ExecutedQuery | undefined,
  remembered: QueryExecution | undefined,
  terminal: Terminal,
): void {
  terminal.line();
  if (executed === undefined) {
    terminal.line(
      '  athena   Step Functions no longer knows the execution (it forgets after 90 days); the rows are kept',
    );
    return;
  }
  for (const [index, value] of executed.parameters.entries())
    terminal.line(`  ${index === 0 ? 'with  ' : '      '}   ${index + 1}: ${printableLine(value)}`);
  terminal.line(`  athena   ${executed.queryExecutionId}${told(remembered)}`);
  terminal.line(`           in ${executed.execution}`);
}

function told(remembered: QueryExecution | undefined): string {
  if (remembered === undefined) return ' (Athena forgets after 45 days)';
  const { DataScannedInBytes: bytes = 0, EngineExecutionTimeInMillis: took = 0 } = remembered.Statistics ?? {};
  const at = remembered.Status?.SubmissionDateTime?.toISOString() ?? '';
  return `, ${at}, ${(bytes / 1e6).toFixed(2)} MB read in ${(took / 1000).toFixed(1)} s`;
}

/** Runs the query once more; what it returns is held to the rows on file. */
async function rerun(
  stack: RemoteStack,
  record: RunRecord,
  { evidence }: ExplainedFigure,
  { executed }: Source,
  terminal: Terminal,
): Promise<number> {
  if (executed === undefined || evidence.rows === undefined) {
    terminal.error('There is no query to run again: this figure has none, or AWS no longer knows its parameters.');
    return EXIT.failed;
  }
  const again = await executeAgain(stack, executed);
  const location = again.ResultConfiguration?.OutputLocation ?? '';
  const rows = await new StoredQueryResults(stack.store, stack.bucket).asEvidence(location);
  const kept = (await stack.store.read(`${record.prefix}${evidence.rows}`)) ?? new Uint8Array();
  const same = Buffer.compare(rows, kept) === 0;
  terminal.error(
    same
      ? `Run again as ${again.QueryExecutionId}: the same rows.`
      : `Run again as ${again.QueryExecutionId}: OTHER rows, in ${location}. The tables of run ${record.runId} were changed since, or the file of rows was.`,
  );
  return same ? EXIT.done : EXIT.failed;
}
