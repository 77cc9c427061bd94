import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareIds } from '../../core/domain/customer-order.ts';

describe('order of customer ids', () => {
  test('is that of the bytes of their UTF-8 text, as both engines sort', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        expect(Math.sign(compareIds(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))));
      }),
    );
  });

  test('puts a character outside the basic plane after one inside it', () => {
    expect(compareIds('\u{1F600}', '\uFF21')).toBeGreaterThan(0);
    expect(compareIds('\uFF21', '\u{1F600}')).toBeLessThan(0);
  });

  test('puts the first and the last half of a pair after every single unit', () => {
    for (const half of ['\ud800', '\udfff']) {
      expect(compareIds(half, '\uffff')).toBeGreaterThan(0);
      expect(compareIds('\uffff', half)).toBeLessThan(0);
    }
    expect(compareIds('\ue000', '\uffff')).toBeLessThan(0);
    expect(compareIds('\ud7ff', '\ue000')).toBeLessThan(0);
  });

  test('is of texts: 10 comes before 9', () => {
    expect(compareIds('10', '9')).toBeLessThan(0);
  });
});
