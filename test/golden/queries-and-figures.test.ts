import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { martsTables } from '../../bench/marts/marts-tables.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { loadRules } from '../../config/load-rules.ts';
import type { Rules } from '../../core/contracts/config.ts';
import { QUERY_PARAMETERS } from '../../core/contracts/query-parameters.ts';
import { QUERY_ROWS, type QueryName, type RowOf } from '../../core/contracts/rows.ts';
import { type ComposeInput, composeFigures } from '../../core/figures/compose-figures.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import { compareFigures } from './compare-figures.ts';
import { GOLDEN_NAMES, readGolden } from './golden-file.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const RUN = 'golden';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duewatch-golden-'));
});
afterAll(() => rm(dir, { recursive: true }));

/** The rows of every analysis query over an export, read without the landing. */
async function rowsOf(exportDir: string, period: string, rules: Rules): Promise<ComposeInput['rows']> {
  const connection = await DuckDBConnection.create();
  for (const statement of martsTables(exportDir, RUN, period)) await connection.run(statement);
  const rows = async <Q extends QueryName>(name: Q): Promise<readonly RowOf<Q>[]> => {
    const sql = (await readFile(join(ROOT, 'queries', `${name}.sql`), 'utf8')).trim();
    const statement = await connection.prepare(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql}\n)`);
    statement.bind(boundValues(QUERY_PARAMETERS[name]({ run: RUN, scope: '*', period, previous: null }, rules)));
    return (await statement.runAndReadAll()).getRowObjectsJson().map((row) => QUERY_ROWS[name].parse(row) as RowOf<Q>);
  };
  const found: ComposeInput['rows'] = {
    high_risk_customers: await rows('high_risk_customers'),
    selection_summary: await rows('selection_summary'),
    selection_sensitivity: await rows('selection_sensitivity'),
    profit_share: await rows('profit_share'),
    collection_trend: await rows('collection_trend'),
    profile_summary: await rows('profile_summary'),
    profile_bins: await rows('profile_bins'),
    profile_tiers: await rows('profile_tiers'),
    cash_forecast: await rows('cash_forecast'),
    reviewed_customers: [],
  };
  connection.closeSync();
  return found;
}

describe('queries and figures against the second opinion', () => {
  it.each(GOLDEN_NAMES)('%s: every figure is the one that the oracle found', async (name) => {
    const golden = await readGolden(name);
    const rules = SHIPPED_RULES;
    await writeSample(join(dir, name), golden.sample);
    const rows = await rowsOf(join(dir, name), golden.period, rules);
    const { figures } = composeFigures({ period: golden.period, currency: 'USD', rules, rows, previous: null, currentBalances: [], history: [] });
    expect(compareFigures(golden.figures, figures)).toEqual([]);
  });
});
