import type { Rules } from '../contracts/config.ts';
import type { FeaturePlan, LandingPlan, LandingProblem, Profile, TablePlan } from '../contracts/landing.ts';
import { findFiles } from './find-files.ts';
import type { Manifest, ManifestTable } from './manifest.ts';
import { manifestTableProblems } from './manifest-table-problems.ts';
import { recogniseProfile } from './recognise-profile.ts';
import { LOAN_IDENTITY, PROTECTED_BY_DEFAULT } from './table-specs/loans.ts';
import { findTableSpec, PROFILE_TABLES } from './table-specs/profile-tables.ts';
import type { TableSpec } from './table-specs/table-spec.ts';

/** What an export offers. */
export interface ExportListing {
  /** Paths inside the export's folder, `/`-separated. */
  readonly fileNames: readonly string[];
  /** The manifest, or null where the export has none. */
  readonly manifest: Manifest | null;
  /** Its file name, for messages. */
  readonly manifestFile?: string;
  readonly rules: Pick<Rules, 'time_zone' | 'currency'>;
}

/** File names a manifest may have. */
export const MANIFEST_NAMES: readonly string[] = ['exports.yaml', 'exports.yml'];

/**
 * Decides which files are landed as which tables, and how each is read. Looks at names only; what the files hold is checked
 * when they are landed. Problems are collected: a plan with problems must not be run further than the report.
 */
export function planLanding(listing: ExportListing): LandingPlan {
  const manifestFile = listing.manifestFile ?? 'exports.yaml';
  const problems: LandingProblem[] = [];
  const profiles = chooseProfiles(listing, manifestFile, problems);
  const tables: TablePlan[] = [];
  for (const spec of profiles.flatMap((profile) => PROFILE_TABLES[profile])) {
    const given = listing.manifest?.tables?.[spec.table];
    const found = findFiles(spec, given, listing.fileNames, manifestFile);
    problems.push(...found.problems, ...(given === undefined ? [] : manifestTableProblems(spec, given, manifestFile)));
    if (found.files.length > 0) tables.push(planTable(spec, found.files, given, listing));
    else if (spec.required === true && found.problems.length === 0) problems.push(tableMissing(spec));
  }
  if (profiles.filter((profile) => profile !== 'loans').length > 1)
    problems.push(profilesConflict(profiles, manifestFile));
  const used = new Set(tables.flatMap((table) => table.files));
  return {
    profiles,
    home_currency: listing.manifest?.home_currency ?? listing.rules.currency,
    tables,
    unused_files: listing.fileNames.filter((name) => !used.has(name) && !MANIFEST_NAMES.includes(name)).sort(),
    problems,
  };
}

function chooseProfiles(listing: ExportListing, manifestFile: string, problems: LandingProblem[]): readonly Profile[] {
  const { manifest, fileNames } = listing;
  if (manifest === null) {
    const recognition = recogniseProfile(fileNames);
    if ('profiles' in recognition) return recognition.profiles;
    problems.push(notRecognised(recognition.fault, recognition.candidates));
    return [];
  }
  const chosen = new Set<Profile>();
  for (const name of manifest.profile) if (name !== 'custom') chosen.add(name);
  const tables = Object.keys(manifest.tables ?? {});
  if (manifest.profile.includes('custom')) {
    for (const table of tables) {
      const spec = findTableSpec(table);
      if (spec !== undefined) chosen.add(spec.profile);
    }
    if (chosen.size === 0) problems.push(customNeedsTables(manifestFile));
  }
  for (const table of tables) {
    const spec = findTableSpec(table);
    if (spec === undefined || !chosen.has(spec.profile)) problems.push(unknownTable(table, [...chosen], manifestFile));
  }
  return [...chosen];
}

function planTable(
  spec: TableSpec,
  files: readonly string[],
  given: ManifestTable | undefined,
  listing: ExportListing,
): TablePlan {
  const { manifest, rules } = listing;
  const dateFormat = given?.date_format ?? manifest?.date_format;
  const features = Object.entries(given?.features ?? {}).map(([name, feature]): FeaturePlan => ({ name, ...feature }));
  return {
    table: spec.table,
    profile: spec.profile,
    files,
    ...(given?.delimiter === undefined ? {} : { delimiter: given.delimiter }),
    ...(given?.header === undefined ? {} : { header: given.header }),
    ...(given?.number_rows === undefined ? {} : { number_rows: given.number_rows }),
    ...(dateFormat === undefined ? {} : { date_format: dateFormat }),
    decimal: given?.decimal ?? manifest?.decimal ?? '.',
    columns: given?.columns ?? {},
    values: given?.values ?? {},
    features,
    protected: protectedNames(spec, given),
    ...(given?.overdue_days_above === undefined ? {} : { overdue_days_above: given.overdue_days_above }),
    time_zone: rules.time_zone,
  };
}

/** An empty list scores everything; names given are protected beside the defaults. */
function protectedNames(spec: TableSpec, given: ManifestTable | undefined): readonly string[] {
  if (spec.takes_features !== true) return [];
  if (given?.protected?.length === 0) return [];
  return [...new Set([...PROTECTED_BY_DEFAULT, ...(given?.protected ?? [])])].filter(
    (name) => !LOAN_IDENTITY.includes(name),
  );
}

function notRecognised(fault: 'none' | 'several', candidates: readonly Profile[]): LandingProblem {
  const message =
    fault === 'none'
      ? 'The profile of the export can not be told from its file names: no file is named like a table of a profile.'
      : `The export holds files of several profiles: ${candidates.join(', ')}.`;
  return {
    rule: 'profile_not_recognised',
    file: '',
    message,
    fix: 'Add an exports.yaml that names the profile and the files (docs/inputs.md), or check that this is the right folder.',
  };
}

/** Each of these profiles is the books by itself; only loans stand beside another. */
function profilesConflict(profiles: readonly Profile[], file: string): LandingProblem {
  return {
    rule: 'profiles_conflict',
    file,
    column: 'profile',
    value: profiles.join(', '),
    message: `The export is said to be ${profiles.join(' and ')} at once: each of them describes the whole of the receivables, and only one can be reviewed.`,
    fix: 'Name one of them (loans may stand beside it), and review the other as an export of its own.',
  };
}

function tableMissing(spec: TableSpec): LandingProblem {
  return {
    rule: 'table_missing',
    table: spec.table,
    file: `${spec.table}.csv`,
    message: `The export has no ${spec.table}, which the profile ${spec.profile} needs.`,
    fix: `Add ${spec.table}.csv (.csv.gz, .parquet or a folder ${spec.table}/), or name its file under tables.${spec.table}.file in exports.yaml.`,
  };
}

function customNeedsTables(file: string): LandingProblem {
  return {
    rule: 'manifest_bad_value',
    file,
    column: 'profile',
    value: 'custom',
    message: 'A custom export must name its tables: they say which profile its columns are mapped to.',
    fix: 'List them under tables, e.g. tables: { invoices: { file: ar.csv, columns: {…} } }.',
  };
}

function unknownTable(table: string, profiles: readonly Profile[], file: string): LandingProblem {
  const known = profiles.flatMap((profile) => PROFILE_TABLES[profile]).map((spec) => spec.table);
  return {
    rule: 'unknown_table',
    file,
    column: `tables.${table}`,
    message: `"${table}" is not a table of ${profiles.join(', ') || 'any profile'}.`,
    fix: `Tables are: ${known.join(', ')}.`,
  };
}
