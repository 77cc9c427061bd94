import { DERIVED_TABLES as LEDGER_DERIVED } from '../../core/contracts/derive.ts';
import { type Columns, INTERNAL_TABLES } from '../../core/contracts/internal-tables.ts';
import { ALL_TABLES } from '../../core/landing/table-specs/profile-tables.ts';
import type { TableSpec } from '../../core/landing/table-specs/table-spec.ts';
import { HISTORY_TABLES, type TableCatalog } from './table-views.ts';

/** Profiles whose tables land as themselves and are read by derivations under `landed_<table>`. */
const BOOKS: readonly string[] = ['ledger', 'fivetran-quickbooks'];

/** Every table a query may name: internal and derived ones, landed books, and the history. */
export const STORE_CATALOG: TableCatalog = {
  ...derived({ ...LEDGER_DERIVED, ...INTERNAL_TABLES }),
  ...landedBooks(),
  ...HISTORY_TABLES,
};

function derived(tables: Readonly<Record<string, Columns>>): TableCatalog {
  return Object.fromEntries(
    Object.entries(tables).map(([name, columns]) => [
      name,
      { prefix: `derived/${name}/`, columns, partitions: ['run'], format: 'parquet' as const },
    ]),
  );
}

function landedBooks(): TableCatalog {
  return Object.fromEntries(
    ALL_TABLES.filter(({ profile }) => BOOKS.includes(profile)).map((spec) => [
      `landed_${spec.table}`,
      {
        prefix: `landed/${spec.table}/`,
        columns: columnsOf(spec),
        partitions: ['period', 'run'],
        format: 'parquet' as const,
      },
    ]),
  );
}

function columnsOf(spec: TableSpec): Columns {
  return Object.fromEntries(Object.entries(spec.columns).map(([name, { type }]) => [name, type]));
}
