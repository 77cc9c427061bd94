import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** What one embedded engine may use of the machine. */
export interface SqlSessionOptions {
  /** Worker threads; the machine's own number by default. */
  readonly threads?: number;
  /** Memory before it spills to disk, such as `4GB`; DuckDB's default is 80 % of the machine's. */
  readonly memoryLimit?: string;
  /** Where it spills to. */
  readonly temporaryFolder?: string;
}

/**
 * An embedded SQL engine in memory. It never loads an extension by itself, so that a query can't reach the network, and every
 * connection sees the same tables but its own temporary views.
 */
export class SqlSession {
  readonly #instance: DuckDBInstance;

  private constructor(instance: DuckDBInstance) {
    this.#instance = instance;
  }

  static async open(options: SqlSessionOptions = {}): Promise<SqlSession> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
      ...(options.temporaryFolder === undefined ? {} : { temp_directory: options.temporaryFolder }),
    });
    return new SqlSession(instance);
  }

  /** Runs `work` on a connection of its own and closes that whatever happens. */
  async use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await DuckDBConnection.create(this.#instance);
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  }

  /** Frees the engine's memory and threads. */
  close(): void {
    this.#instance.closeSync();
  }
}
