import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { noteFaults } from './fault-matrix.ts';
import { outcomeOf, runAndDie } from './killed-process.ts';

let folder = '';
let exports = '';
let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-ledger-faults-'));
  exports = join(folder, 'export');
  await writeSample(exports, { profile: 'ledger', customers: 60, months: 15 });
  const store = join(folder, 'undisturbed');
  expect(await runAndDie(store, exports, 'nothing', 'before')).toMatchObject({ code: 0 });
  undisturbed = await outcomeOf(store);
  expect(undisturbed.sends.filter(({ recipient }) => String(recipient).startsWith('alerts/')).length).toBeGreaterThan(
    0,
  );
  expect(undisturbed.tasks.filter(({ task_id }) => String(task_id).includes('/early_warning/')).length).toBeGreaterThan(
    5,
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a ledger’s run killed and started again tells everybody of an alert once', () => {
  it.for([
    ['JudgeWarnings', 'after'],
    ['DeliverReport', 'after'],
  ])('%s, %s', async ([victim = '', when = ''], context) => {
    noteFaults(context, {
      fault: `SIGKILL ${when} the state, first month of books`,
      state: victim,
      outcome: 'as undisturbed',
    });
    const store = join(folder, `${victim}-${when}`);
    expect(await runAndDie(store, exports, victim, when)).toMatchObject({ signal: 'SIGKILL' });
    expect(await runAndDie(store, exports, 'nothing', 'before')).toMatchObject({ code: 0, err: '' });
    expect(await outcomeOf(store)).toEqual(undisturbed);
    await rm(store, { recursive: true, force: true });
  });
});
