import { afterEach, describe, expect, it } from 'vitest';
import { behindFunctionUrl } from '../../lambdas/desk/function-url.ts';
import { task } from '../adapters/contract/task-store-contract.ts';
import { formsOf, type TestDesk, testDesk, textOf } from '../desk/desk-host.ts';

let desk: TestDesk;

afterEach(() => desk.close());

function event(method: string, query: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>> = {}) {
  return {
    version: '2.0',
    rawPath: '/',
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'accept-language': 'zh-CN', 'content-type': 'application/x-www-form-urlencoded', host: 'evil.example' },
    requestContext: { domainName: 'abc.lambda-url.eu-central-1.on.aws', http: { method, sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
    ...more,
  };
}

describe('the desk page behind a function URL', () => {
  it('shows a task and takes its form, as text and as base64', async () => {
    desk = await testDesk([task('C1/high_risk/2025-09')]);
    const page = behindFunctionUrl(desk.handle);
    const address = { t: await desk.token({ locale: null }), task: 'C1/high_risk/2025-09' };
    for (const encode of [false, true]) {
      const shown = await page(event('GET', address));
      expect([shown.statusCode, shown.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
      expect(shown.body).toContain('<html lang="zh-CN">');
      expect(textOf(shown.body)).toContain('Müller & 王');
      const form = new URLSearchParams({
        ...formsOf(shown.body)[0],
        quick: 'not_reached',
        note: '王先生 & co',
      }).toString();
      const body = encode ? Buffer.from(form).toString('base64') : form;
      const sent = await page(event('POST', address, { body, isBase64Encoded: encode }));
      expect(sent).toMatchObject({ statusCode: 303, body: '' });
      expect(sent.headers['location']).toMatch(/^\/\?t=/);
    }
    const found = await desk.host.tasks.get('C1/high_risk/2025-09');
    expect(found?.contacts).toMatchObject([{ note: '王先生 & co' }, { note: '王先生 & co' }]);
  });

  it('is reached by https alone, whatever the request says of its host', async () => {
    desk = await testDesk([task('C1')]);
    const seen: string[] = [];
    const page = behindFunctionUrl(async (request) => {
      seen.push(request.url);
      return desk.handle(request);
    });
    const { headers } = await page(event('GET', {}, { rawPath: '//evil.example/..%2f' }));
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(seen.map((url) => new URL(url).origin)).toEqual(['https://abc.lambda-url.eu-central-1.on.aws']);
  });

  it('refuses what is no request', async () => {
    desk = await testDesk([]);
    await expect(behindFunctionUrl(desk.handle)({ hello: 'world' })).rejects.toThrow('requestContext');
  });
});
