import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readAthenaCsv } from '../../adapters/duckdb/athena-csv.ts';
import { AthenaQueryEngine } from '../../adapters/duckdb/athena-query-engine.ts';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { LocalScratchFolders } from '../../adapters/embedded/local-ports.ts';
import type { Rules } from '../../core/contracts/config.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import type { ResultTable } from './result-table.ts';

const BUCKET = 'store';
export const ROOT = join(import.meta.dirname, '..', '..');

/** The store of the laptop with its engine: what the lane's books are landed, derived and queried in. */
export class LaneStore {
  readonly folder: string;
  readonly store: FolderObjectStore;
  readonly session: SqlSession;
  readonly lander: DuckDbLander;
  readonly scratch: LocalScratchFolders;
  readonly rules: Rules;
  readonly #engine: AthenaQueryEngine;
  #executions = 0;

  private constructor(folder: string, session: SqlSession, rules: Rules) {
    this.folder = folder;
    this.store = new FolderObjectStore(folder);
    this.session = session;
    this.lander = new DuckDbLander(session);
    this.scratch = new LocalScratchFolders(join(folder, '..', 'scratch'));
    this.rules = rules;
    this.#engine = new AthenaQueryEngine({
      session,
      store: this.store,
      bucket: BUCKET,
      tables: STORE_CATALOG,
      workFolder: join(folder, '..', 'scratch'),
    });
  }

  /** Opens an empty store in `folder`; what was there goes. */
  static async open(folder: string): Promise<LaneStore> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const session = await SqlSession.open({ threads: 2, memoryLimit: '1GB' });
    return new LaneStore(folder, session, SHIPPED_RULES);
  }

  /** What a query returns. Throws what the engine throws. */
  async query(sql: string, parameters: readonly string[]): Promise<ResultTable> {
    const key = await this.#run(sql, parameters);
    const bytes = (await this.store.read(key)) ?? new Uint8Array();
    return tableOf(bytes);
  }

  /** Writes a query's rows into an empty folder of the store, as the workflow does. Throws what the engine throws. */
  async unload(sql: string, parameters: readonly string[], prefix: string): Promise<void> {
    const to = `TO 's3://${BUCKET}/${prefix}' WITH (format = 'PARQUET', compression = 'SNAPPY')`;
    await this.#run(`UNLOAD (${sql}) ${to}`, parameters);
  }

  close(): void {
    this.session.close();
  }

  async #run(sql: string, parameters: readonly string[]): Promise<string> {
    this.#executions += 1;
    const { QueryExecution } = await this.#engine.startQueryExecutionSync({
      QueryString: sql,
      ...(parameters.length === 0 ? {} : { ExecutionParameters: [...parameters] }),
      ResultConfiguration: { OutputLocation: `s3://${BUCKET}/work/` },
      ClientRequestToken: `trino-lane-execution-${this.#executions}`.padEnd(32, '.'),
    });
    return QueryExecution.ResultConfiguration.OutputLocation.slice(`s3://${BUCKET}/`.length);
  }
}

/** Athena's CSV, with its columns even where there are no rows. */
function tableOf(bytes: Uint8Array): ResultTable {
  const rows = readAthenaCsv(bytes);
  const header = new TextDecoder().decode(bytes).split('\n')[0] ?? '';
  const columns = header.split(',').map((name) => name.slice(1, -1));
  return { columns, rows: rows.map((row) => columns.map((name) => row[name] ?? null)) };
}
