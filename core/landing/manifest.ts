import { z } from 'zod';
import type { LandingProblem } from '../contracts/landing.ts';
import { PROFILES } from '../contracts/landing.ts';
import { readDateFormat } from './date-format.ts';
import { pathFault } from './export-path.ts';

const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  space: ' ',
  pipe: '|',
};

const path = z.string().superRefine((value, context) => {
  const fault = pathFault(value);
  if (fault !== undefined)
    context.addIssue({
      code: 'custom',
      message: `the path "${value}" ${fault}`,
      params: { rule: 'path_outside_export' },
    });
});
const dateFormat = z.string().superRefine((value, context) => {
  const format = readDateFormat(value);
  if ('fault' in format)
    context.addIssue({ code: 'custom', message: `the date format "${value}" can't be used: ${format.fault}` });
});
const delimiter = z
  .string()
  .transform((value) =>
    value === ' ' || value === '\t' ? value : (NAMED_DELIMITERS[value.trim().toLowerCase()] ?? value),
  )
  .refine((value) => /^[,;\t |:^~]$/.test(value), 'a delimiter is one of , ; | : ^ ~, a tab ("\\t") or a space (" ")');
const featureName = z
  .string()
  .regex(/^[\p{L}_][\p{L}\p{N}_-]{0,62}$/u, 'a feature name has letters, digits, _ and - only');
const names = z.array(z.string());

const manifestTable = z.strictObject({
  file: path.optional(),
  files: z.union([path.transform((one) => [one]), z.array(path).min(1)]).optional(),
  delimiter: delimiter.optional(),
  header: names.min(1).optional(),
  number_rows: z.string().optional(),
  date_format: dateFormat.optional(),
  decimal: z.enum(['.', ',']).optional(),
  columns: z.record(z.string(), z.string()).optional(),
  values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
  features: z
    .record(featureName, z.strictObject({ column: z.string(), type: z.enum(['numeric', 'categorical']) }))
    .optional(),
  protected: names.optional(),
  overdue_days_above: z
    .string()
    .regex(/^\d{1,5}$/, 'a number of days')
    .transform(Number)
    .optional(),
});

const profileName = z.enum([...PROFILES, 'custom']);

const manifest = z.strictObject({
  profile: z.union([profileName.transform((one) => [one]), z.array(profileName).min(1)]),
  home_currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD')
    .optional(),
  date_format: dateFormat.optional(),
  decimal: z.enum(['.', ',']).optional(),
  tables: z.record(z.string(), manifestTable).optional(),
});

/** What an export's `exports.yaml` says, checked. */
export type Manifest = z.output<typeof manifest>;
/** What it says of one table. */
export type ManifestTable = z.output<typeof manifestTable>;

/** A manifest, or what is wrong with it. */
export type ManifestReading =
  | { readonly manifest: Manifest; readonly problems: readonly [] }
  | { readonly manifest: null; readonly problems: readonly LandingProblem[] };

/**
 * Checks a manifest whose YAML has been read with every scalar as the text it is (so that `No`, `01` and `1.50` keep their
 * meaning). `lineOf` finds the line of a key for the reader; an unknown key is refused by name.
 */
export function checkManifest(
  data: unknown,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number | undefined,
): ManifestReading {
  const result = manifest.safeParse(data);
  if (result.success) return { manifest: result.data, problems: [] };
  return { manifest: null, problems: result.error.issues.flatMap((issue) => issueProblems(issue, file, lineOf)) };
}

function issueProblems(
  issue: z.core.$ZodIssue,
  file: string,
  lineOf: (path: readonly PropertyKey[]) => number | undefined,
): LandingProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      ...at(file, lineOf([...issue.path, key]) ?? lineOf(issue.path)),
      rule: 'manifest_unknown_key',
      column: [...issue.path, key].map(String).join('.'),
      message: `"${key}" is not a key of ${issue.path.length === 0 ? 'a manifest' : issue.path.map(String).join('.')}.`,
      fix: 'Remove it or correct its spelling; docs/inputs.md lists the keys.',
    }));
  }
  if (issue.code === 'invalid_union') {
    const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0] ?? [];
    if (closest.length > 0) {
      return closest.flatMap((inner) =>
        issueProblems({ ...inner, path: [...issue.path, ...inner.path] }, file, lineOf),
      );
    }
  }
  const rule =
    issue.code === 'custom' && typeof issue.params?.rule === 'string' ? issue.params.rule : 'manifest_bad_value';
  const key = issue.path.map(String).join('.');
  return [
    {
      ...at(file, lineOf(issue.path)),
      rule,
      ...(key === '' ? {} : { column: key }),
      message: `${key === '' ? 'The manifest' : `"${key}"`} can't be used: ${issue.message}.`,
      fix:
        rule === 'path_outside_export'
          ? "Name a file inside the export's folder."
          : 'Correct the value; docs/inputs.md shows each key.',
    },
  ];
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map((issue) => issue.path.length));

function at(file: string, line: number | undefined): { file: string; line?: number } {
  return line === undefined ? { file } : { file, line };
}
