import { randomUUID } from 'node:crypto';
import { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { DuewatchError } from '../../core/contracts/errors.ts';

/** What one embedded engine may use of the machine. */
export interface SqlSessionOptions {
  /** Worker threads; the machine's own number by default. */
  readonly threads?: number;
  /** Memory before it spills to disk, such as `4GB`; DuckDB's default is 80 % of the machine's. */
  readonly memoryLimit?: string;
  /** The same for an engine {@link SqlSession.apart}, of which there may be several at a time; left out: as much. */
  readonly apartMemoryLimit?: string;
  /** Where it spills to. */
  readonly temporaryFolder?: string;
}

/** What was asked of the engine needs more memory than it may use, though it has been writing to the disk: says what can be done. */
export class EngineOutOfMemory extends DuewatchError {
  override name = 'EngineOutOfMemory';
}

/**
 * An embedded SQL engine in memory. It never loads an extension by itself, so that a query can't reach the network, and every
 * connection sees the same tables but its own temporary views.
 */
export class SqlSession {
  readonly #instance: DuckDBInstance;
  readonly #options: SqlSessionOptions;

  private constructor(instance: DuckDBInstance, options: SqlSessionOptions) {
    this.#instance = instance;
    this.#options = options;
  }

  static async open(options: SqlSessionOptions = {}): Promise<SqlSession> {
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      ...(options.threads === undefined ? {} : { threads: String(options.threads) }),
      ...(options.memoryLimit === undefined ? {} : { memory_limit: options.memoryLimit }),
      ...(options.temporaryFolder === undefined ? {} : { temp_directory: options.temporaryFolder }),
    });
    return new SqlSession(instance, options);
  }

  /**
   * Runs `work` on a connection of its own and closes that whatever happens.
   *
   * @throws {EngineOutOfMemory} in place of the engine's own words, which are about its settings.
   */
  async use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const connection = await DuckDBConnection.create(this.#instance);
    try {
      return await work(connection);
    } catch (error) {
      throw named(error);
    } finally {
      connection.closeSync();
    }
  }

  /**
   * Runs `work` on an engine of its own with limits of its own, thrown away afterwards. For bytes nobody has looked at yet: some files make
   * the engine's readers fail in a way after which an engine answers nothing any more, and this one serves other tables and other runs.
   */
  async apart<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    const { temporaryFolder, apartMemoryLimit, ...limits } = this.#options;
    const spill = temporaryFolder === undefined ? {} : { temporaryFolder: `${temporaryFolder}-${randomUUID()}` };
    const memory = apartMemoryLimit === undefined ? {} : { memoryLimit: apartMemoryLimit };
    const session = await SqlSession.open({ ...limits, ...memory, ...spill });
    try {
      return await session.use(work);
    } finally {
      session.close();
    }
  }

  /** Frees the engine's memory and threads. */
  close(): void {
    this.#instance.closeSync();
  }
}

function named(error: unknown): unknown {
  const [first = ''] = (error instanceof Error ? error.message : '').split('\n');
  if (!first.startsWith('Out of Memory Error')) return error;
  const fix =
    'review this export on a machine with more memory, or in AWS; there, export the largest tables in several files';
  return new EngineOutOfMemory(`${first}: ${fix}`, { cause: error });
}
