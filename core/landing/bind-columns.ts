import type { LandingProblem, TablePlan } from '../contracts/landing.ts';
import type { TableSpec } from './table-specs/table-spec.ts';

/** Which column of a file holds which contract name. */
export interface Binding {
  /** Contract name (or feature name) → position in the header. */
  readonly positions: ReadonlyMap<string, number>;
  /** Header names, trimmed; an unnamed column is `#<position>`. */
  readonly header: readonly string[];
  /** Header names nothing reads. */
  readonly unknown: readonly string[];
  readonly problems: readonly LandingProblem[];
}

/** No accounting system exports more. Each costs the engine memory in every row that is looked at one by one. */
const MAX_COLUMNS = 1_000;

/**
 * Finds the table's columns in a file's header: what the manifest maps, then exact names, then names that differ in case or
 * surrounding spaces only, where one alone does. A required column that is missing, and a name that stands twice, are problems.
 */
export function bindColumns(spec: TableSpec, plan: TablePlan, cells: readonly string[], file: string): Binding {
  const header = cells.map((cell, index) => cell.trim() || `#${index + 1}`);
  if (header.length > MAX_COLUMNS)
    return { positions: new Map(), header, unknown: [], problems: [tooManyColumns(spec, file, header.length)] };
  const problems = namedTwice(header, spec, file);
  const positions = new Map<string, number>();
  const used = new Set<number>();
  const bind = (name: string, column: string, mapped: boolean): boolean => {
    const found = findColumn(column, cells, header);
    if (found.length > 1)
      problems.push(
        ambiguous(
          spec,
          file,
          column,
          found.map((index) => header[index] ?? ''),
        ),
      );
    const position = found[0];
    if (position === undefined) {
      if (mapped) problems.push(mappedMissing(spec, file, name, column, header));
      return false;
    }
    positions.set(name, position);
    used.add(position);
    return true;
  };
  for (const feature of plan.features) bind(feature.name, feature.column, true);
  for (const [name, column] of Object.entries(spec.columns)) {
    if (plan.features.some((feature) => feature.name === name) || plan.number_rows === name) continue;
    const sources = column.sources ?? [name];
    const bound = sources.map((source) =>
      bind(source, mapped(plan, source) ?? source, mapped(plan, source) !== undefined),
    );
    const complained = sources.some((source) => mapped(plan, source) !== undefined);
    if (column.required && !bound.includes(true) && !complained)
      problems.push(columnMissing(spec, file, sources, header));
  }
  const known = new Set(spec.also_known.map((name) => name.toLowerCase()));
  const unknown = header.filter((name, index) => !used.has(index) && !known.has(name.toLowerCase()));
  return { positions, header, unknown, problems };
}

function mapped(plan: TablePlan, name: string): string | undefined {
  return Object.hasOwn(plan.columns, name) ? plan.columns[name] : undefined;
}

function findColumn(column: string, cells: readonly string[], header: readonly string[]): number[] {
  const where = (test: (index: number) => boolean): number[] =>
    cells.flatMap((_, index) => (test(index) ? [index] : []));
  const name = column.trim();
  for (const test of [
    (index: number) => cells[index] === column,
    (index: number) => header[index] === name,
    (index: number) => header[index]?.toLowerCase() === name.toLowerCase(),
  ]) {
    const found = where(test);
    if (found.length > 0) return found;
  }
  return [];
}

function namedTwice(header: readonly string[], spec: TableSpec, file: string): LandingProblem[] {
  const [seen, twice] = [new Set<string>(), new Set<string>()];
  for (const name of header) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map((name) => ({
    rule: 'header_named_twice',
    table: spec.table,
    file,
    line: 1,
    column: name,
    message: `The header of ${file} names "${name}" more than once.`,
    fix: 'Rename or remove one of the columns: which of them is meant can not be known.',
  }));
}

function tooManyColumns(spec: TableSpec, file: string, columns: number): LandingProblem {
  return {
    rule: 'too_many_columns',
    table: spec.table,
    file,
    line: 1,
    message: `The header of ${file} names ${columns} columns, and ${MAX_COLUMNS} are read at most.`,
    fix: `Export the columns that docs/inputs.md lists for ${spec.table}, and check that rows end in line ends.`,
  };
}

function ambiguous(spec: TableSpec, file: string, column: string, found: readonly string[]): LandingProblem {
  return {
    rule: 'column_ambiguous',
    table: spec.table,
    file,
    line: 1,
    column,
    message: `Several columns of ${file} could be "${column}": ${found.map((name) => `"${name}"`).join(', ')}.`,
    fix: `Map the one that is meant under tables.${spec.table}.columns in exports.yaml.`,
  };
}

function columnMissing(
  spec: TableSpec,
  file: string,
  sources: readonly string[],
  header: readonly string[],
): LandingProblem {
  const wanted = sources.map((source) => `"${source}"`).join(' or ');
  return {
    rule: 'column_missing',
    table: spec.table,
    file,
    line: 1,
    column: sources[0] ?? '',
    message: `${file} has no column ${wanted}, which ${spec.table} needs. It has: ${listed(header)}.`,
    fix: `Export the column, or map it in exports.yaml: tables.${spec.table}.columns.${sources[0] ?? ''}: <its name in the file>.`,
  };
}

function mappedMissing(
  spec: TableSpec,
  file: string,
  name: string,
  column: string,
  header: readonly string[],
): LandingProblem {
  return {
    rule: 'column_missing',
    table: spec.table,
    file,
    line: 1,
    column,
    message: `The manifest maps ${name} to "${column}", and ${file} has no such column. It has: ${listed(header)}.`,
    fix: `Correct tables.${spec.table} in exports.yaml, or export the column.`,
  };
}

function listed(header: readonly string[]): string {
  const shown = header.slice(0, 60).map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name));
  return shown.join(', ') + (header.length > shown.length ? `, … (${header.length} columns)` : '');
}
