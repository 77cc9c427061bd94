import type { LandingProblem } from '../contracts/landing.ts';
import type { TableSpec } from './table-specs/table-spec.ts';

/** A table that must have rows has a header only. */
export function noRowsProblem(spec: TableSpec, files: readonly string[]): LandingProblem {
  return {
    rule: 'no_rows',
    table: spec.table,
    file: files.join(', '),
    message: `${files.join(', ')} has a header and no row, and ${spec.table} is needed.`,
    fix: 'Export the table again for the period; check the filter of the export.',
  };
}
