import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DeskForm,
  type DeskLink,
  reaches,
  readForm,
  readLink,
  signToken,
} from '../../core/domain/desk/desk-link.ts';

const KEY = new Uint8Array(32).fill(7);
const OLD = new Uint8Array(32).fill(8);
const CHECK = { store: 's1', keys: [KEY], now: 1_000 };
const LINK: DeskLink = {
  use: 'link',
  store: 's1',
  scope: { of: 'task', task: 'C1/high_risk/2025-09' },
  by: 'Müller 王',
  expires: 2_000,
  nonce: 'abcdefgh',
  locale: null,
};
const FORM: DeskForm = {
  use: 'form',
  store: 's1',
  by: 'Ana',
  expires: 2_000,
  nonce: 'abcdefgh',
  task: 'C1',
  version: 3,
};

describe('a signed link', () => {
  it('says what was signed', () => {
    expect(readLink(signToken(LINK, KEY), CHECK)).toEqual({ valid: true, token: LINK });
    expect(readForm(signToken(FORM, KEY), CHECK)).toEqual({ valid: true, token: FORM });
  });

  it('opens nothing when any one character of it is another', () => {
    for (const token of [signToken(LINK, KEY), signToken(FORM, KEY)]) {
      for (let at = 0; at < token.length; at += 1) {
        for (const other of ['A', 'B', '-', '.', '=', '\u0000', '王']) {
          if (token[at] === other) continue;
          const forged = token.slice(0, at) + other + token.slice(at + 1);
          expect(readLink(forged, CHECK).valid, `${at} ${other}`).toBe(false);
          expect(readForm(forged, CHECK).valid, `${at} ${other}`).toBe(false);
        }
      }
    }
  });

  it('opens nothing when any one bit of its bytes is flipped', () => {
    const bytes = Buffer.from(signToken(LINK, KEY));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8(forged.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(readLink(forged.toString('latin1'), CHECK)).toEqual({ valid: false, fault: 'forged' });
    }
  });

  it('opens nothing when it is cut short, drawn out or made up', () => {
    const token = signToken(LINK, KEY);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.nat(token.length - 1).map((n) => token.slice(0, n)),
          fc.string({ minLength: 1 }).map((more) => token + more),
        ),
        (text) => {
          expect(readLink(text, CHECK).valid).toBe(false);
        },
      ),
    );
    expect(readLink('d1.'.padEnd(100_000, 'A'), CHECK)).toEqual({ valid: false, fault: 'forged' });
  });

  it('is told apart when it is missing, expired, or of another store', () => {
    const token = signToken(LINK, KEY);
    expect(readLink(null, CHECK)).toEqual({ valid: false, fault: 'missing' });
    expect(readLink('', CHECK)).toEqual({ valid: false, fault: 'missing' });
    expect(readLink(token, { ...CHECK, now: 1_999 }).valid).toBe(true);
    expect(readLink(token, { ...CHECK, now: 2_000 })).toEqual({ valid: false, fault: 'expired' });
    expect(readLink(token, { ...CHECK, store: 's2' })).toEqual({ valid: false, fault: 'other_store' });
  });

  it('signed by another company’s key is forged, whatever it says', () => {
    expect(readLink(signToken(LINK, OLD), CHECK)).toEqual({ valid: false, fault: 'forged' });
  });

  it('signed before a rotation still opens', () => {
    expect(readLink(signToken(LINK, OLD), { ...CHECK, keys: [KEY, OLD] }).valid).toBe(true);
  });

  it('is no form, and a form is no link', () => {
    expect(readForm(signToken(LINK, KEY), CHECK)).toEqual({ valid: false, fault: 'forged' });
    expect(readLink(signToken(FORM, KEY), CHECK)).toEqual({ valid: false, fault: 'forged' });
  });

  it('reaches its own task alone, or every one from the worklist', () => {
    expect(reaches(LINK, 'C1/high_risk/2025-09')).toBe(true);
    expect(reaches(LINK, 'C2/high_risk/2025-09')).toBe(false);
    expect(reaches({ ...LINK, scope: { of: 'worklist' } }, 'C2/high_risk/2025-09')).toBe(true);
  });

  const signed = (body: string) => `${body}.${createHmac('sha256', KEY).update(body).digest('base64url')}`;
  const encoded = (said: unknown) => Buffer.from(JSON.stringify(said)).toString('base64url');

  it('is version, claim and HMAC, so that one of a mail still opens after the next release', () => {
    expect(signToken(LINK, KEY)).toBe(signed(`d1.${encoded(LINK)}`));
  });

  it.each([
    ['another version', `d2.${encoded(LINK)}`],
    ['no version', encoded(LINK)],
    ['no claim', `d1.${encoded({ use: 'link' })}`],
    ['a claim with something besides', `d1.${encoded({ ...LINK, admin: true })}`],
    ['no JSON', `d1.${Buffer.from('{').toString('base64url')}`],
    ['nothing', 'd1.'],
  ])('opens nothing of %s, though it is signed with the key', (_what, body) => {
    expect(readLink(signed(body), CHECK)).toEqual({ valid: false, fault: 'forged' });
  });

  it('is not looked at where it is longer than any link is', () => {
    const long = (length: number) =>
      readLink(signToken({ ...LINK, scope: { of: 'task', task: 'x'.repeat(length) } }, KEY), CHECK);
    expect(long(2_500).valid).toBe(true);
    expect(long(3_000)).toEqual({ valid: false, fault: 'forged' });
  });

  it('is not signed with a short key', () => {
    expect(() => signToken(LINK, new Uint8Array(31))).toThrow(RangeError);
  });
});
