import type { LandingProblem } from '../contracts/landing.ts';
import { fitsPattern, tidyPath } from './export-path.ts';
import type { ManifestTable } from './manifest.ts';
import type { TableSpec } from './table-specs/table-spec.ts';

/** Files of a table, sorted, or what is wrong with them. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly LandingProblem[];
}

const ENDINGS = ['.csv', '.csv.gz', '.parquet'];

/**
 * The files a table is read from: those the manifest names, else `<table>.csv`, `.csv.gz` or `.parquet`, or the parts in a
 * folder `<table>/`. Two of these at once would count every row twice and are refused.
 */
export function findFiles(
  spec: TableSpec,
  given: ManifestTable | undefined,
  fileNames: readonly string[],
  manifestFile: string,
): FoundFiles {
  const patterns = [...(given?.file === undefined ? [] : [given.file]), ...(given?.files ?? [])];
  return patterns.length > 0
    ? namedFiles(spec.table, patterns, fileNames, manifestFile)
    : defaultFiles(spec, fileNames);
}

function namedFiles(
  table: string,
  patterns: readonly string[],
  fileNames: readonly string[],
  manifestFile: string,
): FoundFiles {
  const files = new Set<string>();
  const problems: LandingProblem[] = [];
  for (const pattern of patterns) {
    const tidy = tidyPath(pattern);
    const found = fileNames.includes(tidy) ? [tidy] : fileNames.filter((name) => fitsPattern(name, tidy));
    for (const name of found) files.add(name);
    if (found.length === 0) problems.push(missing(table, pattern, manifestFile));
  }
  return { files: [...files].sort(), problems };
}

function missing(table: string, pattern: string, manifestFile: string): LandingProblem {
  return {
    rule: 'file_missing',
    table,
    file: pattern,
    message: `The manifest names "${pattern}" for ${table}, and the export has no such file.`,
    fix: `Add the file to the export, or correct tables.${table} in ${manifestFile}.`,
  };
}

function defaultFiles(spec: TableSpec, fileNames: readonly string[]): FoundFiles {
  const single = fileNames.filter((name) => isTableFile(spec, name));
  const parts = fileNames.filter((name) => isPartOf(spec, name));
  if (single.length + Math.min(parts.length, 1) <= 1) return { files: [...single, ...parts].sort(), problems: [] };
  const problem: LandingProblem = {
    rule: 'two_sources',
    table: spec.table,
    file: single[0] ?? spec.table,
    message: `The export holds ${spec.table} more than once: ${[...single, ...(parts.length > 0 ? [`${spec.table}/`] : [])].join(', ')}.`,
    fix: `Leave one of them, or name the files to read under tables.${spec.table}.files in exports.yaml.`,
  };
  return { files: [], problems: [problem] };
}

/** Whether the file is, or is a part of, the table by its name. */
export function belongsTo(spec: TableSpec, name: string): boolean {
  return isTableFile(spec, name) || isPartOf(spec, name);
}

function isTableFile(spec: TableSpec, name: string): boolean {
  const stems = spec.profile === 'fivetran-quickbooks' ? [spec.table, `${spec.table}_data`] : [spec.table];
  return stems.some((stem) => ENDINGS.some((ending) => name.toLowerCase() === stem + ending));
}

/** Parts may lie in folders of the table's folder; what engines write beside them (`_SUCCESS`, `.crc`) is no part. */
function isPartOf(spec: TableSpec, name: string): boolean {
  const [folder, ...rest] = name.toLowerCase().split('/');
  if (folder !== spec.table || rest.length === 0) return false;
  const hidden = rest.some((part) => part.startsWith('_') || part.startsWith('.'));
  return !hidden && ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
}
