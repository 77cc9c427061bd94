import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';

const SCRIPT = fileURLToPath(new URL('run-and-die.ts', import.meta.url));
const FUNCTIONS = [
  'OpenRun',
  'LandTable',
  'CheckLanding',
  'PlanAnalysis',
  'Athena',
  'CollectRows',
  'ScoreCustomers',
  'ComposeFigures',
  'DrawCharts',
  'ComposeReport',
  'DeliverReport',
  'OpenTasks',
  'CloseRun',
];

let folder = '';
let exports = '';
let undisturbed: Awaited<ReturnType<typeof outcomeOf>>;

function run(
  store: string,
  victim: string,
  when: string,
): Promise<{ code: number | null; signal: string | null; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT, store, exports, victim, when], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('close', (code, signal) => resolve({ code, signal, err }));
  });
}

/** What a store holds in the end: figures, customers, mails, tasks, history and what is left lying about. */
async function outcomeOf(store: string) {
  const files = (await readdir(store, { recursive: true })).filter((file) => !file.startsWith('scratch'));
  const text = async (ending: string) =>
    readFile(join(store, files.find((file) => file.endsWith(ending)) ?? ending), 'utf8');
  const database = new DatabaseSync(join(store, 'duewatch.sqlite'), { readOnly: true });
  const rows = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  const found = {
    figures: await text('figures.json'),
    customers: await text('customers.csv'),
    scores: await text('scores.json'),
    pointer: await text('current/2025-09.json'),
    mails: rows('SELECT reference, recipient FROM mailbox ORDER BY reference'),
    sends: rows('SELECT period, revision, recipient, attempt, status FROM sends ORDER BY recipient'),
    tasks: rows('SELECT task_id, version FROM tasks ORDER BY task_id'),
    events: rows('SELECT id, type FROM events ORDER BY id'),
    runs: rows('SELECT run_id, revision, status FROM runs'),
    locks: rows('SELECT period FROM locks'),
    leftovers: files.filter((file) => file.startsWith('work/') && /\.[a-z]+$/.test(file)),
  };
  database.close();
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duewatch-faults-'));
  exports = join(folder, 'export');
  await writeSample(exports, { customers: 120, months: 13 });
  const store = join(folder, 'undisturbed');
  expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0 });
  undisturbed = await outcomeOf(store);
  expect(undisturbed.mails.length).toBe(2);
  expect(undisturbed.tasks.length).toBeGreaterThan(0);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a run killed in any state and started again ends as an undisturbed run does', () => {
  const cases = FUNCTIONS.flatMap((victim) => [[victim, 'before'] as const, [victim, 'after'] as const]);
  it.each(cases)('%s, %s', async (victim, when) => {
    const store = join(folder, `${victim}-${when}`);
    expect(await run(store, victim, when)).toMatchObject({ signal: 'SIGKILL' });
    expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0, err: '' });
    expect(await outcomeOf(store)).toEqual(undisturbed);
    await rm(store, { recursive: true, force: true });
  });

  it('killed between handing a mail over and writing that it left: it does not leave twice', async () => {
    const store = join(folder, 'between');
    await cp(join(folder, 'undisturbed'), store, { recursive: true });
    const database = new DatabaseSync(join(store, 'duewatch.sqlite'));
    database.exec(`UPDATE sends SET status = 'PENDING', message_id = NULL`);
    database.close();
    expect(await run(store, 'nothing', 'before')).toMatchObject({ code: 0, err: '' });
    expect(await outcomeOf(store)).toEqual(undisturbed);
  });
});
