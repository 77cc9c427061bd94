import { athenaTaskSchema } from '../../adapters/duckdb/athena-task.ts';
import { parseUnload } from '../../adapters/duckdb/unload-statement.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { TrinoClient, TrinoTable } from './trino-client.ts';

/** Where the store lies for Trino, and what the workflow calls its bucket. */
export interface TrinoStore {
  readonly objects: ObjectStore;
  readonly bucket: string;
  /** The store's folder below the server's data folder. */
  readonly folder: string;
}

/** `athena:startQueryExecution.sync` on a Trino server: leaves in the store what Athena leaves in the bucket. */
export class TrinoAthena {
  readonly #trino: TrinoClient;
  readonly #store: TrinoStore;
  #executions = 0;

  constructor(trino: TrinoClient, store: TrinoStore) {
    this.#trino = trino;
    this.#store = store;
  }

  /** How many queries were run. */
  get executions(): number {
    return this.#executions;
  }

  /** Runs a task to its end. Throws TrinoQueryFailed. */
  async startQueryExecutionSync(parameters: unknown): Promise<unknown> {
    const task = athenaTaskSchema.parse(parameters);
    this.#executions += 1;
    const result = `${task.ResultConfiguration.OutputLocation.replace(/\/*$/, '/')}trino-${this.#executions}.csv`;
    const values = task.ExecutionParameters ?? [];
    const unload = parseUnload(task.QueryString);
    if (unload === undefined) {
      const table = await this.#trino.query(task.QueryString, values);
      await this.#store.objects.write(this.#keyOf(result), new TextEncoder().encode(athenaCsv(table)));
    } else {
      const location = `local:///${this.#store.folder}/${this.#keyOf(unload.to)}`;
      const table = `CREATE TABLE unloaded_${this.#executions} WITH (external_location = '${location}', format = 'PARQUET') AS`;
      await this.#trino.query(`${table} ${unload.query}`, values);
    }
    return { QueryExecution: { ResultConfiguration: { OutputLocation: result } } };
  }

  #keyOf(location: string): string {
    return location.slice(`s3://${this.#store.bucket}/`.length);
  }
}

/** Athena's dialect of CSV: every value in quotes, nothing at all for a null. */
function athenaCsv({ columns, rows }: TrinoTable): string {
  const line = (cells: readonly (string | null)[]) =>
    `${cells.map((cell) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`)).join(',')}\n`;
  return [columns, ...rows].map(line).join('');
}
