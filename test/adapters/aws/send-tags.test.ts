import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sendKeyOf } from '../../../adapters/aws/send-reference.ts';
import { referenceOf, referenceTags } from '../../../adapters/aws/send-tags.ts';

/** As SES hands tags back in its events. */
function asEvent(tags: ReturnType<typeof referenceTags>): Record<string, string[]> {
  return Object.fromEntries(tags.map(({ Name, Value }) => [Name ?? '', [Value ?? '']]));
}

describe('a mail’s reference', () => {
  it('comes back from the tags whatever the address is, and no tag breaks what SES allows', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 900, unit: 'grapheme' }), (reference) => {
        const tags = referenceTags(reference);
        for (const { Name, Value } of tags) {
          expect(Name).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
          expect(Value).toMatch(/^[A-Za-z0-9_.@-]{1,256}$/);
        }
        expect(referenceOf(asEvent(tags))).toBe(Buffer.from(reference, 'utf8').toString('utf8'));
      }),
    );
  });

  it('names the row of the send ledger, slashes in the recipient included', () => {
    expect(sendKeyOf('2025-09/12/alerts/a/b@example.com/3')).toEqual({
      period: '2025-09',
      revision: 12,
      recipient: 'alerts/a/b@example.com',
      attempt: 3,
    });
    for (const other of ['', 'hello', '2025-09/x/a@example.com/1', '2025-09/1//1']) {
      expect(sendKeyOf(other), other).toBeUndefined();
    }
  });

  it('is nothing where a mail is not the product’s', () => {
    expect(referenceOf({ 'ses:from-domain': ['example.com'] })).toBeUndefined();
  });
});
