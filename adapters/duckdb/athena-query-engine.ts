import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, StatementType } from '@duckdb/node-api';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { DuewatchError } from '../../core/contracts/errors.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { AthenaInvalidRequest, AthenaQueryFailed } from './athena-errors.ts';
import { type AthenaTask, type AthenaTaskResult, athenaTaskSchema, type QueryExecution } from './athena-task.ts';
import { boundValues } from './bound-values.ts';
import type { SqlSession } from './sql-session.ts';
import { defineTableViews, type TableCatalog } from './table-views.ts';
import { parseUnload, type Unload } from './unload-statement.ts';

/** What the engine works with. */
export interface AthenaQueryEngineOptions {
  readonly session: SqlSession;
  readonly store: ObjectStore;
  /** The bucket that stands for the store in `s3://` addresses. */
  readonly bucket: string;
  readonly tables: TableCatalog;
  /** Where results lie until they are whole; best on the store's own disk. */
  readonly workFolder: string;
}

/** More would not end sooner: every query uses all processors. */
const QUERIES_AT_ONCE = 3;

/** DuckDB's name of each Parquet compression Athena offers here. */
const COMPRESSIONS: Readonly<Record<string, string>> = { ZSTD: 'zstd', SNAPPY: 'snappy', GZIP: 'gzip' };

/**
 * What `athena:startQueryExecution.sync` is on the laptop: runs the task's query on the embedded engine and leaves in the store what
 * Athena would leave in the bucket, a CSV of a SELECT, Parquet of an UNLOAD.
 *
 * As in Athena, a client request token stands for one execution: asked again with the same token, the engine answers what it
 * answered before, a failure too. Tokens are forgotten with the engine; the id of a token's execution is the same for ever.
 */
export class AthenaQueryEngine {
  readonly #options: AthenaQueryEngineOptions;
  readonly #executions = new Map<string, { readonly request: string; readonly result: Promise<AthenaTaskResult> }>();

  /** All queries share the engine's memory: those of a large ledger, all at once, would not find room in it. */
  readonly #turns = pLimit(QUERIES_AT_ONCE);

  constructor(options: AthenaQueryEngineOptions) {
    this.#options = options;
    // Not for each query: one that still waits when a review has ended would bring the folder back.
    mkdirSync(options.workFolder, { recursive: true });
  }

  /**
   * Runs the task to its end. Throws {@link AthenaInvalidRequest} where Athena would not start the query, and
   * {@link AthenaQueryFailed}, its message the description of the execution in JSON, where the query fails.
   */
  async startQueryExecutionSync(parameters: unknown): Promise<AthenaTaskResult> {
    const task = parseTask(parameters);
    const request = JSON.stringify(task);
    const known = this.#executions.get(task.ClientRequestToken);
    if (known) {
      if (known.request === request) return known.result;
      throw new AthenaInvalidRequest(
        'Idempotent parameters do not match: this ClientRequestToken was used for another query',
      );
    }
    const result = this.#turns(() => this.#execute(task));
    this.#executions.set(task.ClientRequestToken, { request, result });
    return result;
  }

  async #execute(task: AthenaTask): Promise<AthenaTaskResult> {
    const unload = parseUnload(task.QueryString);
    const execution = this.#describe(task, unload);
    try {
      await (unload ? this.#unload(task, unload, execution) : this.#select(task, execution));
    } catch (error) {
      throw failure(execution, error);
    }
    return { QueryExecution: execution };
  }

