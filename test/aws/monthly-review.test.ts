import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import {
  type DeployedStack,
  deployedStack,
  emptyStack,
  ended,
  eventually,
  jsonObject,
  publishedEvents,
  putExport,
  review,
  sentMails,
  start,
} from './deployed-stack.ts';
import { reviewOnLaptop } from './laptop.ts';

const PEOPLE = ['caiwu@example.com', 'director@example.com'];
/** Desks with new tasks: a digest each. */
const DESKS = ['accounts@example.com', 'collections@example.com', 'credit@example.com'];

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
  await emptyStack(stack);
});

/** What the service sent is what the run composed: to whom, subject, text and page of each mail. */
async function expectMailsOfOutbox(mails: Awaited<ReturnType<typeof sentMails>>, prefix: string): Promise<void> {
  const outbox = (await stack.store.list(`${prefix}outbox/`)).filter((key) => key.endsWith('.eml'));
  const composed = await Promise.all(
    outbox.map(async (key) => PostalMime.parse((await stack.store.read(key)) ?? new Uint8Array())),
  );
  const lines = (text: string | null | undefined) => (text ?? '').replace(/\r\n/g, '\n').trim();
  const inOrder = (a: { to: string }, b: { to: string }) => (a.to < b.to ? -1 : 1);
  expect(
    mails
      .map((mail) => ({
        to: mail.To.join(),
        subject: mail.Subject,
        text: lines(mail.BodyText),
        page: lines(mail.BodyHtml),
      }))
      .sort(inOrder),
  ).toEqual(
    composed
      .map(({ to, subject, text, html }) => ({
        to: (to ?? []).map(({ address }) => address).join(),
        subject,
        text: lines(text),
        page: lines(html),
      }))
      .sort(inOrder),
  );
  expect(mails.flatMap(({ To }) => To).sort()).toEqual([...DESKS, ...PEOPLE].sort());
}

async function bytesOf(path: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(path));
}

describe('the monthly review in AWS', () => {
  it('comes to the very figures of the laptop, sends the mail and opens the tasks', async () => {
    const dir = await sample('2025-09', { customers: 300, months: 14, lastMonth: '2025-09', seed: 5 });
    const mails = (await sentMails()).length;
    const events = (await publishedEvents()).length;
    const execution = await review({ period: '2025-09' });
    expect(execution).toMatchObject({ status: 'SUCCEEDED' });
    const { prefix } = JSON.parse(execution.output ?? '{}');
    const laptop = await reviewOnLaptop(dir, folder);
    expect(await stack.store.read(`${prefix}figures.json`)).toEqual(await bytesOf(join(laptop, 'figures.json')));
    const { figures } = JSON.parse(await readFile(join(laptop, 'figures.json'), 'utf8'));
    const highRisk: number = figures['selection.high_risk.count'].value;
    expect(highRisk).toBeGreaterThan(0);
    const recipients = (await stack.sends.list('2025-09')).map(({ recipient, status }) => [recipient, status]);
    expect(recipients).toEqual([...DESKS.map((desk) => `alerts/${desk}`), ...PEOPLE].map((to) => [to, 'SENT']));
    await expectMailsOfOutbox((await sentMails()).slice(mails), prefix);
    const tasks = await stack.tasks.list();
    expect(tasks).toHaveLength(highRisk);
    const announced = (await publishedEvents()).slice(events).filter(({ type }) => type === 'CollectionTaskOpened');
    expect(new Set(announced.map(({ detail }) => detail['task_id']))).toEqual(
      new Set(tasks.map(({ task_id }) => task_id)),
    );
    const record = await jsonObject(stack, `${prefix}run.json`);
    expect(record.states.map(({ name }: { name: string }) => name)).toContain('ComposeReport');
  });

  it('run again: no second mail, no second task; with resend, everybody once more', async () => {
    const [mails, tasks] = [(await sentMails()).length, (await stack.tasks.list()).length];
    expect(await review({ period: '2025-09' })).toMatchObject({ status: 'SUCCEEDED' });
    expect([(await sentMails()).length, (await stack.tasks.list()).length]).toEqual([mails, tasks]);
    expect(await review({ period: '2025-09', resend: true, dryRun: false })).toMatchObject({ status: 'SUCCEEDED' });
    expect((await sentMails()).length).toBe(mails + PEOPLE.length + DESKS.length);
  });

  it.each([{ dryRun: true }, { resend: true }])(
    'of two started together with %j one runs and one ends saying why',
    async (more) => {
      const mails = (await sentMails()).length;
      const both = await Promise.all([start({ period: '2025-09', ...more }), start({ period: '2025-09', ...more })]);
      const ends = await Promise.all(both.map(ended));
      expect(ends.map(({ status }) => status).sort()).toEqual(['FAILED', 'SUCCEEDED']);
      const refused = ends.find(({ status }) => status === 'FAILED');
      expect(refused?.error).toBe('RunLocked');
      expect(refused?.cause).toMatch(/another run of 2025-09 has been at work since .*wait for it, or stop it first/);
      expect(await sentMails()).toHaveLength(mails + ('resend' in more ? PEOPLE.length + DESKS.length : 0));
    },
  );

  it('takes {} as the newest month of the newest export', async () => {
    const execution = await review({});
    expect(execution).toMatchObject({ status: 'SUCCEEDED' });
    expect(execution.output).toContain('runs/2025-09/');
  });

  it.each([
    ['{"period":"2025-13"}', 'InvalidInput', /a month such as 2025-09[\s\S]*input\.period/],
    ['{"period":202509}', 'InvalidInput', /expected string, received number[\s\S]*input\.period/],
    ['{"periode":"2025-09"}', 'InvalidInput', /Unrecognized key: \\*"periode/],
    ['{"period":"2025-09","dryRun":"yes"}', 'InvalidInput', /expected boolean, received string[\s\S]*input\.dryRun/],
    ['{"period":"2025-09","resend":1}', 'InvalidInput', /expected boolean, received number[\s\S]*input\.resend/],
    ['{"scheduledAt":"yesterday"}', 'InvalidInput', /input\.scheduledAt/],
    ['"2025-09"', 'InvalidInput', /expected object, received string/],
    ['[]', 'InvalidInput', /expected object, received array/],
    ['null', 'InvalidInput', /expected object, received null/],
    ['{"period":"2019-01"}', 'NoExport', /there is no export of 2019-01|does not reach|covers/],
    ['{"exports":"nowhere"}', 'NoExport', /no export exports\/nowhere; there are: 2025-09/],
    ['{"period":"2025-09","exports":"../work"}', 'NoExport', /no export exports\/\.\.\/work; there are: 2025-09/],
  ])('ends on %s with %s, which says what to type', async (input, error, cause) => {
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
