import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbedded } from '../../cli/run/embedded-ports.ts';
import { exitStatusOf } from '../../cli/run/exit-status.ts';
import { reviewMonth } from '../../cli/run/review-month.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { duewatch, testFolder } from './command.ts';

const CUSTOMERS = 'quickbooks__customer_analytics.csv';

type When = 'before it is landed' | 'while it is landed';

/** A review of a small export of which somebody touches a file. */
async function reviewed(when: When, touch: (file: string) => Promise<void>) {
  const folder = await testFolder();
  const exports = join(folder, 'export');
  const store = join(folder, 'store');
  await writeSample(exports, { customers: 60, months: 13 });
  const touched = new Set<When>();
  const at = async (now: When) => {
    if (now !== when || touched.has(now)) return;
    touched.add(now);
    await touch(join(exports, CUSTOMERS));
  };
  const run = await openEmbedded({
    store,
    exports,
    overlays: [{ name: 'test', text: JSON.stringify({ locales: ['en'] }) }],
    version: '0.0.0-test',
    around: (ports) => ({
      ...ports,
      // Asked for when everything is read: what is written a moment before was written while it was read.
      digests: { sha256: async (path) => at('while it is landed').then(() => ports.digests.sha256(path)) },
    }),
  });
  const outcome = await reviewMonth(run, {
    input: {},
    execution: `test:${process.pid}`,
    listener: () => undefined,
    around: (name, handler) => async (event) => {
      if (name === 'LandTable') await at('before it is landed');
      return handler(event);
    },
  });
  const months = await run.ports.runs.latest();
  run.close();
  return { outcome, months, store, exports };
}

describe('an export that is changed after a review was opened on it', () => {
  it.each<[string, When, (file: string) => Promise<void>, string]>([
    ['written to', 'before it is landed', (file) => appendFile(file, '\n'), 'was written to'],
    ['written to', 'while it is landed', (file) => appendFile(file, '\n'), 'was written to'],
    ['removed', 'before it is landed', (file) => rm(file), 'is gone'],
  ])('%s %s: nothing is published, and what to do is said', async (_what, when, touch, words) => {
    const { outcome, months, exports, store } = await reviewed(when, touch);
    const failure = 'failure' in outcome ? outcome.failure : undefined;
    expect(failure?.error).toBe('ExportChanged');
    expect(exitStatusOf('ExportChanged')).toBe(3);
    expect(failure?.message).toContain(`${CUSTOMERS} ${words} after the run was opened`);
    expect(failure?.message).toContain('start the review again');
    expect(months).toBeUndefined();
    if (words === 'is gone') await writeSample(exports, { customers: 60, months: 13 });
    expect(await duewatch('run', '--exports', exports, '--store', store, '--locale', 'en')).toMatchObject({
      status: 0,
    });
  });
});