  #describe(task: AthenaTask, unload: Unload | undefined): QueryExecution {
    const folder = task.ResultConfiguration.OutputLocation.replace(/\/*$/, '/');
    this.#keyOf(folder);
    const id = executionId(task.ClientRequestToken);
    return {
      QueryExecutionId: id,
      Query: task.QueryString,
      StatementType: 'DML',
      SubstatementType: unload ? 'UNLOAD' : 'SELECT',
      ResultConfiguration: { OutputLocation: unload ? `${folder}${id}` : `${folder}${id}.csv` },
      QueryExecutionContext: { ...task.QueryExecutionContext },
      ...(task.ExecutionParameters ? { ExecutionParameters: task.ExecutionParameters } : {}),
      Status: { State: 'SUCCEEDED' },
      Statistics: unload ? { DataManifestLocation: `${folder}${id}-manifest.csv` } : {},
      WorkGroup: task.WorkGroup ?? 'primary',
    };
  }

  async #select(task: AthenaTask, execution: QueryExecution): Promise<void> {
    // Athena's dialect of CSV: every value in quotes, nothing at all for a null.
    const format = `FORMAT csv, HEADER true, FORCE_QUOTE *, NULLSTR ''`;
    await this.#copy(task.QueryString, task, format, this.#keyOf(execution.ResultConfiguration.OutputLocation));
  }

  async #unload(task: AthenaTask, unload: Unload, execution: QueryExecution): Promise<void> {
    const folder = this.#keyOf(unload.to.replace(/\/*$/, '/'));
    const key = `${folder}${execution.QueryExecutionId}.parquet`;
    const others = (await this.#options.store.list(folder)).filter((other) => other !== key);
    if (others.length > 0) {
      throw new AthenaQueryFailed(
        `HIVE_PATH_ALREADY_EXISTS: UNLOAD writes into an empty folder, but ${unload.to} holds ${others[0]}`,
      );
    }
    await this.#copy(unload.query, task, parquetFormat(unload), key);
    await this.#options.store.write(
      this.#keyOf(execution.Statistics.DataManifestLocation ?? ''),
      new TextEncoder().encode(`s3://${this.#options.bucket}/${key}\n`),
    );
  }

  async #copy(query: string, task: AthenaTask, format: string, key: string): Promise<void> {
    const { session, store, tables, workFolder } = this.#options;
    const values = boundValues(task.ExecutionParameters ?? []);
    const bare = query.replace(/[;\s]+$/, '');
    const file = join(workFolder, randomUUID());
    try {
      await session.use(async (connection) => {
        await defineTableViews(connection, store, tables, bare);
        await checkSelect(connection, bare, values.length);
        await connection.run(`COPY (${bare}\n) TO ${textLiteral(file)} (${format})`, values);
      });
      await store.adopt(file, key);
    } finally {
      await rm(file, { force: true });
    }
  }

  #keyOf(location: string): string {
    const root = `s3://${this.#options.bucket}/`;
    if (location.startsWith(root)) return location.slice(root.length);
    throw new AthenaInvalidRequest(`${location} is not in the store's bucket; write below ${root}`);
  }
}

function parseTask(parameters: unknown): AthenaTask {
  const task = athenaTaskSchema.safeParse(parameters);
  if (task.success) return task.data;
  throw new AthenaInvalidRequest(`not the parameters of a query execution: ${z.prettifyError(task.error)}`);
}

/** One statement, a SELECT, with as many `?` as there are values. */
async function checkSelect(connection: DuckDBConnection, query: string, values: number): Promise<void> {
  const statements = await connection.extractStatements(query);
  if (statements.count !== 1) throw new AthenaQueryFailed(`one statement a query, not ${statements.count}`);
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT)
    throw new AthenaQueryFailed('only SELECT and UNLOAD are run here');
  if (statement.parameterCount !== values) {
    throw new AthenaQueryFailed(`the query has ${statement.parameterCount} parameters, ${values} were given`);
  }
}

function parquetFormat(unload: Unload): string {
  const { format = '', compression = 'GZIP', ...others } = unload.options;
  const codec = COMPRESSIONS[compression.toUpperCase()];
  if (format.toUpperCase() !== 'PARQUET' || codec === undefined || Object.keys(others).length > 0) {
    throw new AthenaQueryFailed(
      `UNLOAD takes format = 'PARQUET' and compression = ${Object.keys(COMPRESSIONS).join(' | ')} here`,
    );
  }
  return `FORMAT parquet, COMPRESSION ${codec}`;
}

/** An id of the shape Athena's have, the same for a token whenever and wherever it is asked. */
function executionId(token: string): string {
  const hash = createHash('sha256').update(token).digest('hex');
  return [8, 12, 16, 20, 32].map((end, index, ends) => hash.slice(ends[index - 1] ?? 0, end)).join('-');
}

function failure(execution: QueryExecution, error: unknown): DuewatchError {
  if (error instanceof AthenaInvalidRequest) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const failed: QueryExecution = {
    ...execution,
    Status: { State: 'FAILED', StateChangeReason: reason, AthenaError: { ErrorMessage: reason } },
  };
  return new AthenaQueryFailed(JSON.stringify({ QueryExecution: failed }), { cause: error });
}
