import type { LandingProblem } from '../contracts/landing.ts';
import type { ManifestTable } from './manifest.ts';
import { LOAN_IDENTITY } from './table-specs/loans.ts';
import { contractNames } from './table-specs/profile-tables.ts';
import type { TableSpec } from './table-specs/table-spec.ts';

/** What a manifest says of a table that the table does not have: names, features, and keys meant for loans only. */
export function manifestTableProblems(spec: TableSpec, given: ManifestTable, file: string): LandingProblem[] {
  const known = new Set(contractNames(spec));
  const features = Object.keys(given.features ?? {});
  const problem = (key: string, message: string, fix: string, rule = 'manifest_unknown_key'): LandingProblem => ({
    rule,
    table: spec.table,
    file,
    column: `tables.${spec.table}.${key}`,
    message,
    fix,
  });
  const named = [
    ...Object.keys(given.columns ?? {}).map((name) => ['columns', name] as const),
    ...Object.keys(given.values ?? {}).map((name) => ['values', name] as const),
    ...(given.number_rows === undefined ? [] : [['number_rows', given.number_rows] as const]),
    ...(given.protected ?? []).map((name) => ['protected', name] as const),
  ];
  const problems = named
    .filter(([, name]) => !known.has(name) && !features.includes(name))
    .map(([key, name]) =>
      problem(
        `${key}.${name}`,
        `"${name}" is not a column of ${spec.table}.`,
        `Columns are: ${[...known].join(', ')}.`,
      ),
    );
  if (spec.takes_features !== true) {
    for (const key of ['features', 'protected', 'overdue_days_above'] as const) {
      if (given[key] !== undefined) problems.push(problem(key, `"${key}" is for loans only.`, 'Remove it.'));
    }
  }
  const lower = new Set<string>();
  for (const name of features) {
    if (LOAN_IDENTITY.includes(name.toLowerCase()) || lower.has(name.toLowerCase())) {
      problems.push(
        problem(
          `features.${name}`,
          `"${name}" can't be a feature's name.`,
          'Choose another name.',
          'manifest_bad_value',
        ),
      );
    }
    lower.add(name.toLowerCase());
  }
  return problems;
}
