import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type LocalServer, serveLocally } from '../../cli/desk/desk-server.ts';
import { task } from '../adapters/contract/task-store-contract.ts';
import { formsOf, type TestDesk, testDesk } from './desk-host.ts';

let desk: TestDesk;
let server: LocalServer;

afterEach(async () => {
  await server.close();
  desk.close();
});

async function open(): Promise<string> {
  desk = await testDesk([task('C1')]);
  server = await serveLocally(desk.handle, 0);
  return `${server.origin}/?${new URLSearchParams({ t: await desk.token(), task: 'C1' })}`;
}

/** The status of a request as a browser would make it under another name. */
async function statusOf(
  url: string,
  options: { method?: string; host?: string; path?: string },
): Promise<number | undefined> {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const { method = 'GET', host = `${hostname}:${port}`, path = pathname + search } = options;
    const asked = request({ hostname, port, path, method, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.once('error', reject).end();
  });
}

describe('the page on this machine', () => {
  it('is served over HTTP, and takes a form', async () => {
    const url = await open();
    const page = await fetch(url);
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const form = { ...formsOf(await page.text())[0], quick: 'reached' };
    const sent = await fetch(url, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
    expect(sent.status).toBe(303);
    expect((await desk.host.tasks.get('C1'))?.contacts).toHaveLength(1);
  });

  it('listens on this machine alone, and refuses every other name that points here', async () => {
    const url = await open();
    const { port, host } = new URL(url);
    expect(server.origin).toBe(`http://127.0.0.1:${port}`);
    expect(await statusOf(url, { host })).toBe(200);
    expect(await statusOf(url, { host: `localhost:${port}` })).toBe(200);
    for (const other of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
      `[::1]:${port}`,
    ]) {
      expect(await statusOf(url, { host: other }), other).toBe(421);
    }
    expect(await statusOf(url, { path: 'http://evil.example/' })).toBe(421);
  });

  it('answers what is no page or no method of it', async () => {
    const url = await open();
    expect(await statusOf(url, { path: '/../../etc/passwd' })).toBe(404);
    expect(await statusOf(url, { method: 'TRACE' })).toBe(421);
    expect(await statusOf(url, { method: 'DELETE' })).toBe(405);
    expect(desk.failures).toEqual([]);
  });
});
