import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { SampleOptions } from '../../core/sample/sample-options.ts';
import { GOLDEN_NAMES, type GoldenFile, sha256Of } from './golden-file.ts';

/*
 * Writes the golden files again with the oracle: `node test/golden/write-golden.ts [python]`. To be run when the sample was changed on
 * purpose, and only then; the oracle itself is written from the definitions of the figures, never from the product.
 */
const PYTHON = process.argv[2] ?? 'python3';
const OPTIONS: Readonly<Record<(typeof GOLDEN_NAMES)[number], SampleOptions>> = {
  'marts-3000-seed-1': { customers: 3_000, seed: 1 },
  'marts-600-seed-11': { customers: 600, seed: 11, months: 9 },
  'marts-50000-seed-7': { customers: 50_000, seed: 7 },
};

async function goldenOf(dir: string, options: SampleOptions): Promise<unknown> {
  const { sample } = await writeSample(dir, options);
  const files = sample.tables.map((table) => `${table.name}.csv`);
  const sha256: GoldenFile['sha256'] = {};
  for (const file of files) sha256[file] = await sha256Of(join(dir, file));
  const oracle = join(import.meta.dirname, 'oracle', 'marts.py');
  const found = JSON.parse(execFileSync(PYTHON, [oracle, dir, sample.options.lastMonth], { encoding: 'utf8', maxBuffer: 1 << 26 }));
  return { source: 'test/golden/oracle/marts.py', sample: sample.options, sha256, ...found };
}

for (const name of GOLDEN_NAMES) {
  const dir = await mkdtemp(join(tmpdir(), 'duewatch-golden-'));
  try {
    const golden = await goldenOf(dir, OPTIONS[name]);
    await writeFile(join(import.meta.dirname, `${name}.json`), `${JSON.stringify(golden, null, 1)}\n`);
  } finally {
    await rm(dir, { recursive: true });
  }
}
