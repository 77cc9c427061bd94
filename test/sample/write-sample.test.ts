import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { csvChunks } from '../../cli/sample/csv-text.ts';
import { isSyntheticExport, writeSample } from '../../cli/sample/write-sample.ts';
import { rulesSchema } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'duewatch-sample-'));
});
afterEach(() => rm(dir, { recursive: true }));

const text = (file: string) => readFile(join(dir, file), 'utf8');

describe('writing a sample', () => {
  it('writes tables that a CSV reader gives back cell by cell', async () => {
    const { sample } = await writeSample(dir, { customers: 700 });
    for (const table of sample.tables) {
      expect(parse(await text(`${table.name}.csv`))).toEqual([table.columns, ...table.rows()]);
    }
  });

  it('quotes what needs quoting and nothing else', () => {
    const rows = [
      ['plain', 'a,b'],
      ['say "hi"', 'two\nlines'],
      ['=1+1', '琥珀'],
    ];
    const chunks = [...csvChunks({ name: 't', columns: ['x', 'y'], rows: () => rows })];
    expect(chunks.join('')).toBe('x,y\nplain,"a,b"\n"say ""hi""","two\nlines"\n=1+1,琥珀\n');
  });

  it('labels the export as synthetic in the manifest, beside it and in the rules of its run', async () => {
    const { rulesFile, files } = await writeSample(dir, { customers: 5 });
    expect(await isSyntheticExport(dir)).toBe(true);
    expect(await text('exports.yaml')).toMatch(/^# SYNTHETIC DATA/);
    expect(parseYaml(await text('exports.yaml'))).toEqual({ profile: 'quickbooks-marts', home_currency: 'USD' });
    expect(await text('SYNTHETIC.txt')).toMatch(/SYNTHETIC DATA.*虚构数据/);
    const rules = rulesSchema.partial().parse(parseYaml(await readFile(rulesFile, 'utf8')));
    expect(rules.company?.synthetic).toBe(true);
    // Every artefact says it of the run; a name that said it too would say it twice.
    expect(rules.company?.name).toBe('Otterbrook Trading 水獭溪贸易');
    expect((await readdir(dir)).toSorted()).toEqual(files.toSorted());
  });

  it('writes over an earlier sample and leaves no table of it behind', async () => {
    await writeSample(dir, { customers: 9 });
    await writeFile(join(dir, 'invoices.csv'), 'of an earlier sample');
    const { files } = await writeSample(dir, { customers: 4, seed: 2 });
    expect((await readdir(dir)).toSorted()).toEqual(files.toSorted());
  });

  it('never writes over anything else', async () => {
    await writeFile(join(dir, 'ledger.csv'), 'somebody’s books');
    await expect(writeSample(dir)).rejects.toThrow(WrongUsage);
    expect(await readdir(dir)).toEqual(['ledger.csv']);
  });

  it('makes the folder where there is none', async () => {
    await mkdir(join(dir, 'a'));
    await writeSample(join(dir, 'a', 'b', 'c'), { customers: 1, months: 1 });
    expect(await readdir(join(dir, 'a', 'b', 'c'))).toContain('exports.yaml');
  });
});

describe('the answer sheet of a sample', () => {
  it('is written beside the export, not among its tables', async () => {
    const { files } = await writeSample(dir, { profile: 'ledger', customers: 60 });
    expect(files).toContain('truth/planted.csv');
    expect(await text('truth/planted.csv')).toMatch(/^customer_id,fate,worsens_from,stops_paying_on\n/);
    expect(await text('SYNTHETIC.txt')).toMatch(/answer sheet/);
  });

  it('goes when marts are written over it', async () => {
    await writeSample(dir, { profile: 'loans', customers: 6 });
    const { files } = await writeSample(dir, { customers: 6 });
    expect(await readdir(join(dir, 'truth'))).toEqual([]);
    expect(files.some((file) => file.includes('truth'))).toBe(false);
  });
});
