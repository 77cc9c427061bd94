import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the receiver met it. */
export interface Received {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly type: string | undefined;
  readonly body: Record<string, unknown>;
}

/** How the receiver answers a request: status, body, headers; `silence` never answers, `hang up` cuts the line. */
export type Answer =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'silence'
  | 'hang up';

/** A chat's server on this machine for the running test: answers are given in turn, the last one for good. */
export async function chatReceiver(...answers: readonly Answer[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const url = new URL(request.url ?? '/', 'http://receiver');
      const answer = answers[Math.min(received.length, answers.length - 1)] ?? { status: 200 };
      received.push({
        path: url.pathname,
        query: url.searchParams,
        type: request.headers['content-type'],
        body: JSON.parse(text),
      });
      if (answer === 'silence') return;
      if (answer === 'hang up') request.socket.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body ?? '');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, received };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Where a server was and is no more. */
export async function closedOrigin(): Promise<string> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return `http://127.0.0.1:${port}`;
}
