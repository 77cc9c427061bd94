import { type ColumnType, INTERNAL_TABLES } from '../contracts/internal-tables.ts';
import type { LandedColumn, LandedFeature, TablePlan } from '../contracts/landing.ts';
import { LOAN_IDENTITY } from './table-specs/loans.ts';
import type { ColumnSpec, LandedValue, TableSpec } from './table-specs/table-spec.ts';

/** A column as it is read: the contract's, or a feature the manifest adds. */
export interface ReadColumn {
  readonly name: string;
  readonly spec: ColumnSpec;
}

/** A column of the landed file and where its value comes from. */
export interface LandingColumn extends LandedColumn {
  readonly value: LandedValue;
}

/**
 * The columns a table is read with. Features of the manifest replace a contract column of the same name; `numeric` names the
 * columns whose data decided that they hold numbers.
 */
export function readColumns(spec: TableSpec, plan: TablePlan, numeric: ReadonlySet<string>): ReadColumn[] {
  const features = new Map(plan.features.map((feature) => [feature.name, feature.type]));
  const own = Object.entries(spec.columns)
    .filter(([name]) => !features.has(name))
    .map(([name, column]) => ({ name, spec: numeric.has(name) ? asNumber(column) : column }));
  const added = [...features].map(([name, type]) => ({ name, spec: featureColumn(type) }));
  return [...own, ...added];
}

function asNumber(column: ColumnSpec): ColumnSpec {
  return { ...column, type: 'money' };
}

function featureColumn(type: 'numeric' | 'categorical'): ColumnSpec {
  return { type: type === 'numeric' ? 'money' : 'text', required: false };
}

/** The columns of the landed file, in order. */
export function landingColumns(spec: TableSpec, columns: readonly ReadColumn[]): LandingColumn[] {
  const { lands } = spec;
  if (lands === undefined)
    return columns.map(({ name, spec: column }) => ({ name, type: column.type, value: { from: name } }));
  const types: Readonly<Record<string, ColumnType>> = INTERNAL_TABLES[lands.as];
  return Object.entries(lands.columns).map(([name, value]) => ({ name, type: types[name] ?? 'text', value }));
}

/** What a contract column is called in the landed file, where it lands. */
export function landedName(spec: TableSpec, column: string): string | undefined {
  if (spec.lands === undefined) return Object.hasOwn(spec.columns, column) ? column : undefined;
  return Object.entries(spec.lands.columns).find(([, value]) => 'from' in value && value.from === column)?.[0];
}

/** The table's name after landing. */
export function landsAs(spec: TableSpec): string {
  return spec.lands?.as ?? spec.table;
}

/** The features of a loan table that were found in the file, as they landed. */
export function landedFeatures(
  spec: TableSpec,
  plan: TablePlan,
  columns: readonly ReadColumn[],
  bound: Readonly<Record<string, string>>,
): LandedFeature[] {
  if (spec.takes_features !== true) return [];
  return columns
    .filter(({ name }) => !LOAN_IDENTITY.includes(name) && Object.hasOwn(bound, name))
    .map(({ name, spec: column }) => ({
      name,
      column: bound[name] ?? name,
      type: column.type === 'date' ? 'date' : column.type === 'text' ? 'categorical' : 'numeric',
      protected: plan.protected.includes(name),
    }));
}
