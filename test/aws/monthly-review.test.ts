import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { duewatch } from '../workflow/command.ts';
import {
  type DeployedStack,
  deployedStack,
  ended,
  eventsOf,
  eventually,
  putExport,
  review,
  sentMails,
  start,
} from './deployed-stack.ts';

const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

let stack: DeployedStack;
let folder: string;

async function sample(name: string, options: Parameters<typeof writeSample>[1]): Promise<string> {
  const dir = join(folder, name);
  await writeSample(dir, options);
  await putExport(stack, dir, name);
  return dir;
}

beforeAll(async () => {
  stack = await deployedStack();
  folder = await mkdtemp(join(tmpdir(), 'duewatch-aws-'));
});

describe('the monthly review in AWS', () => {
  it('comes to the very figures of the laptop, sends the mail and opens the tasks', async () => {
    const dir = await sample('2025-09', { customers: 300, months: 14, lastMonth: '2025-09', seed: 5 });
    const execution = await review({ period: '2025-09' });
    expect(execution).toMatchObject({ status: 'SUCCEEDED' });
    const { prefix } = JSON.parse(execution.output ?? '{}');
    const laptop = join(folder, 'laptop');
    const local = await duewatch('run', '--exports', dir, '--store', join(folder, 'store'), '--out', laptop);
    expect(local.status).toBe(0);
    const there = JSON.parse(text(await stack.store.read(`${prefix}figures.json`)));
    const here = JSON.parse(await readFile(join(laptop, 'figures.json'), 'utf8'));
    expect(here.figures['selection.high_risk.count'].value).toBeGreaterThan(0);
    expect(there.figures).toEqual(here.figures);
    expect(text(await stack.store.read(`${prefix}customers.csv`))).toBe(
      await readFile(join(laptop, 'customers.csv'), 'utf8'),
    );
    const recipients = (await stack.sends.list('2025-09')).map(({ recipient, status }) => [recipient, status]);
    expect(recipients).toEqual([
      ['caiwu@example.com', 'SENT'],
      ['director@example.com', 'SENT'],
    ]);
    expect((await sentMails()).flatMap(({ To }) => To).sort()).toEqual(['caiwu@example.com', 'director@example.com']);
    const tasks = await stack.tasks.list();
    expect(tasks.length).toBe(here.figures['selection.high_risk.count'].value);
    const record = JSON.parse(text(await stack.store.read(`${prefix}run.json`)));
    expect(record.states.map(({ name }: { name: string }) => name)).toContain('ComposeReport');
  });

  it('passes less than 32 KB from state to state', async () => {
    const executionArn = await start({ period: '2025-09', dryRun: true });
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' });
    const sizes = (await eventsOf(executionArn)).map((event) =>
      Math.max(event.stateEnteredEventDetails?.input?.length ?? 0, event.stateExitedEventDetails?.output?.length ?? 0),
    );
    expect(Math.max(...sizes)).toBeLessThan(32_768);
  });

  it('run again: no second mail, no second task; with resend, everybody once more', async () => {
    const [mails, tasks] = [(await sentMails()).length, (await stack.tasks.list()).length];
    expect(await review({ period: '2025-09' })).toMatchObject({ status: 'SUCCEEDED' });
    expect([(await sentMails()).length, (await stack.tasks.list()).length]).toEqual([mails, tasks]);
    expect(await review({ period: '2025-09', resend: true, dryRun: false })).toMatchObject({ status: 'SUCCEEDED' });
    expect((await sentMails()).length).toBe(mails + 2);
  });

  it('of two started together one runs and one ends saying why', async () => {
    const both = await Promise.all([
      start({ period: '2025-09', dryRun: true }),
      start({ period: '2025-09', dryRun: true }),
    ]);
    const ends = await Promise.all(both.map(ended));
    expect(ends.map(({ status }) => status).sort()).toEqual(['FAILED', 'SUCCEEDED']);
    const refused = ends.find(({ status }) => status === 'FAILED');
    expect(refused?.error).toBe('RunLocked');
    expect(refused?.cause).toMatch(/another run of 2025-09 has been at work since .*wait for it, or stop it first/);
  });

  it('takes {} as the newest month of the newest export', async () => {
    const execution = await review({});
    expect(execution).toMatchObject({ status: 'SUCCEEDED' });
    expect(execution.output).toContain('runs/2025-09/');
  });

  it.each([
    [{ period: '2025-13' }, 'InvalidInput', /period.*a month such as 2025-09|a month such as 2025-09[\s\S]*period/],
    [{ periode: '2025-09' }, 'InvalidInput', /Unrecognized key: \\*"periode/],
    [{ period: '2025-09', dryRun: 'yes' }, 'InvalidInput', /dryRun/],
    [{ period: '2019-01' }, 'NoExport', /there is no export of 2019-01|does not reach|covers/],
  ])('refuses %j: %s', async (input, error, cause) => {
    const execution = await review(input);
    expect(execution).toMatchObject({ status: 'FAILED', error });
    expect(execution.cause).toMatch(cause);
  });

  it('waits for a late export of a scheduled month, with a limit, and goes on when it comes', async () => {
    const late = await start({ scheduledAt: '2025-09-02T22:00:00Z' });
    await sample('2025-08', { customers: 60, months: 14, lastMonth: '2025-08', seed: 5 });
    expect(await ended(late)).toMatchObject({ status: 'SUCCEEDED' });
    const never = await review({ scheduledAt: '2030-01-03T22:00:00Z' });
    expect(never).toMatchObject({ status: 'FAILED', error: 'ExportLate' });
    expect(never.cause).toMatch(/no export of 2029-12 yet/);
  });

  it('a failure is written down by the listener, and the period is free again', async () => {
    await stack.store.write(
      'exports/2025-07/quickbooks__customer_analytics.csv',
      new TextEncoder().encode('customer_id\n'),
    );
    const execution = await review({ period: '2025-07' });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'InputRefused' });
    const record = await eventually(
      () => stack.runs.listPeriod('2025-07'),
      ([run]) => run?.status === 'refused',
    );
    expect(record).toMatchObject([{ status: 'refused' }]);
    const runFolder = record[0]?.prefix ?? '';
    const kept = await eventually(
      () => stack.store.list(runFolder),
      (keys) => keys.includes(`${runFolder}run.json`),
    );
    expect(kept.map((key) => key.slice(runFolder.length)).filter((key) => !key.startsWith('quarantine/'))).toEqual([
      'landing.json',
      'run.json',
    ]);
    expect(
      await eventually(
        () => stack.runs.acquire('2025-07', 'nobody', 'now'),
        (holder) => holder === undefined,
      ),
    ).toBeUndefined();
  });
});
