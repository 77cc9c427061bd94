import { createHmac } from 'node:crypto';
import type { ChatKind } from '../../core/contracts/chat-settings.ts';
import type { ChatSecret } from '../../core/ports/chat.ts';

/** What a chat's answer means. */
export type Verdict =
  | { readonly is: 'posted' }
  /** Asked to come back later; nothing was posted. */
  | { readonly is: 'busy'; readonly why: string }
  /** Address or signature is not accepted: another value of the secret may be. */
  | { readonly is: 'stranger'; readonly why: string }
  | { readonly is: 'refused'; readonly why: string };

/** How a chat wants to be called. */
export interface WebhookRules {
  /** Hosts that its webhooks live on. */
  readonly hosts: RegExp;
  /** The request with its signature, where the secret has a key. `now` is milliseconds since 1970. */
  readonly signed: (secret: ChatSecret, body: string, now: number) => { readonly url: string; readonly body: string };
  readonly verdict: (status: number, answer: string) => Verdict;
}

const unsigned: WebhookRules['signed'] = ({ url }, body) => ({ url, body });

/** Some say in the body what went wrong, with status 200: `errcode` or `code`, 0 where it went well. */
function byCode(field: string, busy: readonly number[], stranger: readonly number[]): WebhookRules['verdict'] {
  return (status, answer) => {
    const code = codeIn(answer, field);
    if (code === undefined) return byStatus(() => false)(status, answer);
    const why = `${field} ${code}`;
    if (code === 0) return { is: 'posted' };
    if (busy.includes(code)) return { is: 'busy', why };
    return { is: stranger.includes(code) ? 'stranger' : 'refused', why };
  };
}

function byStatus(accepted: (status: number, answer: string) => boolean): WebhookRules['verdict'] {
  return (status, answer) => {
    const why = `status ${status}`;
    if (accepted(status, answer)) return { is: 'posted' };
    if (status === 429 || status === 503) return { is: 'busy', why };
    return { is: [401, 403, 404, 410].includes(status) ? 'stranger' : 'refused', why };
  };
}

function codeIn(answer: string, field: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(answer);
    if (parsed === null || typeof parsed !== 'object') return undefined;
    const code = (parsed as Readonly<Record<string, unknown>>)[field];
    return typeof code === 'number' ? code : undefined;
  } catch {
    return undefined;
  }
}

const accepted = (status: number) => status >= 200 && status < 300;

/** How each chat wants to be called, as it publishes. */
export const WEBHOOK_RULES: Readonly<Record<ChatKind, WebhookRules>> = {
  wecom: {
    hosts: /^qyapi\.weixin\.qq\.com$/,
    signed: unsigned,
    verdict: byCode('errcode', [45009, -1], [93000]),
  },
  dingtalk: {
    hosts: /^oapi\.dingtalk\.com$/,
    // Key and text of the HMAC: the secret, and milliseconds, newline, secret; base64 in the address.
    signed: ({ url, key }, body, now) => {
      if (key === null) return { url, body };
      const signedUrl = new URL(url);
      signedUrl.searchParams.set('timestamp', String(now));
      signedUrl.searchParams.set('sign', createHmac('sha256', key).update(`${now}\n${key}`).digest('base64'));
      return { url: signedUrl.href, body };
    },
    verdict: byCode('errcode', [130101, 410100, -1], [310000, 300001]),
  },
  feishu: {
    hosts: /^open\.(feishu\.cn|larksuite\.com)$/,
    // Seconds, newline and secret are the key of the HMAC; its text is empty; both go in the body.
    signed: ({ url, key }, body, now) => {
      if (key === null) return { url, body };
      const timestamp = String(Math.floor(now / 1000));
      const sign = createHmac('sha256', `${timestamp}\n${key}`).update('').digest('base64');
      return { url, body: JSON.stringify({ timestamp, sign, ...JSON.parse(body) }) };
    },
    verdict: byCode('code', [11232, 99991400], [19001, 19021]),
  },
  slack: {
    hosts: /^hooks\.slack(-gov)?\.com$/,
    signed: unsigned,
    verdict: byStatus((status, answer) => accepted(status) && answer.trim() === 'ok'),
  },
  teams: {
    hosts: /\.(logic\.azure\.com|environment\.api\.powerplatform\.com|webhook\.office\.com)$/,
    signed: unsigned,
    verdict: byStatus(accepted),
  },
};
