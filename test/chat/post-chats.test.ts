import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WebhookChat } from '../../adapters/chat/webhook-chat.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteSendLedger } from '../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { postChats } from '../../core/steps/post-chats.ts';
import { duewatch, testFolder } from '../workflow/command.ts';
import { type Answer, chatReceiver } from './chat-receiver.ts';

const RUN: RunRef = {
  id: '2025-09-aaaa1111',
  period: '2025-09',
  revision: 1,
  prefix: 'runs/2025-09/2025-09-aaaa1111/',
  work: 'work/2025-09-aaaa1111/',
  exports: '',
  startedAt: '2025-10-03T06:00:00.000Z',
  owner: 'laptop:1',
  dryRun: false,
  resend: false,
  version: '0.0.0-test',
};

/** A composed message for one room of Slack, and a server that answers in turn. */
async function composed(...answers: readonly Answer[]) {
  const folder = await testFolder();
  const store = new FolderObjectStore(folder);
  await store.write(`${RUN.prefix}chat/finance.json`, new TextEncoder().encode('{"text":"hello"}\n'));
  const chats = [{ room: 'finance', kind: 'slack', path: 'chat/finance.json' }];
  await store.write(`${RUN.work}chats.json`, new TextEncoder().encode(JSON.stringify(chats)));
  const { origin, received } = await chatReceiver(...answers);
  const chat = new WebhookChat({
    secrets: { of: async () => [{ url: `${origin}/x`, key: null }] },
    timeoutMs: 150,
    alsoAllowed: [origin],
  });
  const ports = { store, sends: new SqliteSendLedger(openTables(folder)), chat };
  return { received, post: (run: Partial<RunRef> = {}) => postChats(ports, { ...RUN, ...run }) };
}

const OK: Answer = { status: 200, body: 'ok' };

describe('the rooms of a review', () => {
  it('are told once, however often the state runs', async () => {
    const { received, post } = await composed(OK);
    expect(await post()).toEqual([{ room: 'finance', outcome: 'posted', why: null }]);
    expect(await post()).toEqual([{ room: 'finance', outcome: 'already_posted', why: null }]);
    expect(received).toHaveLength(1);
  });

  it('are told again where a resend is asked for, or the review has a new revision', async () => {
    const { received, post } = await composed(OK);
    await post();
    const resend = { resend: true, startedAt: '2025-10-04T06:00:00.000Z' };
    expect(await post(resend)).toMatchObject([{ outcome: 'posted' }]);
    expect(await post(resend)).toMatchObject([{ outcome: 'already_posted' }]);
    expect(await post({ revision: 2 })).toMatchObject([{ outcome: 'posted' }]);
    expect(received).toHaveLength(3);
  });

  it('that refused are tried again by the next run of the state', async () => {
    const { received, post } = await composed({ status: 400, body: 'invalid_payload' }, OK);
    expect(await post()).toEqual([{ room: 'finance', outcome: 'refused', why: 'status 400' }]);
    expect(await post()).toMatchObject([{ outcome: 'posted' }]);
    expect(await post()).toMatchObject([{ outcome: 'already_posted' }]);
    expect(received).toHaveLength(2);
  });

  it('that did not answer are not told a second time', async () => {
    const { received, post } = await composed('silence', OK);
    expect(await post()).toEqual([{ room: 'finance', outcome: 'unresolved', why: 'no answer in time' }]);
    expect(await post()).toMatchObject([{ outcome: 'unresolved', why: expect.stringContaining('resend') }]);
    expect(received).toHaveLength(1);
  });

  it('are left alone by a rehearsal', async () => {
    const { received, post } = await composed(OK);
    expect(await post({ dryRun: true })).toEqual([{ room: 'finance', outcome: 'dry_run', why: null }]);
    expect(received).toHaveLength(0);
  });

  it('that cannot be told fail no review: run.json and the summary say so, and the message is kept', async () => {
    const folder = await testFolder();
    const { rulesFile } = await writeSample(join(folder, 'export'), { customers: 60, months: 14 });
    const rules = `${await readFile(rulesFile, 'utf8')}\nchat:\n  - { name: finance, kind: wecom, about: [report, tasks] }\n`;
    await writeFile(join(folder, 'rules.yaml'), rules);
    const ended = await duewatch(
      'run',
      ...['--exports', join(folder, 'export'), '--config', join(folder, 'rules.yaml')],
      ...['--store', join(folder, 'store'), '--out', join(folder, 'out')],
    );
    expect(ended).toMatchObject({ status: 0, out: expect.stringMatching(/Chat +1 not posted: run\.json says why/) });
    const { effects } = JSON.parse(await readFile(join(folder, 'out', 'run.json'), 'utf8'));
    expect(effects[0].chats).toEqual([{ room: 'finance', outcome: 'refused', why: 'no secret is filed for it' }]);
    const message = JSON.parse(await readFile(join(folder, 'out', 'chat', 'finance.json'), 'utf8'));
    expect(message).toMatchObject({ msgtype: 'markdown' });
  });

  it.each([
    ['a chat nobody knows', '{ name: a, kind: icq }'],
    ['an address in the settings', '{ name: a, kind: slack, url: "https://hooks.slack.com/x" }'],
    ['a name that is a path', '{ name: ../a, kind: slack }'],
    ['the same room twice', '{ name: a, kind: slack }, { name: a, kind: teams }'],
  ])('named with %s are refused with the settings', async (_what, rooms) => {
    const folder = await testFolder();
    await writeFile(join(folder, 'rules.yaml'), `chat: [${rooms}]\n`);
    const ended = await duewatch(
      'run',
      ...['--exports', folder, '--config', join(folder, 'rules.yaml'), '--store', join(folder, 'store')],
    );
    expect(ended).toMatchObject({ status: 2, err: expect.stringContaining('chat') });
  });
});
