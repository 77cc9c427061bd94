import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { queryPlaces, type Substitutions } from '../core/workflow/definition.ts';
import { PROJECT_FOLDER } from './functions/bundling.ts';

const QUERIES = join(PROJECT_FOLDER, 'queries');

/** The texts of all queries under the names of the state machine's places. */
export function queryTexts(): Substitutions {
  const files = readdirSync(QUERIES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'));
  return Object.assign(
    {},
    ...files.map((file) => queryPlaces(queryName(file), readFileSync(join(QUERIES, file), 'utf8'))),
  );
}

/** `derive/ledger/ledger_invoice.sql` → `ledger_ledger_invoice`: folders below `derive` tell profiles apart. */
function queryName(file: string): string {
  return file
    .replace(/\.sql$/, '')
    .replace(/^derive\/(common\/)?/, '')
    .replaceAll('/', '_');
}
