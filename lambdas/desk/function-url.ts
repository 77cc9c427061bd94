import { z } from 'zod';

/** A request as a function URL hands it over (payload format 2.0): what the page needs of it. */
export const urlEvent = z.object({
  rawPath: z.string(),
  rawQueryString: z.string().default(''),
  headers: z.record(z.string(), z.string()).default({}),
  requestContext: z.object({ domainName: z.string(), http: z.object({ method: z.string() }) }),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().default(false),
});

/** What a function URL takes for an answer. */
export interface UrlAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Browsers that were here once come back by https alone. */
const ALWAYS_HTTPS = { 'strict-transport-security': 'max-age=31536000' };

/** Puts a handler of requests behind a function URL. */
export function behindFunctionUrl(handler: (request: Request) => Promise<Response>) {
  return async (event: unknown): Promise<UrlAnswer> => {
    const response = await handler(requestOf(urlEvent.parse(event)));
    const headers = { ...Object.fromEntries(response.headers), ...ALWAYS_HTTPS };
    return { statusCode: response.status, headers, body: await response.text() };
  };
}

function requestOf(event: z.output<typeof urlEvent>): Request {
  const { rawPath, rawQueryString, requestContext, isBase64Encoded } = event;
  const { method } = requestContext.http;
  const url = new URL(`https://${requestContext.domainName}`);
  url.pathname = rawPath;
  url.search = rawQueryString;
  const headers = new Headers();
  for (const name of ['accept-language', 'content-type']) {
    const value = event.headers[name];
    if (value !== undefined) headers.set(name, value);
  }
  if (method === 'GET' || method === 'HEAD') return new Request(url, { method, headers });
  const body = Buffer.from(event.body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  return new Request(url, { method, headers, body });
}
