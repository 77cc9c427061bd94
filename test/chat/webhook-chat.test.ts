import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LocalChatSecrets } from '../../adapters/chat/local-chat-secrets.ts';
import { WebhookChat } from '../../adapters/chat/webhook-chat.ts';
import type { ChatKind } from '../../core/contracts/chat-settings.ts';
import type { ChatSecret } from '../../core/ports/chat.ts';
import { type Answer, chatReceiver, closedOrigin } from './chat-receiver.ts';

const NOW = Date.parse('2025-10-03T06:00:00.250Z');
const OK: Readonly<Record<ChatKind, Answer>> = {
  wecom: { status: 200, body: '{"errcode":0,"errmsg":"ok"}' },
  dingtalk: { status: 200, body: '{"errcode":0,"errmsg":"ok"}' },
  feishu: { status: 200, body: '{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}' },
  slack: { status: 200, body: 'ok' },
  teams: { status: 202 },
};
const KINDS = Object.keys(OK) as ChatKind[];
const BODY = '{"text":"hello"}';

/** A chat whose server is a receiver on this machine; how long it slept, in seconds. */
async function chatAt(
  answers: readonly Answer[],
  { key = null, keys, timeoutMs = 2_000 }: { key?: string | null; keys?: readonly string[]; timeoutMs?: number } = {},
) {
  const { origin, received } = await chatReceiver(...answers);
  const slept: number[] = [];
  const secrets: ChatSecret[] = (keys ?? [key]).map((each) => ({ url: `${origin}/hook?token=T0PSECRET`, key: each }));
  const chat = new WebhookChat({
    secrets: { of: async () => secrets },
    now: () => NOW,
    sleep: async (ms) => void slept.push(ms / 1000),
    timeoutMs,
    alsoAllowed: [origin],
  });
  const post = (kind: ChatKind) => chat.post({ room: 'finance', kind, body: BODY });
  return { post, received, slept };
}

describe('a message to a room', () => {
  it.each(KINDS)('is posted once to %s as JSON', async (kind) => {
    const { post, received } = await chatAt([OK[kind]]);
    expect(await post(kind)).toEqual({ outcome: 'posted' });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      path: '/hook',
      type: 'application/json; charset=utf-8',
      body: { text: 'hello' },
    });
    expect(received[0]?.query.get('token')).toBe('T0PSECRET');
  });

  it('is signed for DingTalk in the address: HMAC of milliseconds and secret under the secret', async () => {
    const { post, received } = await chatAt([OK.dingtalk], { key: 'SECabc' });
    await post('dingtalk');
    const query = received[0]?.query;
    const sign = createHmac('sha256', 'SECabc').update('1759471200250\nSECabc').digest('base64');
    expect([query?.get('timestamp'), query?.get('sign'), query?.get('token')]).toEqual([
      '1759471200250',
      sign,
      'T0PSECRET',
    ]);
  });

  it('is signed for Feishu in the body: HMAC of nothing under seconds and secret', async () => {
    const { post, received } = await chatAt([OK.feishu], { key: 'fs-key' });
    await post('feishu');
    const sign = createHmac('sha256', '1759471200\nfs-key').update('').digest('base64');
    expect(received[0]?.body).toEqual({ timestamp: '1759471200', sign, text: 'hello' });
  });

  it('goes with the other value of a secret that is being exchanged', async () => {
    const wrong: Answer = { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' };
    const { post, received } = await chatAt([wrong, OK.dingtalk], { keys: ['new', 'old'] });
    expect(await post('dingtalk')).toEqual({ outcome: 'posted' });
    const sign = createHmac('sha256', 'old').update(`${NOW}\nold`).digest('base64');
    expect(received[1]?.query.get('sign')).toBe(sign);
  });

  it.each<[ChatKind, Answer]>([
    ['slack', { status: 429, headers: { 'retry-after': '7' } }],
    ['teams', { status: 429, headers: { 'retry-after': '7' } }],
    ['wecom', { status: 429, headers: { 'retry-after': '7' } }],
  ])('waits as long as %s asks', async (kind, busy) => {
    const { post, received, slept } = await chatAt([busy, OK[kind]]);
    expect(await post(kind)).toEqual({ outcome: 'posted' });
    expect([received.length, slept]).toEqual([2, [7]]);
  });

  it.each<[ChatKind, string]>([
    ['wecom', '{"errcode":45009,"errmsg":"api freq out of limit"}'],
    ['dingtalk', '{"errcode":130101,"errmsg":"send too fast"}'],
    ['feishu', '{"code":11232,"msg":"frequency limited psm"}'],
  ])('%s that is asked too often is asked three times, not more', async (kind, body) => {
    const { post, received } = await chatAt([{ status: 200, body }]);
    expect(await post(kind)).toMatchObject({ outcome: 'refused', why: expect.stringMatching(/code/) });
    expect(received).toHaveLength(3);
  });

  it('does not wait for an hour', async () => {
    const { post, slept } = await chatAt([{ status: 429, headers: { 'retry-after': '3600' } }]);
    expect(await post('slack')).toEqual({ outcome: 'refused', why: 'status 429' });
    expect(slept).toEqual([]);
  });

  it.each<[string, ChatKind, Answer, object]>([
    [
      'a message that the chat refuses',
      'wecom',
      { status: 200, body: '{"errcode":40008}' },
      { outcome: 'refused', why: 'errcode 40008' },
    ],
    [
      'a room that is gone',
      'slack',
      { status: 404, body: 'no_service' },
      { outcome: 'refused', why: expect.stringContaining('address or the signature') },
    ],
    [
      'an answer that is not the chat’s',
      'slack',
      { status: 200, body: '<html>proxy</html>' },
      { outcome: 'refused', why: 'status 200' },
    ],
    ['an answer without a code', 'dingtalk', { status: 200, body: '{}' }, { outcome: 'refused', why: 'status 200' }],
    ['a failing server', 'teams', { status: 502 }, { outcome: 'unknown', why: 'status 502' }],
    ['no answer', 'teams', 'silence', { outcome: 'unknown', why: 'no answer in time' }],
    ['a cut line', 'teams', 'hang up', { outcome: 'unknown', why: expect.stringContaining('no answer') }],
    [
      'a redirection',
      'slack',
      { status: 307, headers: { location: 'http://169.254.169.254/latest' } },
      { outcome: 'unknown' },
    ],
  ])('%s is told of once, without address or key', async (_what, kind, answer, expected) => {
    const { post, received } = await chatAt([answer], { key: 'k3y', timeoutMs: 150 });
    const said = await post(kind);
    expect(said).toMatchObject(expected);
    expect(received).toHaveLength(1);
    expect(JSON.stringify(said)).not.toMatch(/127\.0\.0\.1|T0PSECRET|k3y|169\.254/);
  });

  it('a server that is not there is tried three times: nothing can have been posted', async () => {
    const slept: number[] = [];
    const origin = await closedOrigin();
    const chat = new WebhookChat({
      secrets: { of: async () => [{ url: `${origin}/x`, key: null }] },
      sleep: async (ms) => void slept.push(ms),
      alsoAllowed: [origin],
    });
    const said = await chat.post({ room: 'r', kind: 'slack', body: BODY });
    expect(said).toEqual({ outcome: 'refused', why: 'not reached (ECONNREFUSED)' });
    expect(slept).toEqual([1000, 2000]);
  });
});

