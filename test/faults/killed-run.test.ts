import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { noteFaults } from './fault-matrix.ts';
import { outcomeOf, runAndDie } from './killed-process.ts';

/** Books are killed at every effect (deaths-*.test.ts); marts, which land otherwise, where it tells. */
const CASES = [
  ['LandTable', 'after'],
  ['Athena', 'after'],
  ['ComposeReport', 'after'],
  ['DeliverReport', 'after'],
  ['CloseRun', 'before'],
] as const;

let folder = '';
let exports = '';
const run = (store: string, victim: string, when: string) => runAndDie(store, exports, victim, when);
let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-faults-'));
  exports = join(folder, 'export');
  await writeSample(exports, { customers: 120, months: 13 });
  const store = join(folder, 'undisturbed');
  expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0 });
  undisturbed = await outcomeOf(store);
  expect(undisturbed.mails.length).toBeGreaterThan(1);
  expect(undisturbed.tasks.length).toBeGreaterThan(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run killed in any state and started again ends as an undisturbed run does', () => {
  it.for(CASES)('%s, %s', async ([victim, when], context) => {
    noteFaults(context, { fault: `SIGKILL ${when} the state, marts`, state: victim, outcome: 'as undisturbed' });
    const store = join(folder, `${victim}-${when}`);
    expect(await run(store, victim, when)).toMatchObject({ signal: 'SIGKILL' });
    expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0, err: '' });
    expect(await outcomeOf(store)).toEqual(undisturbed);
    await rm(store, { recursive: true, force: true });
  });

  it('killed between handing a mail over and writing that it left: it does not leave twice', async (context) => {
    noteFaults(context, {
      fault: 'mails left, none written as sent, marts',
      state: 'DeliverReport',
      outcome: 'as undisturbed',
    });
    const store = join(folder, 'between');
    await cp(join(folder, 'undisturbed'), store, { recursive: true });
    const database = new DatabaseSync(join(store, 'duewatch.sqlite'));
    database.exec(`UPDATE sends SET status = 'PENDING', message_id = NULL`);
    database.close();
    expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0, err: '' });
    expect(await outcomeOf(store)).toEqual(undisturbed);
  });
});
