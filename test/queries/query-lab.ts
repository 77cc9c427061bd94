import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { readAthenaCsv } from '../../adapters/duckdb/athena-csv.ts';
import { AthenaQueryEngine } from '../../adapters/duckdb/athena-query-engine.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { Rules } from '../../core/contracts/config.ts';
import { DESK_QUERY_PARAMETERS, DESK_QUERY_ROWS } from '../../core/contracts/desk-rows.ts';
import { INTERNAL_TABLES, type InternalTable, SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import { QUERY_PARAMETERS, type QueryContext } from '../../core/contracts/query-parameters.ts';
import { QUERY_ROWS } from '../../core/contracts/rows.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** A row of an internal table: the columns a test cares for, as text; the others are null. */
export type Row<T extends InternalTable> = {
  readonly [C in keyof (typeof INTERNAL_TABLES)[T]]?: string | number | null;
};

/** Literal tables by name. */
export type Tables = { readonly [T in InternalTable]?: readonly Row<T>[] };

/** The run every test looks at unless it says otherwise. */
export const RUN: QueryContext = { run: '2025-09-aaaaaaaaaaaa', scope: '*', period: '2025-09', previous: null };

/** Every query that any export feeds. */
export const LAB_ROWS = { ...QUERY_ROWS, ...DESK_QUERY_ROWS } as const;
export const LAB_PARAMETERS = { ...QUERY_PARAMETERS, ...DESK_QUERY_PARAMETERS } as const;
export type LabQuery = keyof typeof LAB_ROWS;
type RowOf<Q extends LabQuery> = z.output<(typeof LAB_ROWS)[Q]>;

/** A store in a temporary folder, with the real engine over it. */
export class QueryLab {
  readonly rules: Rules;
  readonly #folder: string;
  readonly #session: SqlSession;
  readonly #store: FolderObjectStore;
  readonly #engine: AthenaQueryEngine;
  #executions = 0;

  private constructor(folder: string, session: SqlSession, rules: Rules) {
    this.rules = rules;
    this.#folder = folder;
    this.#session = session;
    this.#store = new FolderObjectStore(join(folder, 'store'));
    this.#engine = new AthenaQueryEngine({
      session,
      store: this.#store,
      bucket: 'duewatch-store',
      tables: STORE_CATALOG,
      workFolder: join(folder, 'work'),
    });
  }

  static async open(): Promise<QueryLab> {
    const rules = SHIPPED_RULES;
    return new QueryLab(
      await mkdtemp(join(tmpdir(), 'duewatch-queries-')),
      await SqlSession.open({ threads: 2 }),
      rules,
    );
  }

  async close(): Promise<void> {
    this.#session.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Makes these the only tables of the run. A table that is not given has no file at all. */
  async fill(tables: Tables, run: string = RUN.run): Promise<void> {
    for (const name of Object.keys(INTERNAL_TABLES) as InternalTable[]) {
      const key = `derived/${name}/run=${run}/part.parquet`;
      const rows = tables[name];
      if (rows === undefined) await this.#store.remove(key);
      else await this.#write(name, rows, key);
    }
  }

  /** Rows of a query, parsed as the domain gets them. */
  async rows<Q extends LabQuery>(
    query: Q,
    rules: Partial<Rules> = {},
    context: QueryContext = RUN,
  ): Promise<RowOf<Q>[]> {
    const schema = LAB_ROWS[query];
    return readAthenaCsv(await this.#result(query, rules, context)).map((row) => schema.parse(row) as RowOf<Q>);
  }

  /** Rows of a query as the cells of its result. */
  async cells(query: LabQuery, rules: Partial<Rules> = {}, context: QueryContext = RUN): Promise<(string | null)[][]> {
    return readAthenaCsv(await this.#result(query, rules, context)).map((row) => Object.values(row));
  }

  /** Names of the columns a query returns, in order, asked of the engine itself. */
  async columns(query: LabQuery): Promise<string[]> {
    const header = new TextDecoder().decode(await this.#result(query, {}, RUN)).split('\n')[0] ?? '';
    return header.split(',').map((name) => name.slice(1, -1));
  }

  async #result(query: LabQuery, rules: Partial<Rules>, context: QueryContext): Promise<Uint8Array> {
    this.#executions += 1;
    const result = await this.#engine.startQueryExecutionSync({
      QueryString: await readFile(`queries/${query}.sql`, 'utf8'),
      ExecutionParameters: LAB_PARAMETERS[query](context, { ...this.rules, ...rules }),
      ResultConfiguration: { OutputLocation: 's3://duewatch-store/work/' },
      ClientRequestToken: `query-lab-execution-${this.#executions}`.padEnd(32, '.'),
    });
    const key = result.QueryExecution.ResultConfiguration.OutputLocation.slice('s3://duewatch-store/'.length);
    return (await this.#store.read(key)) ?? new Uint8Array();
  }

  async #write<T extends InternalTable>(name: T, rows: readonly Row<T>[], key: string): Promise<void> {
    const columns = Object.entries(INTERNAL_TABLES[name]);
    const names = columns.map(([column]) => column);
    const tuples = rows.map((row) => {
      const cells = new Map<string, string | number | null>(Object.entries(row));
      return `(${names.map((column) => literal(cells.get(column) ?? null)).join(', ')})`;
    });
    const types = columns.map(([column, type]) => `CAST(${column} AS ${SQL_TYPES[type].duckdb}) AS ${column}`);
    const values = tuples.length === 0 ? `(${names.map(() => 'NULL').join(', ')})` : tuples.join(', ');
    const file = join(this.#folder, 'table.parquet');
    await this.#session.use((connection) =>
      connection.run(
        `COPY (SELECT ${types.join(', ')} FROM (VALUES ${values}) AS t(${names.join(', ')}) ${tuples.length === 0 ? 'WHERE false' : ''}) TO ${textLiteral(file)} (FORMAT parquet)`,
      ),
    );
    await this.#store.adopt(file, key);
  }
}

function literal(value: string | number | null): string {
  return value === null ? 'NULL' : textLiteral(String(value));
}

/** A customer of the run's scope and month: id, payment rate, balance and whatever else the test cares for. */
export function customer(
  customer_id: string,
  payment_rate_pct: string | number | null,
  outstanding_balance: string | number | null,
  others: Row<'customer_month'> = {},
): Row<'customer_month'> {
  return {
    scope: RUN.scope,
    month: RUN.period,
    customer_id,
    customer_name: `Name of ${customer_id}`,
    payment_rate_pct,
    outstanding_balance,
    ...others,
  };
}

/** An invoice of the run's scope. */
export function invoice(
  customer_id: string,
  invoice_date: string,
  invoice_total: string | number,
  gross_profit: string | number | null,
): Row<'invoice_fact'> {
  return { scope: RUN.scope, customer_id, invoice_date, invoice_total, gross_profit };
}
