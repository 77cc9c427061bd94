import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { QUERY_PARAMETERS, type QueryContext } from '../../core/contracts/query-parameters.ts';
import type { QueryName } from '../../core/contracts/rows.ts';
import { martsTables } from './marts-tables.ts';

/*
 * The least that any product on this engine must do: read the four files of an export into typed tables, and run the analysis queries.
 * No landing report, no quarantine, no history, no report. Usage: node bare-duckdb.ts EXPORT_DIR PERIOD
 */
const ROOT = join(import.meta.dirname, '..', '..');
const RUN = 'bench';
/** What a marts export is asked. */
const QUERIES: readonly QueryName[] = [
  'selection_summary',
  'selection_sensitivity',
  'high_risk_customers',
  'profit_share',
  'collection_trend',
  'profile_summary',
  'profile_bins',
  'profile_tiers',
  'cash_forecast',
];

async function main(dir: string, period: string): Promise<void> {
  const rules = loadRules(readShippedRules(new URL('../../config/', import.meta.url)), []);
  const context: QueryContext = { run: RUN, scope: '*', period, previous: null };
  const connection = await DuckDBConnection.create();
  for (const statement of martsTables(dir, RUN, period)) await connection.run(statement);
  let answer = {};
  for (const name of QUERIES) {
    const statement = await connection.prepare(await readFile(join(ROOT, 'queries', `${name}.sql`), 'utf8'));
    statement.bind(boundValues(QUERY_PARAMETERS[name](context, rules)));
    const rows = (await statement.runAndReadAll()).getRowObjects();
    const group = rows.find((row) => row.risk_group === 'high_risk');
    if (name === 'selection_summary')
      answer = { count: Number(group?.customers ?? 0), outstanding: Number(group?.outstanding_total ?? 0).toFixed(2) };
  }
  console.log(JSON.stringify(answer));
}

const [dir = '', period = ''] = process.argv.slice(2);
await main(dir, period);
