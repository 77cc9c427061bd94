import { createWriteStream } from 'node:fs';
import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { generateSample } from '../../core/sample/generate-sample.ts';
import type { Sample, SampleTable } from '../../core/sample/sample.ts';
import type { SampleOptions } from '../../core/sample/sample-options.ts';
import { SYNTHETIC_MARKER } from '../../core/steps/plan-export.ts';
import { csvChunks } from './csv-text.ts';
import { manifestText, markerText, rulesText, SAMPLE_RULES } from './sample-labels.ts';

/** The answer sheet, apart from the tables of the export. */
const PLANTED_FILE = join('truth', 'planted.csv');

/** What was written, with paths relative to the folder. */
export interface WrittenSample {
  readonly dir: string;
  readonly sample: Sample;
  readonly files: readonly string[];
  /** The overlay to pass as --config, so that the run knows the data is made up. */
  readonly rulesFile: string;
}

/** True where the folder holds an export that `duewatch sample` made up. */
export async function isSyntheticExport(dir: string): Promise<boolean> {
  return access(join(dir, SYNTHETIC_MARKER)).then(
    () => true,
    () => false,
  );
}

/** Somebody's own export must not be written over; an earlier sample may. */
async function clearFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  const entries = await readdir(dir);
  if (entries.length === 0) return;
  if (!(await isSyntheticExport(dir)))
    throw new WrongUsage(`${dir} is not empty and holds no earlier sample; name a new or an empty folder with --out`);
  const tables = entries.filter((entry) => entry.endsWith('.csv'));
  await Promise.all([...tables, PLANTED_FILE].map((file) => rm(join(dir, file), { force: true })));
}

async function writeTable(file: string, table: SampleTable): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.from(csvChunks(table), { objectMode: true, highWaterMark: 1 }), createWriteStream(file));
}

/**
 * Writes a made-up export into a new or empty folder (or over an earlier sample), table by table and without holding one whole.
 * Throws WrongUsage where the folder holds anything else or an option is out of range.
 */
export async function writeSample(dir: string, options: SampleOptions = {}): Promise<WrittenSample> {
  const sample = generateSample(options);
  await clearFolder(dir);
  const labels: readonly (readonly [string, string])[] = [
    [SYNTHETIC_MARKER, markerText(sample)],
    ['exports.yaml', manifestText(sample)],
    [SAMPLE_RULES, rulesText(sample)],
  ];
  for (const [file, text] of labels) await writeFile(join(dir, file), text);
  const tables = sample.tables.map((table) => [`${table.name}.csv`, table] as const);
  const planted = sample.planted === null ? [] : [[PLANTED_FILE, sample.planted] as const];
  for (const [file, table] of [...tables, ...planted]) await writeTable(join(dir, file), table);
  return {
    dir,
    sample,
    files: [...labels, ...tables, ...planted].map(([file]) => file),
    rulesFile: join(dir, SAMPLE_RULES),
  };
}
