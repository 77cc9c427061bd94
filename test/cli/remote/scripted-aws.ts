import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished, vi } from 'vitest';

/** What a service answers to a request's body; an {@link AwsRefusal} is answered as the service's error. */
type Answer = (body: Record<string, unknown>) => unknown;

/** An error as the JSON services of AWS tell it. */
export class AwsRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The services as the test wrote them, and what was asked of them. */
export interface ScriptedAws {
  readonly asked: { readonly operation: string; readonly body: Record<string, unknown> }[];
  /** The bodies of one operation's requests. */
  bodies(operation: string): Record<string, unknown>[];
}

/**
 * Answers on this machine in the place of AWS, over HTTP, in the services' own protocols: operations by name (Step Functions, Athena,
 * DynamoDB), and the objects of a bucket. The environment of the running test points there, with credentials.
 */
export async function scriptedAws(
  answers: Readonly<Record<string, Answer>>,
  objects: Readonly<Record<string, string>> = {},
): Promise<ScriptedAws> {
  const asked: ScriptedAws['asked'] = [];
  const server = createServer(async (request, response) => {
    const text = await bodyOf(request);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1];
    if (operation === undefined) return sendObject(request, response, objects);
    const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
    asked.push({ operation, body });
    return send(response, operation, answers[operation], body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    vi.unstubAllEnvs();
  });
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${address.port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'an-id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret');
  return { asked, bodies: (operation) => asked.filter((each) => each.operation === operation).map(({ body }) => body) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, operation: string, answer: Answer | undefined, body: Record<string, unknown>) {
  const write = (status: number, value: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(value));
  };
  if (answer === undefined)
    return write(400, { __type: 'AccessDeniedException', message: `not allowed: ${operation}` });
  try {
    write(200, answer(body));
  } catch (error) {
    if (!(error instanceof AwsRefusal)) throw error;
    write(400, { __type: error.type, message: error.message });
  }
}

/** S3: an object by its path, or the list of a prefix. */
function sendObject(request: IncomingMessage, response: ServerResponse, objects: Readonly<Record<string, string>>) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const key = decodeURIComponent(url.pathname).split('/').slice(2).join('/');
  const prefix = url.searchParams.get('prefix');
  if (prefix !== null) {
    const found = Object.keys(objects).filter((each) => each.startsWith(prefix));
    const contents = found.map((each) => `<Contents><Key>${each}</Key><Size>1</Size></Contents>`).join('');
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>`);
    return;
  }
  const body = objects[key];
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/octet-stream' });
  response.end(body ?? '<Error><Code>NoSuchKey</Code></Error>');
}
