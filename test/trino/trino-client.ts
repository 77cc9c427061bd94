import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { DuewatchError } from '../../core/contracts/errors.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import type { ResultTable } from './result-table.ts';

/** Trino refused a query or failed at it; `errorName` is Trino's name of the reason, where it gave one. */
export class TrinoQueryFailed extends DuewatchError {
  override name = 'TrinoQueryFailed';
  readonly errorName: string | undefined;

  constructor(message: string, errorName?: string) {
    super(message);
    this.errorName = errorName;
  }
}

/** Seconds a statement waits for a node: a server that answers may not have announced itself as a worker yet. */
const NODE_SECONDS = 90;

const page = z.object({
  nextUri: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })).optional(),
  data: z.array(z.array(z.union([z.string(), z.boolean(), z.null()]))).optional(),
  error: z.object({ message: z.string(), errorName: z.string() }).optional(),
});

/** What a query returned, with Trino's types of its columns. */
export interface TrinoTable extends ResultTable {
  readonly types: readonly string[];
}

/** A client of Trino's own HTTP protocol: a statement is posted, its pages are fetched one after another. */
export class TrinoClient {
  readonly schema: string;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, schema: string) {
    this.schema = schema;
    this.#url = url;
    this.#headers = {
      'X-Trino-User': 'duewatch',
      'X-Trino-Catalog': 'hive',
      'X-Trino-Schema': schema,
      'X-Trino-Time-Zone': 'UTC',
    };
  }

  /** Runs a query with execution parameters, each the text of a literal, as Athena does. Throws {@link TrinoQueryFailed}. */
  async query(sql: string, parameters: readonly string[]): Promise<TrinoTable> {
    const using = parameters.length === 0 ? '' : ` USING ${parameters.join(', ')}`;
    return this.execute(`EXECUTE IMMEDIATE ${textLiteral(sql)}${using}`);
  }

  /** Runs one statement as it is, again while no node takes work yet. Throws {@link TrinoQueryFailed}. */
  async execute(statement: string): Promise<TrinoTable> {
    for (let second = 0; ; second += 1) {
      try {
        return await this.#once(statement);
      } catch (error) {
        const noNode = error instanceof TrinoQueryFailed && error.errorName === 'NO_NODES_AVAILABLE';
        if (!noNode || second >= NODE_SECONDS) throw error;
        await sleep(1000);
      }
    }
  }

  async #once(statement: string): Promise<TrinoTable> {
    let current = await this.#page(`${this.#url}/v1/statement`, { method: 'POST', body: statement });
    let columns = current.columns;
    const rows: (string | null)[][] = [];
    for (;;) {
      if (current.error) {
        const { errorName, message } = current.error;
        throw new TrinoQueryFailed(`${errorName}: ${message}`, errorName);
      }
      columns ??= current.columns;
      for (const row of current.data ?? []) rows.push(row.map((cell) => (cell === null ? null : String(cell))));
      if (current.nextUri === undefined) break;
      current = await this.#page(current.nextUri, {});
    }
    return { columns: columns?.map(({ name }) => name) ?? [], types: columns?.map(({ type }) => type) ?? [], rows };
  }

  async #page(url: string, request: RequestInit): Promise<z.output<typeof page>> {
    const response = await fetch(url, { ...request, headers: this.#headers });
    const text = await response.text();
    if (!response.ok) throw new TrinoQueryFailed(`HTTP ${response.status}: ${text.slice(0, 500)}`);
    return page.parse(JSON.parse(text, exactNumbers));
  }
}

/** Numbers as they are written: a bigint may be more than a JavaScript number holds. */
function exactNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}
