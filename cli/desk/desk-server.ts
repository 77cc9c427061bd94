import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** A page served on this machine. */
export interface LocalServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  close(): Promise<void>;
}

/** How long a browser may take to send a request. */
const SLOWEST_MS = 20_000;

/**
 * Serves a handler of requests to this machine alone. A request whose Host is another name is refused: a site that lets its own name
 * point here would else be asked with the rights of this page.
 *
 * @throws the system's error where the port is taken.
 */
export async function serveLocally(
  handler: (request: Request) => Promise<Response>,
  port: number,
): Promise<LocalServer> {
  let hosts: readonly string[] = [];
  const server = createServer({ requestTimeout: SLOWEST_MS, headersTimeout: SLOWEST_MS }, (incoming, outgoing) => {
    const host = incoming.headers.host ?? '';
    const answered = hosts.includes(host) ? relay(handler, incoming, outgoing, host) : refuse(outgoing);
    answered.catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  const taken = address !== null && typeof address === 'object' ? address.port : port;
  hosts = [`127.0.0.1:${taken}`, `localhost:${taken}`];
  return {
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function relay(
  handler: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  host: string,
): Promise<void> {
  const url = URL.parse(incoming.url ?? '/', `http://${host}`);
  const { method = 'GET' } = incoming;
  // TRACE, TRACK and CONNECT are no requests that a handler could be given.
  if (url === null || url.host !== host || ['TRACE', 'TRACK', 'CONNECT'].includes(method)) return refuse(outgoing);
  const headers = new Headers();
  for (const name of ['accept-language', 'content-type']) {
    const value = incoming.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const bare = method === 'GET' || method === 'HEAD';
  const request = new Request(url, {
    method,
    headers,
    ...(bare ? {} : { body: Readable.toWeb(incoming), duplex: 'half' }),
  });
  const response = await handler(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await pipeline(Readable.fromWeb(response.body), outgoing);
}

async function refuse(outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  outgoing.end('Open the address that the terminal printed.\n');
}
