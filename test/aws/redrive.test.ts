import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { SampleProfile } from '../../core/sample/sample-options.ts';
import {
  type DeployedStack,
  deployedStack,
  emptyStack,
  ended,
  eventually,
  jsonObject,
  putExport,
  sentMails,
  start,
} from './deployed-stack.ts';
import { killIn, redrive, redriveToTheEnd, WORKING_STATES } from './killed-execution.ts';

const PERIOD = '2025-06';
const OF_BOOKS = /^(Derive|QueryLedger)/;
const OF_FIVETRAN = /^DeriveFivetran/;
const OF_A_LEDGER = /^DeriveLedger(?!Scope)/;
const OF_LOANS = /^ScoreLoans$/;

const ofMarts = WORKING_STATES.filter((state) => !OF_BOOKS.test(state) && !OF_LOANS.test(state));
const ofBooks = WORKING_STATES.filter((state) => !OF_LOANS.test(state));

let stack: DeployedStack;
let folder: string;

beforeAll(async () => {
  stack = await deployedStack();
  folder = await mkdtemp(join(tmpdir(), 'duewatch-redrive-'));
  await emptyStack(stack);
});

/** A new export of the month, so that every case is a revision whose mail has not left yet. Gives back the input that reviews it. */
async function newExport(
  seed: number,
  profile: SampleProfile,
  period = PERIOD,
): Promise<{ period: string; exports: string }> {
  const exports = `${profile}-${period}-${seed}`;
  const dir = join(folder, exports);
  await writeSample(dir, { profile, customers: 40, months: 13, lastMonth: period, seed });
  await putExport(stack, dir, exports);
  return { period, exports };
}

/**
 * Every mail that the run composed left once, under one attempt; every task that it planned is there, once, with one finding a month and every
 * version in its history.
 */
async function expectEffectsOnce(mailsBefore: number): Promise<void> {
  const newest = (await stack.runs.listPeriod(PERIOD)).at(-1);
  expect(newest).toMatchObject({ status: 'done' });
  const outbox = (await stack.store.list(`${newest?.prefix}outbox/`)).filter((key) => key.endsWith('.eml'));
  const composed = await Promise.all(
    outbox.map(async (key) => (await PostalMime.parse((await stack.store.read(key)) ?? '')).to?.[0]?.address),
  );
  expect(composed).toEqual(expect.arrayContaining(['caiwu@example.com', 'director@example.com']));
  const sent = (await sentMails()).slice(mailsBefore);
  expect(sent.flatMap(({ To }) => To).sort()).toEqual(composed.sort());
  const rows = (await stack.sends.list(PERIOD)).filter(({ revision }) => revision === newest?.revision);
  expect(rows.map(({ status, attempt }) => [status, attempt])).toEqual(composed.map(() => ['SENT', 1]));
  const planned: { task_id: string }[] = await jsonObject(stack, `${newest?.prefix}tasks.json`);
  const desks = (await stack.tasks.list()).map(({ customer_id, reason, episode, version }) =>
    [customer_id, reason, episode, version].join('/'),
  );
  expect(new Set(desks).size).toBe(desks.length);
  const ids = (await stack.tasks.list()).map(({ task_id }) => task_id);
  expect(ids).toEqual(expect.arrayContaining(planned.map(({ task_id }) => task_id)));
  for (const { task_id, version, history, findings } of await stack.tasks.list()) {
    expect([task_id, history.length]).toEqual([task_id, version - 1]);
    const months = findings.map(({ period }) => period);
    expect([task_id, months]).toEqual([task_id, [...new Set(months)]]);
  }
}

describe('an execution that is killed and redriven', () => {
  it.each(ofMarts.map((state, index) => ({ state, seed: 100 + index })))(
    'in $state sends one mail a person and opens no task twice',
    async ({ state, seed }) => {
      const input = await newExport(seed, 'quickbooks-marts');
      const mails = (await sentMails()).length;
      const killed = await killIn(stack, await start(input), state);
      expect(await ended(killed)).toMatchObject({ status: 'ABORTED' });
      await redriveToTheEnd(stack, killed);
      await expectEffectsOnce(mails);
    },
  );

  it('is written down as failed in between, and its month is free for others', async () => {
    const input = await newExport(1, 'quickbooks-marts', '2025-05');
    await killIn(stack, await start(input), 'CollectRows');
    const [run] = await stack.runs.listPeriod('2025-05');
    expect(run?.status).toBe('failed');
    expect(await jsonObject(stack, `${run?.prefix}run.json`)).toMatchObject({
      status: 'failed',
      error: { name: 'Killed' },
    });
    const free = await eventually(
      () => stack.runs.acquire('2025-05', 'somebody else', '2025-07-03T06:00:00Z'),
      (holder) => holder === undefined,
    );
    expect(free).toBeUndefined();
    await stack.runs.release('2025-05', 'somebody else');
  });

  it.each([
    { profile: 'ledger', states: ofBooks.filter((state) => !OF_FIVETRAN.test(state)) },
    { profile: 'fivetran-quickbooks', states: ofBooks.filter((state) => !OF_A_LEDGER.test(state)) },
  ] as const)(
    'in every state of a review of $profile, one after the other: one mail, no task twice',
    async ({ profile, states }) => {
      const input = await newExport(7, profile);
      const mails = (await sentMails()).length;
      let execution = await start(input);
      for (const state of states) execution = await redrive(stack, await killIn(stack, execution, state));
      if ((await ended(execution)).status !== 'SUCCEEDED') await redriveToTheEnd(stack, execution);
      await expectEffectsOnce(mails);
    },
  );

  it('while loans are scored goes on there', async () => {
    const input = await newExport(8, 'loans');
    const killed = await killIn(stack, await start(input), 'ScoreLoans');
    await redriveToTheEnd(stack, killed);
    expect((await stack.runs.listPeriod(PERIOD)).at(-1)).toMatchObject({ status: 'done' });
  });
});
