import type { Chat, ChatAnswer, ChatPost, ChatSecret, ChatSecrets } from '../../core/ports/chat.ts';
import { WEBHOOK_RULES, type WebhookRules } from './webhook-rules.ts';

/** How calls are made. */
export interface WebhookOptions {
  readonly secrets: ChatSecrets;
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  readonly timeoutMs?: number;
  /** Origins beside the chats' own: a receiver on this machine, in tests. */
  readonly alsoAllowed?: readonly string[];
}

const TRIES = 3;
const TIMEOUT_MS = 10_000;
/** Longest wait that a chat may ask for; who asks for more is told of as busy. */
const LONGEST_WAIT_S = 30;
const LONGEST_ANSWER = 10_000;

/** Errors of a connection that was never made: nothing was posted. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * Posts to the webhooks of chats. Only https, only to hosts that a chat has its webhooks on, never along a redirection; what is told of a
 * failure names neither address nor key. Tried again only where nothing can have been posted.
 */
export class WebhookChat implements Chat {
  readonly #options: WebhookOptions;

  constructor(options: WebhookOptions) {
    this.#options = options;
  }

  async post(post: ChatPost): Promise<ChatAnswer> {
    let secrets: readonly ChatSecret[];
    try {
      secrets = await this.#options.secrets.of(post.room);
    } catch (error) {
      return {
        outcome: 'refused',
        why: `its secret can't be read: ${error instanceof Error ? error.name : 'unknown error'}`,
      };
    }
    let answer: ChatAnswer = { outcome: 'refused', why: 'no secret is filed for it' };
    for (const secret of secrets) {
      const said = await this.#postWith(secret, post);
      if (said !== 'stranger') return said;
      answer = { outcome: 'refused', why: 'the chat does not accept the address or the signature' };
    }
    return answer;
  }

  async #postWith(secret: ChatSecret, { kind, body }: ChatPost): Promise<ChatAnswer | 'stranger'> {
    const rules = WEBHOOK_RULES[kind];
    if (!this.#isAllowed(secret.url, rules))
      return { outcome: 'refused', why: `its address is no https address of ${kind}` };
    for (let tried = 1; ; tried += 1) {
      const call = await this.#call(rules.signed(secret, body, (this.#options.now ?? Date.now)()));
      if ('outcome' in call) {
        if (call.outcome === 'unknown' || tried === TRIES) return call;
        await this.#wait(tried);
        continue;
      }
      const verdict = rules.verdict(call.status, call.answer);
      if (verdict.is === 'posted') return { outcome: 'posted' };
      if (verdict.is === 'stranger') return 'stranger';
      // A server that failed midway may have posted it.
      if (call.status >= 500 && verdict.is === 'refused') return { outcome: 'unknown', why: verdict.why };
      const wait = call.retryAfter ?? tried;
      if (verdict.is === 'refused' || tried === TRIES || wait > LONGEST_WAIT_S)
        return { outcome: 'refused', why: verdict.why };
      await this.#wait(wait);
    }
  }

  async #call({ url, body }: { url: string; body: string }) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(this.#options.timeoutMs ?? TIMEOUT_MS),
      });
      const answer = (await response.text()).slice(0, LONGEST_ANSWER);
      return { status: response.status, answer, retryAfter: secondsIn(response.headers.get('retry-after')) };
    } catch (error) {
      return failureOf(error);
    }
  }

  #isAllowed(address: string, { hosts }: WebhookRules): boolean {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, port, username, origin } = new URL(address);
    if (this.#options.alsoAllowed?.includes(origin) === true) return true;
    return protocol === 'https:' && port === '' && username === '' && hosts.test(hostname);
  }

  async #wait(seconds: number): Promise<void> {
    const sleep = this.#options.sleep ?? ((ms: number) => new Promise<void>((done) => setTimeout(done, ms)));
    await sleep(seconds * 1000);
  }
}

function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header.trim()) ? Number(header) : undefined;
}

/** The system's own words hold the address: only its code is told. */
function failureOf(error: unknown): Extract<ChatAnswer, { why: string }> {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (NOT_REACHED.has(code)) return { outcome: 'refused', why: `not reached (${code})` };
  const timedOut = error instanceof Error && error.name === 'TimeoutError';
  return { outcome: 'unknown', why: timedOut ? 'no answer in time' : `no answer${code === '' ? '' : ` (${code})`}` };
}
