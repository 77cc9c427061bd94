import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { parseFigures } from '../../core/figures/figures-json.ts';
import { duewatch, testFolder } from './command.ts';

/** What takes tasks that somebody could have worked on, or the figures of an earlier report. */
const OF_A_DESK = /^review\.(treatment|indicators|decisions|last_year)|days_to_cure/;

describe('the first review of a ledger', () => {
  it('finds what a store finds that published the month before', async () => {
    const folder = await testFolder();
    const exports = join(folder, 'export');
    await writeSample(exports, { profile: 'ledger', customers: 60, months: 18, seed: 5 });
    const review = async (store: string, period: string) => {
      const out = join(folder, `${store}-${period}`);
      const args = ['--exports', exports, '--store', join(folder, store), '--out', out, '--period', period];
      expect(await duewatch('run', ...args)).toMatchObject({ status: 0 });
      const figures = parseFigures(await readFile(join(out, 'figures.json'), 'utf8'));
      const reviewed = Object.entries(figures).filter(([id]) => id.startsWith('review.') && !OF_A_DESK.test(id));
      return Object.fromEntries(reviewed.map(([id, { value }]) => [id, value]));
    };
    const first = await review('new', '2025-09');
    await review('kept', '2025-08');
    const second = await review('kept', '2025-09');
    expect(first['review.basis']).toBe('rebuilt');
    expect(second['review.basis']).toBe('published');
    expect({ ...first, 'review.basis': null }).toEqual({ ...second, 'review.basis': null });
    expect(Number(first['review.high_risk.entered']) + Number(first['review.high_risk.stayed'])).toBeGreaterThan(0);
  });
});
