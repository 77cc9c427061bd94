import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit, { type LimitFunction } from 'p-limit';
import type { LandingPlan, SetCheck } from '../../../core/contracts/landing.ts';
import type { ComparedBooks } from '../../../core/contracts/reconciliation.ts';
import { coveredMonths } from '../../../core/landing/covered-months.ts';
import { joinedTable } from '../../../core/landing/join-parts.ts';
import type { ManifestReading } from '../../../core/landing/manifest.ts';
import { tableSpec } from '../../../core/landing/table-specs/profile-tables.ts';
import type {
  BooksToCompare,
  ExportFiles,
  LandedFiles,
  LandedOnDisk,
  Lander,
  LandRequest,
} from '../../../core/ports/lander.ts';
import { parquetFile } from '../parquet-file.ts';
import type { SqlSession } from '../sql-session.ts';
import { checkSet } from './check-set.ts';
import { compareBooks } from './compare-books.ts';
import { prepareConnection } from './engine.ts';
import type { ExportFile } from './inspect-file.ts';
import { joinParts, shareRows } from './join-parts.ts';
import { landTable } from './land-table.ts';
import { parseManifest } from './parse-manifest.ts';

/** Limits of the landing. */
export interface DuckDbLanderOptions {
  /** What a gzip file may unpack to. */
  readonly maxUnpackedBytes?: number;
  /** Tables and parts that are landed side by side; left out: as many as are asked for. */
  readonly atOnce?: number;
}

/** Any month does where only the months of a table are asked for. */
const NO_PERIOD = '0000-00';

/** Lands exports with an embedded DuckDB on local files. */
export class DuckDbLander implements Lander {
  readonly #session: SqlSession;
  readonly #options: Omit<DuckDbLanderOptions, 'atOnce'>;
  readonly #turns: LimitFunction;

  constructor(session: SqlSession, { atOnce, ...options }: DuckDbLanderOptions = {}) {
    this.#session = session;
    this.#options = options;
    this.#turns = pLimit(atOnce ?? Number.POSITIVE_INFINITY);
  }

  readManifest(text: string, fileName: string): ManifestReading {
    return parseManifest(text, fileName);
  }

  async coveredMonths(plan: LandingPlan, files: ExportFiles): Promise<readonly string[]> {
    const dated = plan.tables.filter((table) => tableSpec(table.table).covers.length > 0);
    const tables = [];
    for (const table of dated) {
      const folder = await mkdtemp(join(tmpdir(), 'duewatch-months-'));
      try {
        const landed = await this.land({ plan: table, period: NO_PERIOD, files, folder });
        tables.push(landed.table);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    return coveredMonths(tables);
  }

  async land(request: LandRequest): Promise<LandedFiles> {
    return this.#land(request, 'fast first');
  }

  async join({ parts, ...request }: LandRequest & { readonly parts: readonly LandedFiles[] }): Promise<LandedFiles> {
    const table = joinedTable(
      request.plan,
      parts.map((part) => part.table),
    );
    if (table.problems.length > 0) return { table };
    const shared = await this.#session.use((connection) => shareRows(connection, parts));
    return shared
      ? this.#land(request, 'exact')
      : this.#session.use((connection) => joinParts(connection, { ...request, table, parts }));
  }

  async #land(
    { plan, period, files, folder, asPart }: LandRequest,
    pass: 'fast first' | 'exact',
  ): Promise<LandedFiles> {
    const local = await Promise.all(
      plan.files.map(async (name): Promise<ExportFile> => ({ name, path: await files(name) })),
    );
    const shared = { ...this.#options, session: this.#session, plan, period, folder, files: local };
    return this.#turns(() => landTable({ ...shared, asPart: asPart ?? false, exactOnly: pass === 'exact' }));
  }

  async currencies(file: string): Promise<readonly string[]> {
    return this.#session.use(async (connection) => {
      const source = parquetFile(file);
      const sql = `SELECT DISTINCT upper(trim(currency)) AS currency FROM ${source} WHERE trim(currency) <> '' ORDER BY currency`;
      const reader = await connection.runAndReadAll(sql);
      return reader.getRows().map(([currency]) => String(currency));
    });
  }

  async checkSet({ tables, period }: { tables: readonly LandedOnDisk[]; period: string }): Promise<SetCheck> {
    return this.#session.use(async (connection) => {
      await prepareConnection(connection);
      return checkSet(connection, tables, period);
    });
  }

  async compareBooks(request: BooksToCompare): Promise<readonly ComparedBooks[]> {
    const needed = ['customer', 'invoice', 'payment', 'payment_line'];
    const there = (name: string) =>
      request.tables.some(({ table, data }) => table.table === name && data !== undefined);
    if (!needed.every(there)) return [];
    return this.#session.use(async (connection) => {
      await prepareConnection(connection);
      return compareBooks(connection, request);
    });
  }
}
