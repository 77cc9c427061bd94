import type { Profile } from '../../core/contracts/landing.ts';
import { generateSample } from '../../core/sample/generate-sample.ts';
import type { TextTable } from './mutate/rows.ts';

/** A small sound export, one of a few of each profile: what mutations start from. */
export interface BaseExport {
  readonly name: string;
  readonly profile: Profile;
  readonly tables: ReadonlyMap<string, TextTable>;
}

/** So many different exports of each profile. */
export const VARIANTS = 3;

/** The export of a profile by its number. */
export function baseExport(profile: Profile, variant: number, customers = profile === 'loans' ? 40 : 8): BaseExport {
  const sample = generateSample({
    profile,
    customers,
    months: 6,
    seed: 100 + variant,
    lastMonth: '2025-09',
  });
  const tables = sample.tables.map((table): [string, TextTable] => [
    table.name,
    { header: [...table.columns], rows: [...table.rows()].map((cells) => [...cells]) },
  ]);
  return { name: `${profile}-${variant}`, profile, tables: new Map(tables) };
}
