import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const goldenSchema = z.strictObject({
  /** What computed the figures. */
  source: z.string(),
  /** Options of `duewatch sample` that write the export. */
  sample: z.strictObject({
    profile: z.literal('quickbooks-marts'),
    customers: z.int(),
    months: z.int(),
    seed: z.int(),
    lastMonth: z.string(),
  }),
  period: z.string(),
  /** Of every table of the export, so that figures and export never part. */
  sha256: z.record(z.string(), z.string()),
  /** By figure id, as values of figures.json. */
  figures: z.record(z.string(), z.unknown()),
  /** What other readings of the definitions would give. */
  alternatives: z.record(z.string(), z.unknown()),
});

/** Figures that a second, independent program found in an export that the sample command writes. */
export type GoldenFile = z.output<typeof goldenSchema>;

/** Names of the golden files beside this one. */
export const GOLDEN_NAMES = ['marts-3000-seed-1', 'marts-600-seed-11', 'marts-50000-seed-7'] as const;

/** Reads test/golden/<name>.json. */
export async function readGolden(name: (typeof GOLDEN_NAMES)[number]): Promise<GoldenFile> {
  return goldenSchema.parse(JSON.parse(await readFile(join(import.meta.dirname, `${name}.json`), 'utf8')));
}

/** SHA-256 of a file, in hex. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
