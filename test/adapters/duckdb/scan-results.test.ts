import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAthenaCsv } from '../../../adapters/duckdb/athena-csv.ts';
import { scanAthenaCsv } from '../../../adapters/duckdb/scan-athena-csv.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scan-results-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function scanned(text: string): Promise<(string | null)[][]> {
  const file = join(folder, 'result.csv');
  await writeFile(file, text);
  const rows: (string | null)[][] = [];
  await scanAthenaCsv(file, (cells) => {
    rows.push([...cells]);
  });
  return rows;
}

const quoted = (cell: string | null) => (cell === null ? '' : `"${cell.replaceAll('"', '""')}"`);
const csv = (rows: readonly (readonly (string | null)[])[]) =>
  rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');

describe('a result that is read piece by piece', () => {
  it('has the cells that a result read whole has: commas, quotes, line feeds, blanks and nothing', async () => {
    const rows = [
      ['C1', '24300,0,,1', 'Ann "Quick", Ltd', null],
      ['C2', '', '多行\n名称', 'Ben'],
      ['C3', null, '=cmd()', ''],
    ];
    const text = csv([['customer_id', 'facts', 'customer_name', 'account_manager'], ...rows]);
    expect(await scanned(text)).toEqual(rows);
    expect(readAthenaCsv(new TextEncoder().encode(text)).map((row) => Object.values(row))).toEqual(rows);
  });

  it('is the same where a row lies across two pieces, in the middle of a letter', async () => {
    const rows = Array.from({ length: 120_000 }, (_, at) => [
      `客户${at}`,
      `${at},1,2,3`,
      at % 7 === 0 ? '名,"称"\n二' : null,
    ]);
    const found = await scanned(csv([['customer_id', 'facts', 'customer_name'], ...rows]));
    expect(found.length).toBe(rows.length);
    expect(found).toEqual(rows);
  });

  it('has no rows where only a header was written, and refuses what is no result', async () => {
    expect(await scanned('"customer_id","facts"\n')).toEqual([]);
    await expect(scanned('"customer_id","facts"\n"C1"\n')).rejects.toThrow('not a result file');
  });
});
