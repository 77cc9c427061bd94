import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { loadRules, type RulesFile } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import type { Rules } from '../../core/contracts/config.ts';
import type { Profile, TablePlan } from '../../core/contracts/landing.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { planLanding } from '../../core/landing/plan-landing.ts';
import type { LandedFiles } from '../../core/ports/lander.ts';
import { type BaseExport, baseExport } from './base-exports.ts';
import { csvText } from './mutate/dialect.ts';

const PLAIN = {
  delimiter: ',',
  newline: '\n',
  quoteAll: false,
  mark: false,
  lastNewline: true,
  blankLines: false,
} as const;

/** A sound export on the disk, with its tables landed. */
export interface LandedBase extends BaseExport {
  readonly folder: string;
  readonly landed: ReadonlyMap<string, LandedFiles>;
}

/** The month every case is landed for. */
export const PERIOD = '2025-09';

/** An engine, a folder and sound exports that many cases share. Close it in the end. */
export class FuzzLab {
  readonly folder = mkdtempSync(join(tmpdir(), 'duewatch-fuzz-'));
  readonly session: SqlSession;
  readonly lander: DuckDbLander;
  readonly shipped: RulesFile;
  readonly rules: Rules;
  readonly #bases = new Map<string, LandedBase>();
  #cases = 0;

  private constructor(session: SqlSession, shipped: RulesFile) {
    this.session = session;
    this.lander = new DuckDbLander(session, { maxUnpackedBytes: 4_000_000 });
    this.shipped = shipped;
    this.rules = loadRules(shipped, []);
  }

  static async open(): Promise<FuzzLab> {
    const session = await SqlSession.open({ threads: 1, memoryLimit: '500MB' });
    return new FuzzLab(session, readShippedRules(new URL('../../config/', import.meta.url)));
  }

  close(): void {
    this.session.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs `work` with a new folder that is gone afterwards. */
  async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.folder, `case-${this.#cases++}`);
    mkdirSync(folder);
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The export of a profile by its number, landed once. */
  async base(profile: Profile, variant: number): Promise<LandedBase> {
    const key = `${profile}-${variant}`;
    const known = this.#bases.get(key);
    if (known !== undefined) return known;
    const base = baseExport(profile, variant);
    const folder = join(this.folder, key);
    const files = [...base.tables].map(([name, table]) => [`${name}.csv`, csvText(table, PLAIN)] as const);
    writeFiles(folder, files);
    const plan = planLanding({ fileNames: files.map(([name]) => name), manifest: null, rules: this.rules });
    const landed = new Map<string, LandedFiles>();
    for (const table of plan.tables) landed.set(table.table, await this.land(table, folder, join(folder, 'landed')));
    const made = { ...base, folder, landed };
    this.#bases.set(key, made);
    return made;
  }

  /** Lands one table from a folder. */
  async land(plan: TablePlan, from: string, to: string): Promise<LandedFiles> {
    const folder = join(to, plan.table);
    mkdirSync(folder, { recursive: true });
    return this.lander.land({ plan, period: PERIOD, files: async (name) => join(from, name), folder });
  }

  async query(sql: string): Promise<unknown[][]> {
    return this.session.use(async (connection) => (await connection.runAndReadAll(sql)).getRowsJson());
  }

  /** Rows of a landed file: each as the JSON of its cells. */
  async rowsOf(file: string, columns: string): Promise<unknown[][]> {
    return this.query(`SELECT ${columns} FROM read_parquet(${textLiteral(file)})`);
  }
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: readonly (readonly [string, string | Uint8Array])[]): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
