import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measure } from '../../bench/reviews/measure.ts';

const PEAK = join(import.meta.dirname, '..', '..', 'bench', 'reviews', 'record-peak.ts');
const node = (...args: readonly string[]) => ({ program: process.execPath, args, cwd: tmpdir() });

describe('measuring a process', () => {
  it('says how long it took, what it printed and how much memory it had', async () => {
    const measured = await measure(node('--import', PEAK, '--eval', 'console.log("done")'), 30);
    expect(measured).toMatchObject({ output: 'done\n', failure: null });
    expect(measured.seconds).toBeGreaterThan(0);
    expect(measured.peakMb).toBeGreaterThan(10);
  });

  it('says why there is no time: a failed exit with its last words, a program that is not there', async () => {
    const failed = await measure(node('--eval', 'console.error("no such export"); process.exit(3)'), 30);
    expect(failed).toMatchObject({ failure: 'exit 3: no such export', peakMb: null });
    expect((await measure({ program: 'no-such-program', args: [], cwd: tmpdir() }, 30)).failure).toMatch(/ENOENT/);
  });

  it('stops what takes too long', async () => {
    const late = await measure(node('--eval', 'setInterval(() => 0, 1000)'), 0.5);
    expect(late.failure).toBe('stopped after 0.5 s');
  });
});
