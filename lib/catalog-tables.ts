import { DERIVED_TABLES } from '../core/contracts/derive.ts';
import {
  type Columns,
  DESK_CUSTOMER,
  INTERNAL_TABLES,
  SCORE_HISTORY,
  SQL_TYPES,
} from '../core/contracts/internal-tables.ts';
import { ALL_TABLES } from '../core/landing/table-specs/profile-tables.ts';

/** A table of the Glue database, before CloudFormation. */
export interface CatalogTable {
  readonly name: string;
  readonly description: string;
  /** Where its files lie in the bucket, with a slash at the end. */
  readonly prefix: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly partitions: readonly string[];
  readonly format: 'parquet' | 'json';
}

/** Every table that a query may name: what was landed, what was derived from it and what earlier reviews published. */
export const CATALOG_TABLES: readonly CatalogTable[] = [
  ...Object.entries({ ...INTERNAL_TABLES, ...DERIVED_TABLES }).map(
    ([name, columns]): CatalogTable => ({
      name,
      description: 'Internal table of a run',
      prefix: `derived/${name}/`,
      columns: hiveColumns(columns),
      partitions: ['run'],
      format: 'parquet',
    }),
  ),
  ...landedTables(),
  {
    name: 'score_history',
    description: 'Scores that earlier reviews published',
    prefix: 'history/scores/',
    columns: hiveColumns(SCORE_HISTORY),
    partitions: ['period', 'run'],
    format: 'json',
  },
  {
    name: 'desk_customer',
    description: 'Customers whose tasks were standing when a run was opened',
    prefix: 'derived/desk_customer/',
    columns: hiveColumns(DESK_CUSTOMER),
    partitions: ['run'],
    format: 'json',
  },
];

/** Tables that land as themselves; marts land as internal tables. */
function landedTables(): CatalogTable[] {
  return ALL_TABLES.filter(({ lands }) => lands === undefined).map(({ table, columns }) => ({
    name: `landed_${table}`,
    description: `Landed export: ${table}`,
    prefix: `landed/${table}/`,
    columns: hiveColumns(Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type]))),
    partitions: ['period', 'run'],
    format: 'parquet',
  }));
}

function hiveColumns(columns: Columns): { name: string; type: string }[] {
  return Object.entries(columns).map(([name, type]) => ({ name, type: SQL_TYPES[type].hive }));
}
