import { PROFILES, type Profile } from '../contracts/landing.ts';
import { belongsTo } from './find-files.ts';
import { PROFILE_TABLES } from './table-specs/profile-tables.ts';

/** The profiles an export without a manifest follows, or why that can't be told. */
export type Recognition =
  | { readonly profiles: readonly Profile[] }
  | { readonly fault: 'none' | 'several'; readonly candidates: readonly Profile[] };

/**
 * Tells the source profile from the file names. The books are one of marts, raw QuickBooks or a ledger: the one whose needed
 * tables are all there, else the one with most of its files; loans may stand beside any of them. Two that fit equally well
 * are not guessed between.
 */
export function recogniseProfile(fileNames: readonly string[]): Recognition {
  const fits = PROFILES.filter((profile) => profile !== 'loans')
    .map((profile) => ({ profile, ...howWellFits(profile, fileNames) }))
    .filter((candidate) => candidate.tables > 0);
  const complete = fits.filter((candidate) => candidate.complete);
  const contenders = complete.length > 0 ? complete : fits;
  const most = Math.max(0, ...contenders.map((candidate) => candidate.tables));
  const best = complete.length > 1 ? complete : contenders.filter((candidate) => candidate.tables === most);
  const loans: readonly Profile[] = howWellFits('loans', fileNames).tables > 0 ? ['loans'] : [];
  const books = best.map((candidate) => candidate.profile);
  if (books.length > 1) return { fault: 'several', candidates: books };
  const profiles = [...books, ...loans];
  return profiles.length === 0 ? { fault: 'none', candidates: [] } : { profiles };
}

function howWellFits(profile: Profile, fileNames: readonly string[]): { tables: number; complete: boolean } {
  const found = PROFILE_TABLES[profile].map((spec) => ({
    spec,
    there: fileNames.some((name) => belongsTo(spec, name)),
  }));
  return {
    tables: found.filter(({ there }) => there).length,
    complete: found.every(({ spec, there }) => there || spec.required !== true),
  };
}
