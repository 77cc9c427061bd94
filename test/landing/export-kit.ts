import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import type { LandedTable, LandingPlan, LandingReport } from '../../core/contracts/landing.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { buildLandingReport } from '../../core/landing/landing-report.ts';
import { MANIFEST_NAMES, planLanding } from '../../core/landing/plan-landing.ts';
import type { LandedFiles } from '../../core/ports/lander.ts';

/** Rows of a table as text cells. */
export type Cells = readonly (readonly string[])[];

/** What a test lands. */
export interface LandRequest {
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly manifest?: string;
  readonly period?: string;
  readonly timeZone?: string;
  readonly maxQuarantinedPct?: number;
}

/** What became of it. */
export interface Landed {
  readonly plan: LandingPlan;
  readonly report: LandingReport;
  readonly months: readonly string[];
  readonly table: (name: string) => LandedTable;
  /** Rows of the landed file, cells as JSON values, sorted. */
  readonly rows: (name: string, columns?: string) => Promise<unknown[][]>;
  /** Lines of the quarantine file without its header. */
  readonly quarantine: (name: string) => string[];
  readonly rules: () => string[];
}

/** An export on disk, an engine and what is needed to land with it. Close it in the end. */
export class ExportKit {
  readonly folder = mkdtempSync(join(tmpdir(), 'duewatch-landing-'));
  readonly session: SqlSession;
  readonly lander: DuckDbLander;
  #exports = 0;

  private constructor(session: SqlSession) {
    this.session = session;
    this.lander = new DuckDbLander(session, { maxUnpackedBytes: 4_000_000 });
  }

  static async open(): Promise<ExportKit> {
    return new ExportKit(await SqlSession.open({ threads: 2, memoryLimit: '600MB' }));
  }

  close(): void {
    this.session.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** A new folder with these files. */
  write(files: LandRequest['files']): string {
    const folder = join(this.folder, `export-${this.#exports++}`);
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    return folder;
  }

  /** Lands an export and reports on it, as the workflow does. */
  async land(request: LandRequest): Promise<Landed> {
    const folder = this.write(request.files);
    const names = Object.keys(request.files);
    const rules = { time_zone: request.timeZone ?? 'UTC', currency: 'USD' };
    const reading = request.manifest === undefined ? null : this.lander.readManifest(request.manifest, 'exports.yaml');
    const plan: LandingPlan =
      reading !== null && reading.manifest === null
        ? { profiles: [], home_currency: 'USD', tables: [], unused_files: [], problems: reading.problems }
        : planLanding({
            fileNames: names.filter((name) => !MANIFEST_NAMES.includes(name)),
            manifest: reading?.manifest ?? null,
            rules,
          });
    const period = request.period ?? '2024-12';
    const landed: LandedFiles[] = [];
    for (const table of plan.problems.length > 0 ? [] : plan.tables) {
      const out = join(folder, 'out', table.table);
      mkdirSync(out, { recursive: true });
      landed.push(
        await this.lander.land({ plan: table, period, files: async (name) => join(folder, name), folder: out }),
      );
    }
    const readable = [...plan.problems, ...landed.flatMap(({ table }) => table.problems)].length === 0;
    const setCheck = readable ? await this.lander.checkSet({ tables: landed, period }) : null;
    const tables = landed.map(({ table }) => table);
    const { report, months } = buildLandingReport({
      plan,
      tables,
      setCheck,
      rules: { max_quarantined_pct: request.maxQuarantinedPct ?? 100, max_misdated_pct: 5 },
      ...(request.period === undefined ? {} : { period: request.period }),
    });
    const outcome = (name: string): LandedFiles => {
      const found = landed.find(({ table }) => table.table === name);
      if (found === undefined) throw new Error(`${name} was not landed: ${JSON.stringify(report.problems)}`);
      return found;
    };
    return {
      plan,
      report,
      months,
      table: (name) => outcome(name).table,
      rows: async (name, columns = '*') => {
        const data = outcome(name).data;
        if (data === undefined) throw new Error(`${name} has no rows: ${JSON.stringify(outcome(name).table.problems)}`);
        return this.query(`SELECT ${columns} FROM read_parquet(${textLiteral(data)}) ORDER BY ALL`);
      },
      quarantine: (name) => {
        const path = outcome(name).quarantine;
        return path === undefined ? [] : readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
      },
      rules: () => report.problems.map(({ rule }) => rule),
    };
  }

  async query(sql: string): Promise<unknown[][]> {
    return this.session.use(async (connection) => (await connection.runAndReadAll(sql)).getRowsJson());
  }
}

/** CSV text of a table, header first. */
export function csv(rows: Cells, { delimiter = ',', newline = '\n', quoteAll = false } = {}): string {
  const cell = (text: string): string =>
    quoteAll || text.includes('"') || text.includes(delimiter) || /[\r\n]/.test(text) || /^ | $/.test(text)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  return rows.map((row) => row.map(cell).join(delimiter) + newline).join('');
}

/** Invoices of a ledger: a header and so many plain rows. */
export function invoices(count: number, change: (row: string[], index: number) => string[] = (row) => row): string[][] {
  const rows = Array.from({ length: count }, (_, index) =>
    change([`I${index}`, `C${index % 7}`, '2024-03-05', '2024-04-04', `${100 + index}.50`], index),
  );
  return [INVOICE_HEADER, ...rows];
}

/** The columns an invoice must have. */
export const INVOICE_HEADER = ['invoice_id', 'customer_id', 'invoice_date', 'due_date', 'total_amount'];

/** A payments file without rows of interest. */
export const PAYMENTS = 'payment_id,customer_id,payment_date,amount\nP1,C1,2024-05-01,1\n';
