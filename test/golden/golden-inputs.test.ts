import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { GOLDEN_NAMES, readGolden, sha256Of } from './golden-file.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duewatch-golden-'));
});
afterAll(() => rm(dir, { recursive: true }));

describe('the export behind a golden file', () => {
  it.each(GOLDEN_NAMES)('%s is written byte for byte as it was when the oracle read it', async (name) => {
    const golden = await readGolden(name);
    const { sample } = await writeSample(join(dir, name), golden.sample);
    const digests = await Promise.all(sample.tables.map(async (table) => [`${table.name}.csv`, await sha256Of(join(dir, name, `${table.name}.csv`))]));
    expect(Object.fromEntries(digests)).toEqual(golden.sha256);
  });

  it('covers a share of profit and a share of a loss, tiers by the books and by margin', async () => {
    const all = await Promise.all(GOLDEN_NAMES.map(readGolden));
    expect(new Set(all.map((golden) => golden.figures['profit.reading']))).toEqual(new Set(['share_of_profit', 'share_of_loss']));
    expect(new Set(all.map((golden) => golden.figures['tiers.axis']))).toEqual(new Set(['profitability_tier', 'relative_margin']));
  });
});
