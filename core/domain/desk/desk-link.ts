import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Longest token that is looked at. */
const LONGEST = 4_000;
const VERSION = 'd1';

const claim = {
  /** The store it was written for. */
  store: z.string().min(1),
  /** One task, or the worklist with every task on it. */
  scope: z.discriminatedUnion('of', [
    z.strictObject({ of: z.literal('task'), task: z.string().min(1) }),
    z.strictObject({ of: z.literal('worklist') }),
  ]),
  /** Who was given it: the name that stands on what is written. */
  by: z.string().min(1).max(200),
  /** Seconds since 1970. */
  expires: z.int().positive(),
  nonce: z.string().min(8).max(64),
};

const deskLink = z.strictObject({ use: z.literal('link'), ...claim, locale: z.enum(['zh-CN', 'en']).nullable() });
const deskForm = z.strictObject({
  use: z.literal('form'),
  store: claim.store,
  by: claim.by,
  expires: claim.expires,
  nonce: claim.nonce,
  task: z.string().min(1),
  /** Version of the task that the person saw. */
  version: z.int().min(1),
});
const deskToken = z.discriminatedUnion('use', [deskLink, deskForm]);

/** What a link of a mail, or one printed on the terminal, lets a person do until it expires: look, and be given forms. */
export type DeskLink = z.output<typeof deskLink>;
/** What a form lets a person do, once: change this task as it was shown. */
export type DeskForm = z.output<typeof deskForm>;

/** Why a token opens nothing. */
export type TokenFault = 'missing' | 'forged' | 'expired' | 'other_store';

/** A token read: what it says, or why it says nothing. */
export type TokenReading<T> =
  | { readonly valid: true; readonly token: T }
  | { readonly valid: false; readonly fault: TokenFault };

/** What tokens are checked against. */
export interface TokenCheck {
  readonly store: string;
  /** The current key and those still accepted. */
  readonly keys: readonly Uint8Array[];
  /** Seconds since 1970. */
  readonly now: number;
}

/** The token as text for an address or a form: version, claim and HMAC-SHA-256 over both, in base64url. */
export function signToken(token: DeskLink | DeskForm, key: Uint8Array): string {
  const body = `${VERSION}.${Buffer.from(JSON.stringify(token)).toString('base64url')}`;
  return `${body}.${macOf(body, key).toString('base64url')}`;
}

/** What a link says. Nothing of the text is read before its signature holds; signatures are compared in constant time. */
export function readLink(text: string | null, check: TokenCheck): TokenReading<DeskLink> {
  const read = readToken(text, check);
  if (!read.valid) return read;
  return read.token.use === 'link' ? { valid: true, token: read.token } : { valid: false, fault: 'forged' };
}

/** What a form says. */
export function readForm(text: string | null, check: TokenCheck): TokenReading<DeskForm> {
  const read = readToken(text, check);
  if (!read.valid) return read;
  return read.token.use === 'form' ? { valid: true, token: read.token } : { valid: false, fault: 'forged' };
}

/** Whether a link reaches a task. */
export function reaches(link: DeskLink, taskId: string): boolean {
  return link.scope.of === 'worklist' || link.scope.task === taskId;
}

function readToken(text: string | null, { store, keys, now }: TokenCheck): TokenReading<DeskLink | DeskForm> {
  if (text === null || text === '') return { valid: false, fault: 'missing' };
  const forged = { valid: false, fault: 'forged' } as const;
  if (text.length > LONGEST) return forged;
  const end = text.lastIndexOf('.');
  const body = text.slice(0, end);
  if (!body.startsWith(`${VERSION}.`) || !signedByAny(body, text.slice(end + 1), keys)) return forged;
  const claimed = deskToken.safeParse(jsonOf(body.slice(VERSION.length + 1)));
  if (!claimed.success) return forged;
  if (claimed.data.store !== store) return { valid: false, fault: 'other_store' };
  if (claimed.data.expires <= now) return { valid: false, fault: 'expired' };
  return { valid: true, token: claimed.data };
}

/** Compares texts, not decoded bytes: base64url has several spellings of the same bytes, and one alone was signed. */
function signedByAny(body: string, signature: string, keys: readonly Uint8Array[]): boolean {
  const given = Buffer.from(signature);
  let found = false;
  for (const key of keys) {
    const expected = Buffer.from(macOf(body, key).toString('base64url'));
    if (given.length === expected.length && timingSafeEqual(given, expected)) found = true;
  }
  return found;
}

function macOf(body: string, key: Uint8Array): Buffer {
  if (key.length < 32) throw new RangeError('a key of the desk has 32 bytes at least');
  return createHmac('sha256', key).update(body).digest();
}

function jsonOf(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
