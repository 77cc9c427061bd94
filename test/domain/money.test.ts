import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../core/domain/decimal.ts';
import { divideRounded, exactToDecimal, exactToNumber, toExact } from '../../core/domain/exact.ts';
import { currencyDigits, formatExactMoney, formatMoney } from '../../core/domain/money.ts';

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => new Decimal(units.toString()).div(10 ** places).toFixed());

describe('money', () => {
  test.each([
    ['2.345', 2, '2.35'],
    ['2.344999', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['-0.004', 2, '0.00'],
    ['0', 2, '0.00'],
    ['1234.5', 0, '1235'],
    ['-1234.5', 0, '-1235'],
    ['-0.4', 0, '0'],
    ['1.0005', 3, '1.001'],
    ['999999999999999999.995', 2, '1000000000000000000.00'],
  ])('%s to %i digits is %s, half away from zero', (text, digits, expected) => {
    expect(formatMoney(new Decimal(text), digits)).toBe(expected);
    expect(formatExactMoney(toExact(text), digits)).toBe(expected);
  });

  test.each([
    [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
    [2, 'USD EUR GBP CNY MRU MGA XXX'],
    [3, 'BHD IQD JOD KWD LYD OMR TND'],
    [4, 'CLF UYW'],
  ])('amounts have %i digits in %s', (digits, currencies) => {
    for (const currency of currencies.split(' ')) expect(currencyDigits(currency), currency).toBe(digits);
  });

  test('an amount is never off by more than half of its last digit, and keeps its sign or is zero', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(0, 2, 3, 4), (text, digits) => {
        const written = formatExactMoney(toExact(text), digits);
        expect(written).toMatch(digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`));
        const off = new Decimal(written).minus(text).abs();
        expect(off.times(2).lte(new Decimal(10).pow(-digits))).toBe(true);
        expect(written.startsWith('-')).toBe(new Decimal(text).lt(0) && !new Decimal(written).isZero());
      }),
    );
  });

  test('a text with up to twelve digits after the point is read to the last of them', () => {
    expect(toExact('.5')).toBe(500_000_000_000n);
    expect(toExact('1.000000000001')).toBe(1_000_000_000_001n);
    expect(toExact('-1.100000000001')).toBe(-1_100_000_000_001n);
    expect(toExact('123456789012345678901234567890.000000000001')).toBe(123456789012345678901234567890000000000001n);
    // A Decimal of Number's precision would lose the last digits.
    expect(toExact('12345678901234567890123456789012345678.123456789012') % 1_000_000_000_000n).toBe(123456789012n);
  });

  test('reading back what exact units are is no change', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (units) => {
        expect(toExact(exactToDecimal(units).toFixed(12))).toBe(units);
      }),
    );
  });

  test('both ways of writing an amount agree', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(0, 2, 3, 4), (text, digits) => {
        expect(formatExactMoney(toExact(text), digits)).toBe(formatMoney(new Decimal(text), digits));
      }),
    );
  });

  test('sums of exact units are sums of decimals', () => {
    fc.assert(
      fc.property(fc.array(amount), (texts) => {
        const units = texts.reduce((sum, text) => sum + toExact(text), 0n);
        const decimals = texts.reduce((sum, text) => sum.plus(text), new Decimal(0));
        expect(exactToDecimal(units).eq(decimals)).toBe(true);
      }),
    );
  });

  test('digits past the twelfth are rounded half away from zero', () => {
    expect(toExact('0.0000000000005')).toBe(1n);
    expect(toExact('-0.0000000000005')).toBe(-1n);
    expect(toExact('0.00000000000049')).toBe(0n);
  });

  test('exact units become the number that the text is', () => {
    expect(exactToNumber(toExact('73.123456789012'))).toBe(73.123456789012);
    expect(exactToNumber(toExact('-7'))).toBe(-7);
  });

  test('quotients are rounded half away from zero', () => {
    expect([divideRounded(5n, 2n), divideRounded(-5n, 2n), divideRounded(4n, 3n), divideRounded(-4n, 3n)]).toEqual([
      3n,
      -3n,
      1n,
      -1n,
    ]);
  });
});
