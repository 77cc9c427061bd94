import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one request is answered: as asked, or as a service in trouble answers. */
export type Answer = (request: IncomingMessage, response: ServerResponse, stored: Buffer | undefined) => void;

/** A server that speaks as much of S3 as reading and writing an object takes, and whose answers can be disturbed. */
export interface S3LikeServer {
  readonly endpoint: string;
  readonly objects: Map<string, Buffer>;
  /** Method and path of every request, in order. */
  readonly requests: string[];
  /** The next requests are answered so, one each; those after them soundly. */
  readonly disturb: (...answers: readonly Answer[]) => void;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port of this machine. */
export async function s3LikeServer(): Promise<S3LikeServer> {
  const objects = new Map<string, Buffer>();
  const requests: string[] = [];
  const next: Answer[] = [];
  const server = createServer(async (request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    requests.push(`${request.method} ${path}`);
    const body = await bodyOf(request);
    const answer = next.shift() ?? sound;
    if (request.method === 'PUT' && answer !== refused) objects.set(path, body);
    answer(request, response, objects.get(path));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests,
    disturb: (...answers) => next.push(...answers),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** The object as it is stored. */
export const sound: Answer = (request, response, stored) => {
  if (request.method === 'PUT') return void response.writeHead(200, { etag: '"x"' }).end();
  if (stored === undefined) return trouble(404, 'NoSuchKey')(request, response, stored);
  response.writeHead(200, { 'content-length': stored.length }).end(stored);
};

/** An error as S3 words it. What was sent is kept all the same: only the answer is bad. */
export function trouble(status: number, code: string): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  };
}

/** Too many requests: nothing is done. */
export const refused: Answer = trouble(503, 'SlowDown');

/** The connection breaks before anything is answered. */
export const hungUp: Answer = (request) => void request.socket.destroy();

/** Half of the body, then the connection breaks. */
export const cutShort: Answer = (request, response, stored = Buffer.alloc(0)) => {
  response.writeHead(200, { 'content-length': stored.length });
  response.write(stored.subarray(0, stored.length / 2), () => setTimeout(() => request.socket.destroy(), 50));
};

/** Half of the body, then nothing more; the connection stays. */
export const stalled: Answer = (_request, response, stored = Buffer.alloc(0)) => {
  response.writeHead(200, { 'content-length': stored.length });
  response.write(stored.subarray(0, stored.length / 2));
};

/** Nothing at all; the connection stays. */
export const silent: Answer = () => undefined;

/** The whole body, little by little. */
export const slow: Answer = async (_request, response, stored = Buffer.alloc(0)) => {
  response.writeHead(200, { 'content-length': stored.length });
  for (let from = 0; from < stored.length; from += Math.ceil(stored.length / 10)) {
    response.write(stored.subarray(from, from + Math.ceil(stored.length / 10)));
    await new Promise((done) => setTimeout(done, 30));
  }
  response.end();
};

/** Another object than was stored, under the digest of the stored one. */
export function tampered(digest: string): Answer {
  return (_request, response, stored = Buffer.alloc(0)) => {
    const other = Buffer.from(stored);
    other[0] = (other[0] ?? 0) ^ 1;
    response.writeHead(200, { 'content-length': other.length, 'x-amz-checksum-crc32': digest }).end(other);
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'aws-chunked' ? unchunked(body) : body;
}

/** What a client that did not know its body's digest beforehand sends: `<length in hex>\r\n<bytes>\r\n`, again and again, `0` and a trailer. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (end < 0 || !(length > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
