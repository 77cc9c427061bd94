import { readFile } from 'node:fs/promises';
import { type DuckDBConnection, DuckDBInstance, type Json } from '@duckdb/node-api';
import { z } from 'zod';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { DERIVATIONS, deriveParameters, type LedgerProfile } from '../../core/contracts/derive.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import {
  LEDGER_QUERY_PARAMETERS,
  LEDGER_QUERY_ROWS,
  type LedgerQueryName,
  type LedgerRowOf,
} from '../../core/contracts/ledger-rows.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { FIVETRAN_QUICKBOOKS } from '../../core/landing/table-specs/fivetran-quickbooks.ts';
import { LEDGER } from '../../core/landing/table-specs/ledger.ts';
import type { TableSpec } from '../../core/landing/table-specs/table-spec.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** A landed row by column; what is left out is null. */
export type LandedRow = Readonly<Record<string, string | number | boolean | null>>;
/** A row of a result: numbers as plain text without trailing zeros, dates as YYYY-MM-DD. */
export type ResultRow = Readonly<Record<string, string | boolean | null>>;

const RUN = 'run-1';
/** What the early warning is made of. */
export const WARNING_TABLES = /^behaviour_/;
const RULES = SHIPPED_RULES;

/** Landed tables of each profile, as the landing types them. */
const LANDED_TABLES: Readonly<Record<LedgerProfile, readonly TableSpec[]>> = {
  ledger: LEDGER,
  'fivetran-quickbooks': FIVETRAN_QUICKBOOKS,
};

/** Settings of a derivation. */
export interface DeriveOptions {
  readonly period: string;
  readonly homeCurrency?: string;
  readonly historyMonths?: number;
}

/** Books on an engine of their own: landed, derived, queried. */
export class LedgerEngine {
  readonly #connection: DuckDBConnection;
  readonly #profile: LedgerProfile;

  private constructor(connection: DuckDBConnection, profile: LedgerProfile) {
    this.#connection = connection;
    this.#profile = profile;
  }

  /** Opens an engine with empty landed tables. */
  static async open(profile: LedgerProfile): Promise<LedgerEngine> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const engine = new LedgerEngine(await instance.connect(), profile);
    for (const { table, columns } of LANDED_TABLES[profile]) {
      const definitions = Object.entries(columns).map(([name, { type }]) => `"${name}" ${SQL_TYPES[type].duckdb}`);
      await engine.#connection.run(
        `CREATE TABLE landed_${table} (${definitions.join(', ')}, period VARCHAR, run VARCHAR)`,
      );
    }
    return engine;
  }

  /** Puts rows into landed tables, under the period and the run. */
  async land(period: string, tables: Readonly<Record<string, readonly LandedRow[]>>): Promise<void> {
    for (const [table, rows] of Object.entries(tables)) {
      const spec = LANDED_TABLES[this.#profile].find((each) => each.table === table);
      if (spec === undefined) throw new Error(`no landed table ${table}`);
      for (let from = 0; from < rows.length; from += 500) {
        const lines = rows.slice(from, from + 500).map((row) => {
          const cells = Object.entries(spec.columns).map(
            ([name, { type }]) => `CAST(${literal(row[name])} AS ${SQL_TYPES[type].duckdb})`,
          );
          return `(${[...cells, literal(period), literal(RUN)].join(', ')})`;
        });
        await this.#connection.run(`INSERT INTO landed_${table} VALUES ${lines.join(', ')}`);
      }
    }
  }

  /** Runs the profile's derivations in order: all but those of the early warning, which have tests of their own. */
  async derive(options: DeriveOptions): Promise<void> {
    const { period, homeCurrency = 'USD', historyMonths = 36 } = options;
    for (const derivation of DERIVATIONS[this.#profile].filter(({ output }) => !WARNING_TABLES.test(output))) {
      const select = await readFile(new URL(`../../${derivation.file}`, import.meta.url), 'utf8');
      await this.#connection.run(
        `CREATE OR REPLACE TABLE ${derivation.output} AS SELECT derived.*, '${RUN}' AS run FROM (${select}) AS derived`,
        boundValues(deriveParameters(derivation, { run: RUN, period, homeCurrency, historyMonths })),
      );
    }
  }

  /** Rows of a query; parameters are SQL literals. */
  async rows(sql: string, parameters: readonly string[] = []): Promise<ResultRow[]> {
    const reader = await this.#connection.runAndReadAll(sql, boundValues(parameters));
    return reader.getRowObjectsJson().map((row) => mapValues(row, plain));
  }

  /** Rows of one of the ledger queries under queries/, read as the workflow reads them: cells of text, parsed by their schema. */
  async query<Q extends LedgerQueryName>(name: Q, scope: string, period: string): Promise<LedgerRowOf<Q>[]> {
    const sql = await readFile(new URL(`../../queries/${name}.sql`, import.meta.url), 'utf8');
    const parameters = LEDGER_QUERY_PARAMETERS[name]({ run: RUN, scope, period }, RULES);
    const reader = await this.#connection.runAndReadAll(sql, boundValues(parameters));
    const rows = reader
      .getRowObjectsJson()
      .map((row) => mapValues(row, (value) => (value === null ? null : String(value))));
    return z.array(LEDGER_QUERY_ROWS[name]).parse(rows) as LedgerRowOf<Q>[];
  }

  /** Rows of every ledger query. */
  async queries(scope: string, period: string): Promise<{ [Q in LedgerQueryName]: LedgerRowOf<Q>[] }> {
    return {
      overdue_summary: await this.query('overdue_summary', scope, period),
      overdue_ageing: await this.query('overdue_ageing', scope, period),
      overdue_exposure: await this.query('overdue_exposure', scope, period),
      overdue_customers: await this.query('overdue_customers', scope, period),
      kpi_receivables: await this.query('kpi_receivables', scope, period),
      kpi_countback: await this.query('kpi_countback', scope, period),
      selection_currencies: await this.query('selection_currencies', scope, period),
      high_risk_before: await this.query('high_risk_before', scope, period),
      high_risk_months: await this.query('high_risk_months', scope, period),
      loss_check: await this.query('loss_check', scope, period),
    };
  }

  /** Types of a derived table's columns, in order. */
  async columnTypes(table: string): Promise<Record<string, string>> {
    const rows = await this.rows(
      `SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
    );
    return Object.fromEntries(rows.map((row) => [String(row.column_name), String(row.data_type)]));
  }

  close(): void {
    this.#connection.closeSync();
  }
}

function literal(value: LandedRow[string] | undefined): string {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'string' ? textLiteral(value) : String(value);
}

function mapValues<T>(row: Readonly<Record<string, Json>>, change: (value: Json) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, change(value)]));
}

function plain(value: Json): string | boolean | null {
  if (value === null || typeof value === 'boolean') return value;
  const text = String(value);
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}
