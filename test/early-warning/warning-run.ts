import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import type { Rules } from '../../core/contracts/config.ts';
import { DERIVATIONS, deriveParameters } from '../../core/contracts/derive.ts';
import { EARLY_WARNING_QUERY_PARAMETERS } from '../../core/contracts/early-warning.ts';
import type { Figures } from '../../core/contracts/figure.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { LEDGER } from '../../core/landing/table-specs/ledger.ts';
import { type AlertLine, judgeWarnings, type WarningOutcome } from '../../core/steps/judge-warnings.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** Rows of a CSV by column. */
export type Row = Readonly<Record<string, string>>;

/** What a judgement leaves behind. */
export interface WarningRun {
  readonly warnings: readonly Row[];
  readonly backTest: readonly Row[];
  /** Figures of the home currency, or of the customers of all currencies where they can't be added up. */
  readonly figures: Figures;
  readonly outcome: WarningOutcome;
  readonly alerts: readonly AlertLine[];
  readonly model: Readonly<Record<string, unknown>>;
}

/** Changes to the shipped rules. */
export type RuleChange = (rules: Rules) => Rules;

/** The rules as shipped. */
export function shippedRules(): Rules {
  return SHIPPED_RULES;
}

/**
 * Derives the books in a folder (one CSV a ledger table, contract names, ISO dates) as of a period and judges them by the real step, the real
 * queries and the real result files.
 */
export async function runWarnings(
  books: string,
  period: string,
  change: RuleChange = (rules) => rules,
): Promise<WarningRun> {
  const root = await mkdtemp(join(tmpdir(), 'early-warning-'));
  try {
    const store = new FolderObjectStore(join(root, 'store'));
    const run = runRef(period);
    const scopes = await queryBooks(books, period, join(root, 'store', 'results'));
    const work = async (name: string, value: unknown) =>
      store.write(`${run.work}${name}`, new TextEncoder().encode(JSON.stringify(value)));
    await work('rules.json', change(shippedRules()));
    await work('analysis-plan.json', { scopes });
    const index = scopes.map(({ scope }): [string, Record<string, string>] => [
      scope,
      Object.fromEntries(
        Object.keys(EARLY_WARNING_QUERY_PARAMETERS).map((query) => [
          query,
          `s3://local/results/${query}.${fileName(scope)}.csv`,
        ]),
      ),
    ]);
    await work('results.json', Object.fromEntries(index));
    await judgeWarnings({ store, results: new StoredQueryResults(store, 'local') }, { run });
    const text = async (path: string) => readFile(join(root, 'store', path), 'utf8');
    const outcome: WarningOutcome = JSON.parse(await text(`${run.work}warning-figures.json`));
    return {
      warnings: csvRows(await text(`${run.prefix}warnings.csv`)),
      backTest: csvRows(await text(`${run.prefix}backtest.csv`)),
      figures: outcome.scopes.find(({ scope }) => scope === '*')?.figures ?? outcome.anyCurrency,
      outcome,
      alerts: JSON.parse(await text(`${run.work}warning-alerts.json`)),
      model: JSON.parse(await text(`${run.prefix}warning-model.json`)),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function runRef(period: string): RunRef {
  return {
    id: 'r',
    period,
    revision: 1,
    prefix: `runs/${period}/r/`,
    work: 'work/r/',
    exports: '',
    startedAt: '',
    owner: '',
    dryRun: true,
    resend: false,
    version: '0',
  };
}

const fileName = (scope: string) => (scope === '*' ? 'home' : scope);

async function queryBooks(
  books: string,
  period: string,
  results: string,
): Promise<{ scope: string; currency: string }[]> {
  await mkdir(results, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    for (const { table, columns } of LEDGER) {
      const file = join(books, `${table}.csv`);
      const header = await readFile(file, 'utf8').then(
        (text) => (text.split('\n')[0] ?? '').trim().split(','),
        (): string[] => [],
      );
      const cells = Object.entries(columns).map(([name, { type }]) => {
        const value = header.includes(name) ? `nullif("${name}", '')` : 'NULL';
        return `CAST(${value} AS ${SQL_TYPES[type].duckdb}) AS "${name}"`;
      });
      const source =
        header.length === 0 ? '(SELECT 1) WHERE false' : `read_csv('${file}', all_varchar = true, header = true)`;
      await connection.run(
        `CREATE TABLE landed_${table} AS SELECT ${cells.join(', ')}, '${period}' AS period, 'r' AS run FROM ${source}`,
      );
    }
    for (const derivation of DERIVATIONS.ledger) {
      const select = await readFile(new URL(`../../${derivation.file}`, import.meta.url), 'utf8');
      const values = deriveParameters(derivation, { run: 'r', period, homeCurrency: 'USD' });
      await connection.run(
        `CREATE TABLE ${derivation.output} AS SELECT d.*, 'r' AS run FROM (${select}) AS d`,
        boundValues(values),
      );
    }
    const scopes = (
      await connection.runAndReadAll('SELECT scope, currency FROM ledger_scope ORDER BY scope')
    ).getRowObjectsJson();
    const found = scopes.map(({ scope, currency }) => ({ scope: String(scope), currency: String(currency) }));
    for (const { scope } of found) {
      for (const [query, make] of Object.entries(EARLY_WARNING_QUERY_PARAMETERS)) {
        const select = await readFile(new URL(`../../queries/${query}.sql`, import.meta.url), 'utf8');
        const file = join(results, `${query}.${fileName(scope)}.csv`);
        await connection.run(
          `COPY (${select}) TO '${file}' (FORMAT csv, HEADER true, FORCE_QUOTE *, NULLSTR '')`,
          boundValues(make({ run: 'r', scope })),
        );
      }
    }
    return found;
  } finally {
    connection.closeSync();
  }
}

/** Rows of a CSV without quotes in its cells. */
function csvRows(text: string): Row[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [names[i] ?? '', value])));
}

/** Writes rows as a table of the books. */
export async function writeTable(folder: string, table: string, rows: readonly Row[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))].map((cells) => cells.join(','));
  await writeFile(join(folder, `${table}.csv`), `${lines.join('\n')}\n`);
}
