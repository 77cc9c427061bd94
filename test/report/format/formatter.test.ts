import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText, displayWidth, shorten } from '../../../report/format/clean-text.ts';
import { createFormatter } from '../../../report/format/formatter.ts';
import { roundedText, signedText } from '../../../report/format/round.ts';

const en = createFormatter('en', 'USD');
const zh = createFormatter('zh-CN', 'CNY');

describe('rounding', () => {
  it('rounds halves away from zero, as decimals and not as binary fractions', () => {
    expect([1.005, -1.005, 0.125, 2.5].map((value) => roundedText(value, 2))).toEqual([
      '1.01',
      '−1.01',
      '0.13',
      '2.50',
    ]);
  });

  it('gives no sign to what rounds to nothing', () => {
    expect([roundedText(-0.004, 2), signedText(0.004, 2), signedText(-0.04, 1), signedText(0.06, 1)]).toEqual([
      '0.00',
      '0.00',
      '0.0',
      '+0.1',
    ]);
  });

  it('never loses a digit of an amount, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (cents) => {
        const amount = new Decimal(cents.toString()).div(100).toFixed(2);
        const read = roundedText(amount, 2).replaceAll(',', '').replace('−', '-');
        expect(new Decimal(read).eq(amount)).toBe(true);
      }),
    );
  });
});

describe('money', () => {
  it('is written in full in tables, to the currency’s digits', () => {
    expect([en.money('-1234567.895'), zh.money('1234567.80'), createFormatter('en', 'JPY').money('1234.00')]).toEqual([
      '−$1,234,567.90',
      '¥1,234,567.80',
      '¥1,234',
    ]);
  });

  it('is short in headlines: millions in English, 万 and 亿 in Chinese', () => {
    expect([en.money('4213456.78', 'short'), en.money('84120', 'short'), en.money('8412.49', 'short')]).toEqual([
      '$4.21M',
      '$84.1K',
      '$8,412',
    ]);
    expect([zh.money('4213456.78', 'short'), zh.money('123456789', 'short'), zh.money('8412.5', 'short')]).toEqual([
      '421.3万元',
      '1.23亿元',
      '8,413元',
    ]);
  });

  it('changes its step after rounding', () => {
    expect([en.money('999999.99', 'short'), en.money('9999.50', 'short'), zh.money('99999999', 'short')]).toEqual([
      '$1.00M',
      '$10.0K',
      '1.00亿元',
    ]);
  });

  it('follows the figure’s own currency', () => {
    expect(zh.money('12.5', 'full', 'EUR')).toBe('€12.50');
  });
});

describe('percentages and points', () => {
  it('never calls nearly all everything, nor a little nothing', () => {
    expect([99.97, 100, 0.03, 0, 43.45].map(en.pct)).toEqual(['>99.9%', '100%', '<0.1%', '0%', '43.5%']);
  });

  it('sign changes unless words carry the sign', () => {
    expect([en.pp(-2.25), en.pp(1.2), en.pp(-2.25, 'size'), zh.pp(-2.25)]).toEqual([
      '−2.3\u00a0pp',
      '+1.2\u00a0pp',
      '2.3\u00a0pp',
      '−2.3个百分点',
    ]);
  });
});

describe('dates', () => {
  it('reads months and days in each language', () => {
    expect([en.month('2026-06'), zh.month('2026-06'), en.day('2026-07-05'), zh.day('2026-07-05')]).toEqual([
      'June 2026',
      '2026年6月',
      '5 July 2026',
      '2026年7月5日',
    ]);
  });
});

describe('text of the data', () => {
  it('comes out on one line, without control characters or marks that turn the reading direction', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 }), (units) => {
        const clean = cleanText(String.fromCharCode(...units));
        expect(clean).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        expect(clean.isWellFormed()).toBe(true);
      }),
    );
    expect(cleanText('Line\r\nBcc: all@example.com')).toBe('Line Bcc: all@example.com');
  });

  it('is cut at whole characters, Chinese ones counting two', () => {
    expect(shorten('应收账款管理', 7)).toBe('应收账…');
    expect(shorten('👩‍👩‍👧‍👦 family', 5)).toBe('👩‍👩‍👧‍👦 f…');
    expect(displayWidth('DSO 天')).toBe(6);
  });
});
