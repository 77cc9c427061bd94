import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { splitTable } from '../sample/split-table.ts';
import { duewatch } from './command.ts';

const landing = z.looseObject({
  tables: z.array(z.looseObject({ table: z.string(), files: z.array(z.string()), rows_landed: z.int() })),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Reviews the made-up books, with some of its tables in several files. */
async function reviewed(name: string, files: Readonly<Record<string, number>>) {
  const dir = join(folder, name);
  const { rulesFile } = await writeSample(join(dir, 'export'), { profile: 'ledger', customers: 80, months: 14 });
  for (const [table, number] of Object.entries(files)) await splitTable(join(dir, 'export'), table, number);
  const { status, err } = await duewatch(
    ...['run', '--exports', join(dir, 'export'), '--store', join(dir, 'store'), '--out', join(dir, 'out')],
    ...['--period', '2025-09', '--config', rulesFile],
  );
  expect(status, err).toBe(0);
  const read = (file: string) => readFile(join(dir, 'out', file), 'utf8');
  const { figures } = z.object({ figures: z.json() }).parse(JSON.parse(await read('figures.json')));
  return {
    figures,
    customers: await read('customers.csv'),
    landing: landing.parse(JSON.parse(await read('landing.json'))),
  };
}

describe('an export whose tables come in several files', () => {
  it('is the same review, whether their rows stand alone or have copies in other files', async () => {
    const whole = await reviewed('whole', {});
    const split = await reviewed('split', { invoices: 7, payments: 3, customers: 2, credits: 2 });
    expect(split.landing.tables.map(({ files }) => files.length)).toEqual([7, 3, 2, 2]);
    const counts = ({ landing: { tables } }: typeof whole) =>
      tables.map(({ files, first_quarantined, ...rest }) => rest);
    expect(counts(split)).toEqual(counts(whole));
    expect(split.customers).toBe(whole.customers);
    expect(split.figures).toEqual(whole.figures);
  });
});
