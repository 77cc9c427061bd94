import { PROFILES, type Profile } from '../../contracts/landing.ts';
import { FIVETRAN_QUICKBOOKS } from './fivetran-quickbooks.ts';
import { LEDGER } from './ledger.ts';
import { LOANS } from './loans.ts';
import { QUICKBOOKS_MARTS } from './quickbooks-marts.ts';
import type { TableSpec } from './table-spec.ts';

/** The tables of each profile, in the order in which reports name them. */
export const PROFILE_TABLES: Readonly<Record<Profile, readonly TableSpec[]>> = {
  'quickbooks-marts': QUICKBOOKS_MARTS,
  'fivetran-quickbooks': FIVETRAN_QUICKBOOKS,
  ledger: LEDGER,
  loans: LOANS,
};

/** Every table of every profile. No two profiles share a table name. */
export const ALL_TABLES: readonly TableSpec[] = PROFILES.flatMap((profile) => PROFILE_TABLES[profile]);

const BY_NAME: ReadonlyMap<string, TableSpec> = new Map(ALL_TABLES.map((spec) => [spec.table, spec]));

/** The specification of a table, or nothing where no profile has it. */
export function findTableSpec(table: string): TableSpec | undefined {
  return BY_NAME.get(table);
}

/** The specification of a planned table. Throws where the name is not of any profile: plans are made from these. */
export function tableSpec(table: string): TableSpec {
  const spec = BY_NAME.get(table);
  if (spec === undefined) throw new RangeError(`no profile has a table "${table}"`);
  return spec;
}

/** Contract names a file's columns may carry for this table: those that land, those that fill them, those left alone. */
export function contractNames(spec: TableSpec): readonly string[] {
  const names = Object.entries(spec.columns).flatMap(([name, column]) => column.sources ?? [name]);
  return [...names, ...spec.also_known];
}