describe('an address to post to', () => {
  it.each<[ChatKind, string]>([
    ['slack', 'http://hooks.slack.com/services/T/B/x'],
    ['slack', 'https://hooks.slack.com.evil.example/services/x'],
    ['slack', 'https://hooks.slack.com:8443/services/x'],
    ['slack', 'https://user@hooks.slack.com/services/x'],
    ['wecom', 'https://hooks.slack.com/services/x'],
    ['dingtalk', 'https://169.254.169.254/robot/send'],
    ['feishu', 'https://open.feishu.cn.evil.example/hook'],
    ['teams', 'https://logic.azure.com.evil.example/x'],
    ['teams', 'https://evil-logic.azure.com@127.0.0.1/x'],
    ['wecom', 'file:///etc/passwd'],
    ['wecom', 'qyapi.weixin.qq.com'],
  ])('%s is never called at %s', async (kind, url) => {
    const chat = new WebhookChat({ secrets: { of: async () => [{ url, key: null }] } });
    expect(await chat.post({ room: 'r', kind, body: BODY })).toEqual({
      outcome: 'refused',
      why: `its address is no https address of ${kind}`,
    });
  });

  it('is nowhere: the room is told of as refused', async () => {
    const chat = new WebhookChat({ secrets: new LocalChatSecrets({}) });
    expect(await chat.post({ room: 'r', kind: 'slack', body: BODY })).toEqual({
      outcome: 'refused',
      why: 'no secret is filed for it',
    });
  });
});

describe('secrets of rooms on a laptop', () => {
  it('are a variable or a file, an address alone or one with a key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'duewatch-chat-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await writeFile(
      join(folder, 'desk-1'),
      '{"url":"https://oapi.dingtalk.com/robot/send?access_token=x","key":"SECx"}\n',
    );
    const secrets = new LocalChatSecrets({
      DUEWATCH_CHAT_FINANCE_ROOM: 'https://hooks.slack.com/services/x',
      DUEWATCH_CHAT_SECRETS: folder,
    });
    expect(await secrets.of('finance-room')).toEqual([{ url: 'https://hooks.slack.com/services/x', key: null }]);
    expect(await secrets.of('desk-1')).toEqual([
      { url: 'https://oapi.dingtalk.com/robot/send?access_token=x', key: 'SECx' },
    ]);
    expect(await secrets.of('nobody')).toEqual([]);
  });

  it('that cannot be read are not repeated', async () => {
    const secrets = new LocalChatSecrets({ DUEWATCH_CHAT_R: 'hunter2' });
    const failure = await secrets.of('r').catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ChatSecretUnreadable' });
    expect(String(failure)).not.toContain('hunter2');
    const chat = new WebhookChat({ secrets });
    expect(await chat.post({ room: 'r', kind: 'slack', body: BODY })).toEqual({
      outcome: 'refused',
      why: "its secret can't be read: ChatSecretUnreadable",
    });
  });
});
