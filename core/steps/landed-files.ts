import type { RunRef } from '../contracts/states.ts';

/** Key of something LandTable leaves for CheckLanding. */
export function landedFile(run: RunRef, table: string, file: 'quarantine.csv' | 'left-out.parquet'): string {
  return `${run.work}landed/${table}.${file}`;
}
