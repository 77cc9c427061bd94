import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { DERIVATIONS, deriveParameters } from '../../core/contracts/derive.ts';
import { EARLY_WARNING_QUERY_PARAMETERS } from '../../core/contracts/early-warning.ts';
import { SQL_TYPES } from '../../core/contracts/internal-tables.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { LEDGER } from '../../core/landing/table-specs/ledger.ts';
import { judgeWarnings } from '../../core/steps/judge-warnings.ts';
import { measure } from '../reviews/measure.ts';
import { CUSTOMERS, LAST_MONTH, ledgerTables } from './made-up-ledger.ts';

/*
 * What the early warning costs beside the bare engine on the same queries: node bench/early-warning/warning-speed.ts [customers]
 * The engine's part (variables, outcomes, and the two queries that read them) and JudgeWarnings run in fresh processes of their own.
 */
const [mode = 'all', folder = ''] = process.argv.slice(2);
const BEHAVIOUR = ['behaviour_month', 'behaviour_outcome'];
const WORK = join(import.meta.dirname, '..', '..', '.duewatch', 'bench', 'early-warning');
const CONFIG = new URL('../../config/', import.meta.url);
const PEAK = join(import.meta.dirname, '..', 'reviews', 'record-peak.ts');
const parameters = { run: 'r', period: LAST_MONTH, homeCurrency: 'USD' };

async function engine(database: string) {
  const instance = await DuckDBInstance.create(database, { memory_limit: '3GB' });
  return instance.connect();
}

/** The ledger's tables up to the behaviour, not timed. */
async function prepare(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const headers = new Map<string, readonly string[]>();
  for (const { name, columns, lines } of ledgerTables(Number(process.argv[4] ?? CUSTOMERS))) {
    headers.set(name, columns);
    await pipeline(Readable.from(lines), createWriteStream(join(folder, `${name}.csv`)));
  }
  const connection = await engine(join(folder, 'ledger.duckdb'));
  for (const { table, columns } of LEDGER) {
    const file = join(folder, `${table}.csv`);
    const known = headers.get(table) ?? [];
    const cells = Object.entries(columns).map(
      ([name, { type }]) =>
        `CAST(${known.includes(name) ? `"${name}"` : 'NULL'} AS ${SQL_TYPES[type].duckdb}) AS "${name}"`,
    );
    const from = known.length > 0 ? `read_csv('${file}', all_varchar = true, header = true)` : '(SELECT 1) WHERE false';
    await connection.run(
      `CREATE TABLE landed_${table} AS SELECT ${cells.join(', ')}, '${LAST_MONTH}' AS period, 'r' AS run FROM ${from}`,
    );
  }
  for (const derivation of DERIVATIONS.ledger)
    if (!BEHAVIOUR.includes(derivation.output)) await derive(connection, derivation);
}

async function derive(
  connection: Awaited<ReturnType<typeof engine>>,
  derivation: (typeof DERIVATIONS)['ledger'][number],
): Promise<void> {
  const select = await readFile(new URL(`../../${derivation.file}`, import.meta.url), 'utf8');
  await connection.run(
    `CREATE OR REPLACE TABLE ${derivation.output} AS SELECT d.*, 'r' AS run FROM (${select}) AS d`,
    boundValues(deriveParameters(derivation, parameters)),
  );
}

/** The floor: the engine alone on the very queries, their rows written as they are in a run. */
async function bare(): Promise<void> {
  const connection = await engine(join(folder, 'ledger.duckdb'));
  for (const derivation of DERIVATIONS.ledger)
    if (BEHAVIOUR.includes(derivation.output)) await derive(connection, derivation);
  await mkdir(join(folder, 'store', 'results'), { recursive: true });
  for (const [query, make] of Object.entries(EARLY_WARNING_QUERY_PARAMETERS)) {
    const select = await readFile(new URL(`../../queries/${query}.sql`, import.meta.url), 'utf8');
    const file = join(folder, 'store', 'results', `${query}.csv`);
    await connection.run(
      `COPY (${select}) TO '${file}' (FORMAT csv, HEADER true, FORCE_QUOTE *, NULLSTR '')`,
      boundValues(make({ run: 'r', scope: '*' })),
    );
  }
}

/** What comes on top: scores, fits, the walk through the months, the back-test, its files. */
async function judge(): Promise<void> {
  const store = new FolderObjectStore(join(folder, 'store'));
  const run = { id: 'r', period: LAST_MONTH, prefix: 'runs/r/', work: 'work/r/' } as RunRef;
  const work = (name: string, value: unknown) =>
    store.write(`${run.work}${name}`, new TextEncoder().encode(JSON.stringify(value)));
  await work('rules.json', loadRules(readShippedRules(CONFIG), []));
  await work('analysis-plan.json', { scopes: [{ scope: '*', currency: 'USD' }] });
  const location = (query: string) => `s3://local/results/${query}.csv`;
  const queries = Object.keys(EARLY_WARNING_QUERY_PARAMETERS);
  await work('results.json', { '*': Object.fromEntries(queries.map((query) => [query, location(query)])) });
  await judgeWarnings({ store, results: new StoredQueryResults(store, 'local') }, { run });
  const { scopes } = JSON.parse(new TextDecoder().decode(await store.read(`${run.work}warning-figures.json`)));
  const value = (id: string) => scopes[0].figures[id]?.value;
  console.log(
    JSON.stringify({
      customer_months: value('warning.backtest.customer_months'),
      months: value('warning.backtest.months'),
      auc: value('warning.backtest.auc'),
      lift: value('warning.backtest.lift_at_decile'),
      ruling: value('warning.model.ruling'),
    }),
  );
}

async function all(customers: number): Promise<void> {
  const step = async (name: string) => {
    const args = ['--import', PEAK, import.meta.filename, name, WORK, String(customers)];
    const taken = await measure({ program: process.execPath, args, cwd: process.cwd() }, 3600);
    if (taken.failure !== null) throw new Error(`${name}: ${taken.failure}`);
    return taken;
  };
  await step('prepare');
  const [floor, judged] = [await step('bare'), await step('judge')];
  console.log(
    JSON.stringify({
      customers,
      bare_duckdb_seconds: Number(floor.seconds.toFixed(1)),
      judging_seconds: Number(judged.seconds.toFixed(1)),
      ratio: Number(((floor.seconds + judged.seconds) / floor.seconds).toFixed(2)),
      bare_peak_mib: Math.round(floor.peakMb ?? 0),
      judging_peak_mib: Math.round(judged.peakMb ?? 0),
      ...JSON.parse(judged.output.trim().split('\n').at(-1) ?? '{}'),
    }),
  );
  await rm(WORK, { recursive: true, force: true });
}

if (mode === 'prepare') await prepare();
else if (mode === 'bare') await bare();
else if (mode === 'judge') await judge();
else await all(mode === 'all' ? CUSTOMERS : Number(mode));
